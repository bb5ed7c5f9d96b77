import { Button } from '@mantine/core';
import type { HandsonWeek } from '@seldinger/contract';
import { Section, Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useWeekSpan } from '../week-span';
import { AskDialog } from './ask-dialog';
import styles from './own.module.css';
import { useAnswered, type OwnView } from './use-own';
import { useWeekWords } from './use-week-words';
import { roomIn, shutOf } from './weeks';

/** Every week to come with what is free in it, for who would rather ask than wish. */
export function FreePlaces({ view }: { view: OwnView }) {
  const { t } = useTranslation('requests');
  const weeks = view.rota.setup.weeks.filter(({ past }) => !past);
  if (weeks.length === 0) return null;
  return (
    <Section title={t('free.title')}>
      <p className={styles.hint}>{t(view.own.requests.some(({ state }) => state === 'waiting') ? 'free.asked' : 'free.text', { count: view.rota.setup.rule.holdHours })}</p>
      <ul className={styles.list}>
        {weeks.map((week) => (
          <FreeWeek key={week.id} view={view} week={week} />
        ))}
      </ul>
    </Section>
  );
}

function FreeWeek({ view, week }: { view: OwnView; week: HandsonWeek }) {
  const { t } = useTranslation('requests');
  const name = useWeekSpan()(week.monday);
  const words = useWeekWords(view);
  const [asking, setAsking] = useState(false);
  const wait = $api.useMutation('post', '/api/editions/{editionId}/hands-on/waiting', useAnswered(view.editionId));
  const { own, editionId } = view;
  const mine = own.bookings.find(({ weekId }) => weekId === week.id);
  const inLine = own.waiting.some(({ weekId, state }) => weekId === week.id && state === 'waiting');
  const shut = shutOf(view.rota.setup, week);
  const { free } = roomIn(own, week.id);
  const asked = own.requests.some(({ state }) => state === 'waiting');
  return (
    <li className={styles.week}>
      <div>
        <p className={styles.span}>{name}</p>
        <p className={styles.meta}>{words(week)}</p>
      </div>
      <div className={styles.buttons}>
        {mine && <Tag tone={mine.state === 'agreed' ? 'good' : 'accent'}>{t(mine.state === 'agreed' ? 'free.yours' : 'free.held')}</Tag>}
        {!mine && inLine && <Tag tone="accent">{t('free.inLine')}</Tag>}
        {!mine && !inLine && !shut && !asked && free > 0 && (
          <Button aria-label={t('free.askOf', { week: name })} onClick={() => setAsking(true)}>
            {t('free.ask')}
          </Button>
        )}
        {!mine && !inLine && !shut && free === 0 && (
          <Button loading={wait.isPending} aria-label={t('free.waitOf', { week: name })} onClick={() => wait.mutate({ params: { path: { editionId } }, body: { weekId: week.id } })}>
            {t('free.wait')}
          </Button>
        )}
      </div>
      {asking && <AskDialog view={view} week={week} name={name} onClose={() => setAsking(false)} />}
    </li>
  );
}
