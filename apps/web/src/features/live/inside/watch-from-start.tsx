import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { now } from '../../../api/clock';
import { usePulse } from './use-pulse';
import styles from './inside.module.css';

/** So late that there is something to catch up on. */
const lateMs = 2 * 60_000;

/** For who comes late: the lecture from its beginning, beside the classroom. `since`: when one came, epoch milliseconds; without it, now. */
export function WatchFromStart({ lectureId, since }: { lectureId: string; since?: number }) {
  const { t } = useTranslation('live');
  const pulse = usePulse(lectureId);
  const recordingId = pulse?.recordingId ?? null;
  const late = pulse?.startedAt ? (since ?? now()) - Date.parse(pulse.startedAt) : 0;
  // Whether one may watch it already is the edition's rule.
  const recording = $api.useQuery('get', '/api/recordings/{recordingId}', { params: { path: { recordingId: recordingId ?? '' } } }, { enabled: recordingId !== null && late > lateMs, staleTime: 60_000 });
  if (!recordingId || late <= lateMs || !recording.data?.abilities.watch || recording.data.durationMs === 0) return null;
  return (
    <a className={styles.fromStart} href={`/recordings/${recordingId}?at=0`} target="_blank" rel="noopener">
      <Icon name="recordings" size={16} />
      {t('recording.fromStart')}
    </a>
  );
}
