import { Button } from '@mantine/core';
import type { Lecture } from '@seldinger/contract';
import { announce } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useNow } from '../../api/clock';
import { useFormat } from '../../i18n/use-format';
import { useCan } from '../../shell/edition';
import { entryTo, type Entry } from './entry';

/** The state of a classroom's door by the server's clock; changes by itself, to the second. */
export function useEntry(lecture: Lecture): Entry {
  return entryTo(lecture, useNow(1_000));
}

export interface JoinButtonProps {
  lecture: Lecture;
  /** Filled where it is the one thing to do on the screen. */
  filled?: boolean;
}

/** The way into a lecture. Before the classroom opens it leads to the check of camera and microphone; it wakes by itself. */
export function JoinButton({ lecture, filled = false }: JoinButtonProps) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const can = useCan();
  const entry = useEntry(lecture);
  const last = useRef(entry);
  const title = format.text(lecture.title);
  useEffect(() => {
    if (last.current === 'early' && entry === 'open') announce(t('join.opened', { title }));
    last.current = entry;
  }, [entry, t, title]);
  if (entry === 'over' || !can('live:join')) return null;
  return (
    <Button component={Link} to={`/lectures/${lecture.id}/classroom`} variant={filled ? 'filled' : 'default'}>
      {t(entry === 'open' ? 'join.join' : 'join.check')}
    </Button>
  );
}

/** "opens in 12 min", "open now", "on now"; nothing for a lecture that is over. */
export function useOpeningWords(lecture: Lecture): string | null {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const now = useNow(1_000);
  const entry = entryTo(lecture, now);
  if (entry === 'over') return null;
  if (entry === 'early') return t('join.opens', { when: format.relative(lecture.opensAt, now) });
  if (lecture.state === 'live') return t('join.live');
  const starts = Date.parse(lecture.startsAt);
  return starts > now ? t('join.starts', { when: format.relative(starts, now) }) : t('join.waits');
}
