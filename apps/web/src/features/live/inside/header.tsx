import { Button } from '@mantine/core';
import { Icon, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../api/clock';
import { useFormat } from '../../../i18n/use-format';
import { useOwnClock } from '../use-own-clock';
import { useInside } from './inside';
import styles from './inside.module.css';
import { RecordedMark } from './recorded-mark';
import { WatchFromStart } from './watch-from-start';

const tones = { closed: 'quiet', open: 'quiet', live: 'good', break: 'attention', ended: 'quiet' } as const;
const icons = { closed: undefined, open: 'clock', live: 'play', break: 'clock', ended: 'check' } as const;

/** How long the lecture has gone on, of what was planned; before it, when it starts. */
function Elapsed() {
  const { t } = useTranslation('live');
  const format = useFormat();
  const now = useNow(1_000);
  const { heldFrom, heldUntil, startsAt, plannedMinutes } = useInside().state.lecture;
  if (!heldFrom) return Date.parse(startsAt) > now ? <span className={styles.elapsed}>{t('header.startsIn', { when: format.relative(startsAt, now) })}</span> : null;
  const elapsed = (heldUntil ? Date.parse(heldUntil) : now) - Date.parse(heldFrom);
  return (
    <span className={styles.elapsed} title={t('header.elapsed')}>
      {t('header.of', { elapsed: format.duration(Math.max(0, elapsed)), planned: format.hoursMinutes(plannedMinutes) })}
    </span>
  );
}

/** The own clock, running. */
function Counted() {
  const { t } = useTranslation('live');
  const format = useFormat();
  const { clock } = useInside().state;
  const counted = useOwnClock(clock);
  if (counted === null || !clock) return null;
  return (
    <span className={styles.counted} title={t('header.countedLabel')} data-testid="counted">
      <Tag tone={clock.running ? 'good' : 'quiet'} icon={clock.running ? 'check' : 'clock'}>
        {t('header.counted', { time: format.runningTime(counted) })}
        {!clock.running && ` · ${t('header.countedStands')}`}
      </Tag>
    </span>
  );
}

/** What this is, how far it is, and what counts. */
export function Header({ phone, cameAt }: { phone: boolean; cameAt: number }) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const { state, leave } = useInside();
  const { lecture, phase } = state;
  const title = format.text(lecture.title);
  return (
    <header className={styles.header}>
      <title>{`${title} · Seldinger`}</title>
      <div className={styles.what}>
        <h1 tabIndex={-1}>{title}</h1>
        {lecture.trainer && <span>{format.name(lecture.trainer)}</span>}
      </div>
      <div className={styles.how}>
        <Tag tone={tones[phase]} icon={icons[phase]}>
          {t(`phase.${phase}`)}
        </Tag>
        <RecordedMark />
        <Elapsed />
        <Counted />
        {state.role === 'trainee' && phase !== 'ended' && <WatchFromStart lectureId={lecture.id} since={cameAt} />}
      </div>
      {phone && (
        <Button color="red" className={styles.leave} leftSection={<Icon name="leave" size={18} />} onClick={leave}>
          {t('controls.leave')}
        </Button>
      )}
    </header>
  );
}
