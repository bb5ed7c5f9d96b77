import { useTranslation } from 'react-i18next';
import { $api } from '../api/client';
import { useNow } from '../api/clock';
import { useMe } from '../api/session';
import { useFormat } from '../i18n/use-format';
import styles from './demo-clock.module.css';
import { useMembership } from './edition';

/** The demo edition may stand anywhere in its year: says when "now" is, by the course's own clock. */
export function DemoClock() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const now = useNow();
  const { demo, person } = useMe();
  const membership = useMembership();
  const course = $api.useQuery('get', '/api/editions/{editionId}', { params: { path: { editionId: membership?.editionId ?? '' } } }, { enabled: demo && Boolean(membership), staleTime: 600_000 });
  if (!demo) return null;
  const zone = course.data?.timeZone ?? person.timeZone;
  return <p className={styles.clock}>{t('demo', { time: `${format.day(now, zone, { year: true })}, ${format.time(now, zone)}` })}</p>;
}
