import type { Recording } from '@seldinger/contract';
import { Button } from '@mantine/core';
import { gapsOf } from '@seldinger/domain';
import { Banner, EmptyState, Icon, LoadingState, PageHeader, Tag } from '@seldinger/ui';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { Failed } from '../../../api/loaded';
import { useMe } from '../../../api/session';
import { useFormat } from '../../../i18n/use-format';
import { useLiveUpdates } from '../../../shell/live-updates';
import { useDarkPage } from '../../live/use-dark-page';
import { $api } from '../../../api/client';
import { Panel } from '../panel/panel';
import { placeOfAddress } from '../place';
import { useLength, useStateWords } from '../recording-words';
import { seamsOf } from './growing';
import { Playback } from './playback';
import { PlayerContext, usePlaying } from './player-context';
import { Player } from './player';
import styles from './player.module.css';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;
/** While something happens to it, what is known is asked anew. */
const againInMs: Partial<Record<Recording['state'], number>> = { recording: 10_000, converting: 4_000, checking: 3_000 };

/** A recording: watched, searched, noted on and, by who may, put in order. */
export function PlayerPage() {
  const { t } = useTranslation(['recordings', 'common']);
  const { recordingId = '' } = useParams();
  useDarkPage();
  useLiveUpdates();
  const query = $api.useQuery('get', '/api/recordings/{recordingId}', { params: { path: { recordingId } } }, { refetchInterval: ({ state }) => (state.data ? (againInMs[state.data.state] ?? false) : false) });
  const recording = query.data;
  useEffect(() => {
    if (recording?.id) document.querySelector<HTMLElement>('h1')?.focus({ preventScroll: true });
  }, [recording?.id]);
  if (!recording) {
    return (
      <main className={styles.alone}>
        <PageHeader title={t('player.title')} back={<Link to="/recordings">{t('title')}</Link>} />
        {query.error ? <Failed error={query.error} onRetry={() => void query.refetch()} /> : <LoadingState label={t('common:loading')} />}
      </main>
    );
  }
  return <Opened key={recording.id} recording={recording} />;
}

function Opened({ recording }: { recording: Recording }) {
  const [search] = useSearchParams();
  const at = placeOfAddress(search);
  const [first] = useState(at);
  const spans = useMemo(() => toIntervals(recording.spans), [recording.spans]);
  const cutSpans = useMemo(() => toIntervals(recording.cutSpans), [recording.cutSpans]);
  const timeline = { state: recording.state, spans, cutSpans, watched: toIntervals(recording.watched) };
  const [playback] = useState(() => new Playback(recording.id, timeline, first));
  useEffect(() => playback.follow({ state: recording.state, spans, cutSpans, watched: [] }), [playback, recording.state, spans, cutSpans]);
  // A hit of the search in this very recording leads to another second.
  useEffect(() => {
    if (at !== null && at !== first) playback.seek(at);
  }, [playback, at, first]);
  const seams = useMemo(() => seamsOf(gapsOf(spans, cutSpans), cutSpans), [spans, cutSpans]);
  const playable = recording.state !== 'deleted' && recording.abilities.watch && spans.length > 0;
  return (
    <PlayerContext value={{ recording, playback }}>
      <div className={styles.page}>
        <Header recording={recording} playable={playable} />
        <main className={styles.main}>
          <Notice recording={recording} />
          {playable ? <Player seams={seams} /> : <Nothing recording={recording} />}
        </main>
        {recording.state !== 'deleted' && <Panel playable={playable} seams={seams} />}
      </div>
    </PlayerContext>
  );
}

const toIntervals = (spans: readonly { fromMs: number; untilMs: number }[]) => spans.map(({ fromMs, untilMs }) => ({ start: fromMs, end: untilMs }));

function Header({ recording, playable }: { recording: Recording; playable: boolean }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const { guestOfLectureId } = useMe();
  const state = useStateWords()(recording);
  const title = format.text(recording.lecture.title);
  return (
    <header className={styles.header}>
      <title>{`${title} · Seldinger`}</title>
      <div className={styles.what}>
        {!guestOfLectureId && (
          <Link to="/recordings">
            <Icon name="chevron-left" size={16} style={{ verticalAlign: -3 }} />
            {t('title')}
          </Link>
        )}
        <h1 tabIndex={-1}>{title}</h1>
        <span>{[recording.lecture.trainer, format.day(recording.lecture.startsAt, readerZone, { year: true })].filter(Boolean).join(' · ')}</span>
      </div>
      <div className={styles.how}>
        {state && <Tag tone={state.tone}>{state.words}</Tag>}
        {playable && <Watched />}
      </div>
    </header>
  );
}

/** "You have watched 42 of 58 min" */
function Watched() {
  const { t } = useTranslation('recordings');
  const length = useLength();
  const watchedMs = usePlaying((state) => Math.floor(state.watchedMs / 1000)) * 1000;
  const durationMs = usePlaying((state) => Math.floor(state.durationMs / 1000)) * 1000;
  return <span data-testid="watched">{t('player.watchedOf', { watched: length(watchedMs), of: length(durationMs) })}</span>;
}

function Notice({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  if (recording.state === 'ready' && !recording.released) return <Banner tone="attention">{t(recording.abilities.release ? 'notice.toRelease' : 'notice.notReleased')}</Banner>;
  return null;
}

/** Why there is no picture. */
function Nothing({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  const { state, percent } = recording;
  const why = state === 'ready' ? (recording.abilities.watch ? 'empty' : 'notReleased') : state;
  return (
    <div className={styles.nothing}>
      <EmptyState
        icon={state === 'failed' ? 'error' : 'recordings'}
        title={t(`nothing.${why}.title`)}
        action={
          state === 'deleted' ? (
            <Button component={Link} to="/recordings">
              {t('player.toAll')}
            </Button>
          ) : undefined
        }
      >
        {t(`nothing.${why}.text`)}
        {state === 'converting' && percent !== null && (
          <div>
            <progress className={styles.progress} max={100} value={percent} aria-label={t('state.convertingAt', { percent })} />
          </div>
        )}
      </EmptyState>
    </div>
  );
}
