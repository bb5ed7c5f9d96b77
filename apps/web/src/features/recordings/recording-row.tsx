import { Button } from '@mantine/core';
import type { RecordingSummary } from '@seldinger/contract';
import { Icon, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import { clockTime, recordingAddress } from './place';
import { useCheckWords, useLength, useStateWords } from './recording-words';
import styles from './recordings.module.css';

/** So little is an opening by mistake; so little before the end is an end. */
const begunMs = 10_000;
const doneShare = 0.97;

/** One recording: what it is, how far one is, and the way in. */
export function RecordingRow({ recording, zone }: { recording: RecordingSummary; zone: string }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const length = useLength();
  const state = useStateWords()(recording);
  const { lecture, durationMs, watchedMs, abilities, id, percent } = recording;
  const share = durationMs > 0 ? Math.min(1, watchedMs / durationMs) : 0;
  const title = format.text(lecture.title);
  const opens = recording.state !== 'deleted' && (abilities.watch || abilities.manage);
  return (
    <li className={styles.row} data-off={!opens || undefined}>
      <div className={styles.what}>
        <p className={styles.title}>{opens ? <Link to={recordingAddress(id)}>{title}</Link> : title}</p>
        <p className={styles.meta}>
          {[t('list.number', { number: lecture.number }), format.day(lecture.startsAt, zone), lecture.trainer, durationMs > 0 && length(durationMs), recording.captions.length > 0 && t('list.captions', { languages: recording.captions.map((each) => each.toUpperCase()).join(', ') })]
            .filter(Boolean)
            .join(' · ')}
        </p>
        {abilities.manage && <Standing recording={recording} zone={zone} />}
      </div>
      <div className={styles.far}>
        {state && (
          <Tag tone={state.tone} icon={recording.state === 'recording' ? 'play' : undefined}>
            {state.words}
          </Tag>
        )}
        {recording.state === 'converting' && percent !== null && <progress max={100} value={percent} aria-hidden="true" />}
        {durationMs > 0 && abilities.watch && watchedMs > 0 && (
          <>
            <div className={styles.bar} aria-hidden="true">
              <span style={{ width: `${share * 100}%` }} />
            </div>
            <span className={styles.meta}>{share >= doneShare ? t('list.watchedAll') : t('list.watched', { watched: length(watchedMs) })}</span>
          </>
        )}
      </div>
      <div className={styles.action}>
        <WayIn recording={recording} title={title} />
      </div>
    </li>
  );
}

function WayIn({ recording, title }: { recording: RecordingSummary; title: string }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const { state, abilities, durationMs, playerMs, id } = recording;
  if (state === 'deleted') return null;
  if (!abilities.watch || durationMs === 0) {
    if (!abilities.manage) return null;
    return (
      <Button component={Link} to={recordingAddress(id)} aria-label={t('list.lookOf', { title })}>
        {t('list.look')}
      </Button>
    );
  }
  const goesOn = state === 'recording';
  const behind = Math.round(durationMs / 60_000);
  const further = playerMs > begunMs && playerMs < durationMs * doneShare;
  const words = further ? t('list.goOn', { at: clockTime(playerMs) }) : goesOn ? t('list.fromBeginning') : recording.watchedMs > begunMs ? t('list.again') : t('list.watch');
  return (
    <>
      <Button component={Link} to={recordingAddress(id)} leftSection={<Icon name="play" size={16} />} aria-label={`${words}: ${title}`}>
        {words}
      </Button>
      {goesOn && !further && behind > 0 && <span className={styles.meta}>{t('list.behind', { minutes: format.number(behind) })}</span>}
    </>
  );
}

/** For who looks after it: how the check came out, and until when it is kept. */
function Standing({ recording, zone }: { recording: RecordingSummary; zone: string }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const words = useCheckWords();
  const { check, failure, keptUntil, state, gaps } = recording;
  const found = check && words(check);
  return (
    <p className={styles.standing}>
      {found && (found.sound ? <span data-tone="good">{found.words[0]}</span> : <span data-tone="attention">{found.words.join(' ')}</span>)}
      {state === 'failed' && failure && <span data-tone="wrong">{failure}</span>}
      {gaps > 0 && <span>{t('list.gaps', { count: gaps })}</span>}
      {state !== 'deleted' && <span>{t('list.keptUntil', { day: format.day(keptUntil, zone, { year: true }) })}</span>}
    </p>
  );
}
