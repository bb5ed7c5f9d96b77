import type { RotaBoard } from '@seldinger/contract';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import styles from './board.module.css';
import { useBoardNames } from './outcome-words';
import type { Picking } from './use-picking';

/** What the move that is aimed at would do, in words; else how to move. */
export function EffectPanel({ board, picking }: { board: RotaBoard; picking: Picking }) {
  const { t } = useTranslation('handson');
  const title = useId();
  const names = useBoardNames(board);
  const { picked, target, outcomeOf, words } = picking;
  if (!picked) {
    return (
      <section className={styles.box} aria-labelledby={title}>
        <h2 id={title}>{t('panel.how')}</h2>
        <p>{t('panel.howText')}</p>
      </section>
    );
  }
  const person = names.person(picked.personId);
  const note = board.trainees.find(({ id }) => id === picked.personId)?.note;
  const aimed = target !== undefined && target !== picked.placeId ? { to: target, outcome: outcomeOf(picked, target) } : null;
  return (
    <section className={styles.box} aria-labelledby={title} data-tone={aimed?.outcome.tone}>
      <h2 id={title}>{!aimed ? t('panel.picked', { person }) : aimed.to === null ? t('panel.takingAway', { person }) : t('panel.moving', { person, place: names.place(aimed.to) })}</h2>
      {aimed ? words.sentences(aimed.outcome, aimed.to).map((sentence) => <p key={sentence}>{sentence}</p>) : <p>{t('panel.pickedText')}</p>}
      {note && <p className={styles.note}>{t('panel.note', { note })}</p>}
    </section>
  );
}
