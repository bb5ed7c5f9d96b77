import type { RotaBoard } from '@seldinger/contract';
import { Dialog, Icon, Section, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import type { Occupants, Picked } from './draft';
import type { Outcome } from './outcome';
import { useBoardNames } from './outcome-words';
import type { PlaceView } from './place-views';
import type { Picking } from './use-picking';

interface MoveSheetProps {
  board: RotaBoard;
  occupants: Occupants;
  views: ReadonlyMap<string, PlaceView>;
  picking: Picking;
  who: Picked;
  onClose: () => void;
}

interface Goal {
  placeId: string;
  outcome: Outcome;
}

/** Where somebody could go, their wishes first, each with what it would do. */
export function MoveSheet({ board, occupants, views, picking, who, onClose }: MoveSheetProps) {
  const { t } = useTranslation(['handson', 'common']);
  const names = useBoardNames(board);
  const person = names.person(who.personId);
  const { wished, others } = goalsOf(board, occupants, views, picking, who);
  const go = (to: string | null) => {
    onClose();
    void picking.drop(to, who);
  };
  const list = (goals: readonly Goal[]) => (
    <ul className={styles.targets}>
      {goals.map(({ placeId, outcome }) => {
        const other = occupants.get(placeId);
        return (
          <li key={placeId}>
            <button type="button" onClick={() => go(placeId)}>
              <span>{other ? t('sheet.exchange', { place: names.place(placeId), person: names.person(other) }) : names.place(placeId)}</span>
              <Tag tone={outcome.tone}>{picking.words.short(outcome)}</Tag>
            </button>
          </li>
        );
      })}
    </ul>
  );
  return (
    <Dialog title={t('sheet.title', { person })} closeLabel={t('common:close')} onClose={onClose}>
      {who.placeId !== null && (
        <ul className={styles.targets}>
          <li>
            <button type="button" onClick={() => go(null)}>
              <span>{t('without.takeAway')}</span>
              <Icon name="remove" size={18} />
            </button>
          </li>
        </ul>
      )}
      {wished.length > 0 && <Section title={t('sheet.wished')}>{list(wished)}</Section>}
      {others.length > 0 && <Section title={t('sheet.others')}>{list(others)}</Section>}
    </Dialog>
  );
}

/** Of two free places of a room one stands for both; what breaks a rule comes last. */
function goalsOf(board: RotaBoard, occupants: Occupants, views: MoveSheetProps['views'], picking: Picking, who: Picked): { wished: Goal[]; others: Goal[] } {
  const free = new Set<string>();
  const order = new Map(board.setup.weeks.map(({ id }, index) => [id, index]));
  const goals = board.setup.places.flatMap((place): (Goal & { rank: number; wished: boolean; week: number })[] => {
    const view = views.get(place.id);
    if (!view || view.past || view.closed !== null || view.held || place.id === who.placeId) return [];
    if (!occupants.has(place.id)) {
      const room = `${place.weekId} ${place.roomId}`;
      if (free.has(room)) return [];
      free.add(room);
    }
    const outcome = picking.outcomeOf(who, place.id);
    const after = outcome.moves[0]?.after;
    return after ? [{ placeId: place.id, outcome, rank: after.rank ?? Infinity, wished: after.wished, week: order.get(place.weekId) ?? 0 }] : [];
  });
  const inOrder = goals.sort((a, b) => Number(a.outcome.tone === 'wrong') - Number(b.outcome.tone === 'wrong') || a.rank - b.rank || a.week - b.week || Number(occupants.has(a.placeId)) - Number(occupants.has(b.placeId)));
  return { wished: inOrder.filter(({ wished }) => wished), others: inOrder.filter(({ wished }) => !wished) };
}
