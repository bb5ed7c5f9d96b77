import type { AttendanceEvidence } from '@seldinger/contract';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCourse } from '../../api/course';
import { useFormat } from '../../i18n/use-format';
import { LoadedPage } from '../../shell/loaded-page';
import { Evidence } from './evidence';
import { useOwnEvidence } from './sheet';
import { useAttendanceWords } from './use-words';

/** A trainee's own minutes of one lecture and where they come from, also while it is on. */
export function OwnAttendancePage() {
  const { lectureId = '' } = useParams();
  const { t } = useTranslation('attendance');
  return (
    <LoadedPage query={useOwnEvidence(lectureId)} title={t('own.title')}>
      {(evidence) => <InCourse evidence={evidence} />}
    </LoadedPage>
  );
}

function InCourse({ evidence }: { evidence: AttendanceEvidence }) {
  const { t } = useTranslation('attendance');
  return (
    <LoadedPage query={useCourse(evidence.lecture.editionId)} title={t('own.title')}>
      {({ timeZone }) => <Own evidence={evidence} zone={timeZone} />}
    </LoadedPage>
  );
}

function Own({ evidence, zone }: { evidence: AttendanceEvidence; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const { lecture, held } = evidence;
  const title = format.text(lecture.title);
  return (
    <>
      <PageHeader title={t('own.title')} lead={`${title} · ${words.when(evidence)}`} back={<Link to={`/lectures/${lecture.id}`}>{t('lecture', { number: lecture.number })}</Link>} />
      {held ? <Evidence evidence={evidence} zone={zone} own /> : <EmptyState icon="clock" title={t('notBegun.title')}>{t('notBegun.text')}</EmptyState>}
    </>
  );
}
