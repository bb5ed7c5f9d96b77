import type { AttendanceSheet } from '@seldinger/contract';
import { Banner, Choice, EmptyState, PageHeader, TimelineLegend } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link, useParams, useSearchParams } from 'react-router';
import { useCourse } from '../../api/course';
import { useFormat } from '../../i18n/use-format';
import { LoadedPage } from '../../shell/loaded-page';
import styles from './attendance.module.css';
import type { Order } from './remarks';
import { useSheet } from './sheet';
import { SheetTable } from './sheet-table';
import { useAttendanceWords } from './use-words';
import { VerificationHistory } from './verification-history';
import { VerifyActions } from './verify-actions';
import { VerifyRefused, useVerify } from './use-verify';

/** The director's table of a lecture: look at what is uncertain, correct it, verify. */
export function VerificationPage() {
  const { lectureId = '' } = useParams();
  const { t } = useTranslation('attendance');
  return (
    <LoadedPage query={useSheet(lectureId)} title={t('title')}>
      {(sheet) => <InCourse sheet={sheet} />}
    </LoadedPage>
  );
}

function InCourse({ sheet }: { sheet: AttendanceSheet }) {
  const format = useFormat();
  return (
    <LoadedPage query={useCourse(sheet.lecture.editionId)} title={format.text(sheet.lecture.title)}>
      {({ timeZone }) => <Sheet sheet={sheet} zone={timeZone} />}
    </LoadedPage>
  );
}

function Sheet({ sheet, zone }: { sheet: AttendanceSheet; zone: string }) {
  const { t } = useTranslation('attendance');
  const format = useFormat();
  const words = useAttendanceWords(zone);
  const verify = useVerify(sheet);
  const { lecture, history } = sheet;
  return (
    <>
      <PageHeader
        title={format.text(lecture.title)}
        lead={words.lead(sheet)}
        back={<Link to={`/lectures/${lecture.id}`}>{t('lecture', { number: lecture.number })}</Link>}
        actions={<VerifyActions sheet={sheet} zone={zone} verify={verify} />}
      />
      <div className={styles.stack}>
        <VerifyRefused verify={verify} />
        <SheetBody sheet={sheet} zone={zone} />
        {history.length > 0 && <VerificationHistory history={history} zone={zone} />}
      </div>
    </>
  );
}

const legend = ['two-sources', 'one-source', 'bridged', 'break', 'act'] as const;

function SheetBody({ sheet, zone }: { sheet: AttendanceSheet; zone: string }) {
  const { t } = useTranslation('attendance');
  const [search, setSearch] = useSearchParams();
  const order: Order = search.get('order') === 'name' ? 'name' : 'look';
  const { lecture, held, rows } = sheet;
  const choose = (next: Order) => setSearch(next === 'look' ? {} : { order: next }, { replace: true, preventScrollReset: true });

  if (!held) return <EmptyState icon="clock" title={t('notBegun.title')}>{t('notBegun.text')}</EmptyState>;
  if (rows.length === 0) return <EmptyState icon="people" title={t('noTrainees.title')}>{t('noTrainees.text')}</EmptyState>;
  const nobody = lecture.state === 'ended' && rows.every(({ presentMs }) => presentMs === 0);
  return (
    <>
      {lecture.state === 'live' && <Banner tone="accent" icon="clock" title={t('live.title')}>{t('live.text')}</Banner>}
      {nobody && <Banner tone="attention" title={t('nobody.title')}>{t('nobody.text')}</Banner>}
      <div>
        <div className={styles.bar}>
          <TimelineLegend entries={legend.map((kind) => ({ kind, label: t(`legend.${kind}`) }))} />
          <Choice
            label={t('order.label')}
            value={order}
            options={[
              { value: 'look', label: t('order.look') },
              { value: 'name', label: t('order.name') },
            ]}
            onChange={choose}
          />
        </div>
        <SheetTable sheet={sheet} zone={zone} order={order} />
      </div>
    </>
  );
}
