import type { Classroom as ClassroomInfo } from '@seldinger/contract';
import { Button } from '@mantine/core';
import { LoadingState, PageHeader } from '@seldinger/ui';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { now, setClock } from '../../api/clock';
import { Failed } from '../../api/loaded';
import { useChoices } from './choices';
import { thisDevice } from './device';
import { Classroom, type Leaving } from './inside/classroom';
import styles from './left.module.css';
import { Left } from './left';
import { PreJoin } from './pre-join/pre-join';
import { useDarkPage } from './use-dark-page';

type Place = { at: 'before' } | { at: 'inside'; deviceId: string; first: ClassroomInfo } | { at: 'left'; leaving: Leaving };

const whileBuildingMs = 5_000;
const whileWaitingMs = 30_000;

/** When to ask again: at the minute of opening, and sooner while the media server is on its way. Milliseconds, or not at all. */
function askAgainIn(classroom: ClassroomInfo | undefined): number | false {
  if (!classroom) return false;
  const untilOpen = Date.parse(classroom.lecture.opensAt) - now();
  if (classroom.refusal === 'too-early') return Math.min(whileWaitingMs, Math.max(1_000, untilOpen + 250));
  if (classroom.refusal) return false;
  return classroom.media === 'up' ? whileWaitingMs : whileBuildingMs;
}

/** The classroom of a lecture: before it, in it, after it. */
export function ClassroomPage() {
  const { t } = useTranslation(['common', 'live']);
  const { lectureId = '' } = useParams();
  const [place, setPlace] = useState<Place>({ at: 'before' });
  const [choices, changeChoices] = useChoices();
  useDarkPage();
  const before = place.at === 'before';
  const query = $api.useQuery(
    'get',
    '/api/lectures/{lectureId}/classroom',
    { params: { path: { lectureId } } },
    { enabled: before, staleTime: 0, gcTime: 0, refetchInterval: ({ state }) => before && askAgainIn(state.data) },
  );
  const classroom = query.data;
  useEffect(() => {
    if (classroom) setClock(classroom.now);
  }, [classroom]);
  useEffect(() => {
    document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [place.at]);

  if (place.at === 'left') return <Left leaving={place.leaving} onAgain={() => setPlace({ at: 'before' })} />;
  if (place.at === 'inside') {
    const { deviceId, first } = place;
    return <Classroom first={first} deviceId={deviceId} choices={choices} changeChoices={changeChoices} onLeave={(leaving) => setPlace({ at: 'left', leaving })} />;
  }
  if (!classroom) {
    return (
      <main className={styles.left}>
        <PageHeader title={t('live:classroom')} />
        {query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <LoadingState label={t('loading')} />}
        {query.error && (
          <Button component={Link} to="/" variant="subtle">
            {t('live:left.home')}
          </Button>
        )}
      </main>
    );
  }
  const join = async () => setPlace({ at: 'inside', deviceId: await thisDevice(), first: classroom });
  return <PreJoin classroom={classroom} choices={choices} onChange={changeChoices} onJoin={() => void join()} />;
}
