import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { useFormat } from '../../../i18n/use-format';
import { usePulse } from '../inside/use-pulse';
import styles from './pre-join.module.css';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What of the lecture is recorded, who may watch it and for how long, before one agrees to it by joining. */
export function LectureRecorded({ lectureId }: { lectureId: string }) {
  const { t } = useTranslation('live');
  const format = useFormat();
  const recordingId = usePulse(lectureId)?.recordingId ?? null;
  // The day is known as soon as there is something to keep.
  const recording = $api.useQuery('get', '/api/recordings/{recordingId}', { params: { path: { recordingId: recordingId ?? '' } } }, { enabled: recordingId !== null, staleTime: 60_000 });
  const until = recording.data && format.day(recording.data.keptUntil, readerZone, { year: true });
  return (
    <section className={styles.recorded} aria-labelledby="lecture-recorded">
      <h2 id="lecture-recorded">{t('recording.title')}</h2>
      <ul>
        {(['what', 'never', 'who', 'long', 'agree'] as const).map((point) => (
          <li key={point}>{point === 'long' && until ? t('recording.until', { day: until }) : t(`recording.${point}`)}</li>
        ))}
      </ul>
    </section>
  );
}
