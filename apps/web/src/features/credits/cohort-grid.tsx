import type { Progress } from '@seldinger/contract';
import { DataTable, Tag, type Column } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../i18n/use-format';
import styles from './credits.module.css';
import { useStanding } from './standing';

/** Trainees down, modules across: earned, and under it what is lost. In the order given until a header is pressed. */
export function CohortGrid({ items }: { items: Progress[] }) {
  const { t } = useTranslation('credits');
  const format = useFormat();
  const { shortName, target } = useStanding();
  const headed = (name: string, minutes: number) => t('cohort.of', { name, target: format.cme(minutes) });
  const amount = (earned: number, lost: number) => (
    <span className={styles.cell}>
      {format.cme(earned)}
      {lost > 0 && <span className={styles.lost}>{t('cohort.cellLost', { lost: format.cme(lost) })}</span>}
    </span>
  );
  const moduleOf = (item: Progress, id: string) => item.modules.find(({ moduleId }) => moduleId === id);
  const columns: Column<Progress>[] = [
    {
      key: 'name',
      header: t('cohort.trainee'),
      sortBy: format.listName,
      cell: (item) => (
        <Link className={styles.name} to={`/credits/${item.personId}`}>
          {format.listName(item)}
        </Link>
      ),
    },
    {
      key: 'state',
      header: t('cohort.state'),
      sortBy: ({ elearning, slackLectures }) => slackLectures - elearning.lostMinutes,
      cell: ({ onTrack, slackLectures, elearning }) =>
        onTrack ? (
          <span className={styles.quiet}>{slackLectures > 0 ? t('cohort.slack', { count: slackLectures }) : t('cohort.onTrack')}</span>
        ) : (
          <Tag tone="wrong">{t('cohort.risk', { cme: format.cme(elearning.lostMinutes) })}</Tag>
        ),
    },
    {
      key: 'total',
      header: headed(t('cohort.total'), items[0]?.targetMinutes ?? 0),
      numeric: true,
      sortBy: ({ earnedMinutes }) => earnedMinutes,
      cell: ({ earnedMinutes }) => amount(earnedMinutes, 0),
    },
    ...(items[0]?.modules ?? []).map((module): Column<Progress> => ({
      key: module.moduleId,
      header: headed(shortName(module), target(module)),
      numeric: true,
      sortBy: (item) => moduleOf(item, module.moduleId)?.earnedMinutes ?? 0,
      cell: (item) => {
        const own = moduleOf(item, module.moduleId);
        return own && amount(own.earnedMinutes, own.lostMinutes);
      },
    })),
  ];
  return <DataTable label={t('cohort.table')} columns={columns} rows={items} rowKey={({ personId }) => personId} />;
}
