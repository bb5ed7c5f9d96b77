import { Button } from '@mantine/core';
import type { RotaBoard } from '@seldinger/contract';
import type { Violation } from '@seldinger/domain';
import { Banner } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { isRefusal } from '../../../api/errors';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import styles from './board.module.css';
import { useBoardNames, useViolationWords } from './outcome-words';
import type { Draft, Overtaken } from './use-draft';

/** What stands in the way: rules that the draft breaks, refusals, and what another director changed meanwhile. */
export function BoardBanners({ board, draft, broken, publishing }: { board: RotaBoard; draft: Draft; broken: readonly Violation[]; publishing: unknown }) {
  const { t } = useTranslation('handson');
  const { sentence } = useViolationWords(board);
  // The rules that stand in the way are listed below, with names.
  const listed = broken.length > 0 && isRefusal(publishing, 'handson.breaks-rules');
  return (
    <div className={styles.banners}>
      <FormError error={draft.refusal ?? (listed ? null : publishing)} />
      {draft.overtaken.map((each) => (
        <OvertakenBanner key={each.key} board={board} overtaken={each} draft={draft} />
      ))}
      {broken.length > 0 && (
        <Banner key={String(listed)} tone="wrong" title={t('board.breaks', { count: broken.length })} live={listed ? 'assertive' : undefined}>
          <ul className={styles.list}>
            {broken.map((violation) => (
              <li key={`${violation.kind}${violation.placeId}${violation.personId}`}>{sentence(violation)}</li>
            ))}
          </ul>
        </Banner>
      )}
    </div>
  );
}

/** Whose change was faster than one's own, and the way to make one's own all the same. */
function OvertakenBanner({ board, overtaken, draft }: { board: RotaBoard; overtaken: Overtaken; draft: Draft }) {
  const { t } = useTranslation(['handson', 'common']);
  const format = useFormat();
  const names = useBoardNames(board);
  const { places, board: then, move } = overtaken;
  const by = (placeId: string) => {
    const author = then.draft.find((each) => each.placeId === placeId)?.changedBy;
    return author ? format.name(author) : t('overtaken.somebody');
  };
  const occupant = (placeId: string) => {
    const change = then.draft.find((each) => each.placeId === placeId);
    return change ? change.personId : (then.bookings.find((each) => each.placeId === placeId)?.person.id ?? null);
  };
  const wanted = move ? (move.to === null ? t('overtaken.yourTakingAway', { person: names.person(move.picked.personId) }) : t('overtaken.yourMove', { person: names.person(move.picked.personId), place: names.place(move.to) })) : t('overtaken.yourChanges');
  return (
    <Banner
      tone="attention"
      title={wanted}
      live="assertive"
      action={
        <span className={styles.tools}>
          {move && <Button onClick={() => void draft.moveAnyway(overtaken)}>{t('overtaken.anyway')}</Button>}
          <Button variant="subtle" onClick={() => draft.leaveIt(overtaken)}>
            {t('overtaken.leave')}
          </Button>
        </span>
      }
    >
      <ul className={styles.list}>
        {places.map(({ placeId }) => {
          const personId = occupant(placeId);
          const values = { by: by(placeId), place: names.place(placeId) };
          return <li key={placeId}>{personId ? t('overtaken.placed', { ...values, person: names.person(personId) }) : t('overtaken.freed', values)}</li>;
        })}
      </ul>
    </Banner>
  );
}
