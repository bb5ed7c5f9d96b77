import { Button } from '@mantine/core';
import type { AttendanceEvidence, AttendanceSheet } from '@seldinger/contract';
import { EmptyState, Icon, LoadingState, PageHeader } from '@seldinger/ui';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { useCourse } from '../../api/course';
import { useFormat } from '../../i18n/use-format';
import { focusHeading } from '../../shell/focus-heading';
import { LoadedPage } from '../../shell/loaded-page';
import styles from './attendance.module.css';
import { Evidence } from './evidence';
import { asksForLook, inOrder } from './remarks';
import { useEvidence, useSheet } from './sheet';
import { useAttendanceWords } from './use-words';

const CorrectionForm = lazy(async () => ({ default: (await import('./correction-form')).CorrectionForm }));

/** One trainee of the sheet: the evidence, and the place to correct the figure. */
export function EvidencePage() {
  const { lectureId = '', personId = '' } = useParams();
  const { t } = useTranslation('attendance');
  const sheet = useSheet(lectureId);
  const evidence = useEvidence(lectureId, personId, sheet.data?.lecture.state === 'live');
  return (
    <LoadedPage query={sheet} title={t('title')}>
      {(sheet) => (
        <LoadedPage query={evidence} title={t('title')}>
          {(evidence) => <InCourse key={personId} sheet={sheet} evidence={evidence} />}
        </LoadedPage>
      )}
    </LoadedPage>
  );
}

function InCourse({ sheet, evidence }: { sheet: AttendanceSheet; evidence: AttendanceEvidence }) {
  const format = useFormat();
  return (
    <LoadedPage query={useCourse(sheet.lecture.editionId)} title={format.name(evidence.row)}>
      {({ timeZone }) => <Person sheet={sheet} evidence={evidence} zone={timeZone} />}
    </LoadedPage>
  );
}

function Person({ sheet, evidence, zone }: { sheet: AttendanceSheet; evidence: AttendanceEvidence; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const [correcting, setCorrecting] = useState(false);
  const close = () => {
    setCorrecting(false);
    focusHeading();
  };
  const { row, held, lecture } = evidence;
  const next = sheet.verification ? undefined : inOrder(sheet.rows, 'look').find((other) => other.personId !== row.personId && asksForLook(other));
  return (
    <>
      <PageHeader
        title={format.name(row)}
        lead={`${format.text(lecture.title)} · ${words.when(evidence)}`}
        back={<Link to={`/lectures/${lecture.id}/attendance`}>{t('evidence.back')}</Link>}
        actions={
          sheet.abilities.correct &&
          !correcting && (
            <Button leftSection={<Icon name="edit" size={18} />} onClick={() => setCorrecting(true)}>
              {t('correct.button')}
            </Button>
          )
        }
      />
      <Suspense fallback={<LoadingState label={t('correct.title')} />}>
        {correcting && <CorrectionForm sheet={sheet} row={row} onClose={close} />}
      </Suspense>
      {held ? <Evidence evidence={evidence} zone={zone} /> : <EmptyState icon="clock" title={t('notBegun.title')}>{t('notBegun.text')}</EmptyState>}
      {next && (
        <p className={styles.next}>
          <Link to={`/lectures/${lecture.id}/attendance/${next.personId}`}>{t('evidence.next', { name: format.listName(next) })}</Link>
        </p>
      )}
    </>
  );
}
