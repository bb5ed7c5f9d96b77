import { Button, Checkbox } from '@mantine/core';
import type { HandsonWeek } from '@seldinger/contract';
import { announce } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useWeekSpan } from '../week-span';
import styles from './own.module.css';
import type { OwnView } from './use-own';
import { useWeekWords } from './use-week-words';
import { addWish, setImpossible, type WishDraft } from './wish-list';
import { shutOf } from './weeks';

interface Others {
  view: OwnView;
  draft: WishDraft;
  max: number;
  onChange: (draft: WishDraft) => void;
}

/** All other weeks to come: to be made the next wish, or called impossible. */
export function OtherWeeks({ view, draft, max, onChange }: Others) {
  const { t } = useTranslation('requests');
  const weeks = view.rota.setup.weeks.filter(({ id, past }) => !past && !draft.ranked.includes(id));
  return (
    <ul className={styles.list} aria-label={t('wishes.others')}>
      {weeks.map((week) => (
        <OtherWeek key={week.id} view={view} week={week} draft={draft} max={max} onChange={onChange} />
      ))}
    </ul>
  );
}

function OtherWeek({ view, week, draft, max, onChange }: Others & { week: HandsonWeek }) {
  const { t } = useTranslation('requests');
  const name = useWeekSpan()(week.monday);
  const words = useWeekWords(view);
  const impossible = draft.impossible.includes(week.id);
  const booked = view.own.bookings.some(({ weekId }) => weekId === week.id);
  const shut = shutOf(view.rota.setup, week);
  const next = draft.ranked.length + 1;
  const add = () => {
    onChange(addWish(draft, week.id));
    announce(t('wishes.moved', { week: name, rank: next }));
  };
  return (
    <li className={styles.week}>
      <div>
        <p className={styles.span}>{name}</p>
        <p className={styles.meta}>{words(week)}</p>
      </div>
      <div className={styles.buttons}>
        {!booked && !shut && <Checkbox className={styles.check} label={t('wishes.impossible')} aria-label={t('wishes.impossibleOf', { week: name })} checked={impossible} onChange={(event) => onChange(setImpossible(draft, week.id, event.currentTarget.checked))} />}
        {!shut && !impossible && draft.ranked.length < max && (
          <Button aria-label={t('wishes.addOf', { week: name, rank: next })} onClick={add}>
            {t('wishes.add', { rank: next })}
          </Button>
        )}
      </div>
    </li>
  );
}
