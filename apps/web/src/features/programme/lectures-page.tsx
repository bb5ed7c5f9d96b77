import { Button, NativeSelect } from '@mantine/core';
import type { LectureCreditRow, Plan } from '@seldinger/contract';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { $api } from '../../api/client';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useCan, useEditionId } from '../../shell/edition';
import { teachingMonths } from './lecture-days';
import { MonthOfLectures } from './lecture-month';
import { standingOf, type LectureStanding } from './lecture-state';
import styles from './lectures.module.css';
import { nextLecture, usePlan } from './plan';
import { useModuleName } from '../../i18n/use-module-name';

const filters = ['to-come', 'live', 'waiting', 'verified'] as const satisfies LectureStanding[];
const ownFilters = ['to-come', 'live', 'waiting', 'earned', 'missed'] as const satisfies LectureStanding[];

/** The whole plan by month and teaching day, for everybody; a trainee sees what each lecture gave. */
export function LecturesPage() {
  const { t } = useTranslation('programme');
  const editionId = useEditionId();
  const can = useCan();
  const plan = usePlan(editionId);
  const own = $api.useQuery('get', '/api/editions/{editionId}/credits/me', { params: { path: { editionId } } }, { enabled: can('credits:read-own') });
  const lead = plan.data && [t('lectures.lead', { count: plan.data.lectures.length, held: plan.data.lectures.filter(({ state }) => state === 'ended' || state === 'verified').length }), t('lectures.times', { zone: plan.data.edition.timeZone })].join(' ');
  return (
    <>
      <PageHeader title={t('lectures.title')} lead={lead} />
      <Loaded query={plan} rows={8}>
        {(data) => (data.lectures.length === 0 ? <NoLectures /> : <Lectures plan={data} credits={own.data?.lectures} />)}
      </Loaded>
    </>
  );
}

function NoLectures() {
  const { t } = useTranslation('programme');
  const can = useCan();
  return (
    <EmptyState icon="lectures" title={t('lectures.empty')}>
      {t(can('programme:plan') ? 'lectures.emptyPlan' : 'lectures.emptyText')}
    </EmptyState>
  );
}

function Lectures({ plan, credits }: { plan: Plan; credits: LectureCreditRow[] | undefined }) {
  const { t } = useTranslation('programme');
  const now = useNow();
  const [search, setSearch] = useSearchParams();
  const [moduleKey, state] = [search.get('module') ?? '', search.get('state') ?? ''];
  const creditOf = new Map(credits?.map((credit) => [credit.lectureId, credit]));
  const moduleId = plan.modules.find(({ key }) => key === moduleKey)?.id;
  const standing = (lecture: Plan['lectures'][number]) => standingOf(lecture, creditOf.get(lecture.id), now);
  const shown = plan.lectures.filter((lecture) => (!moduleId || lecture.moduleId === moduleId) && (!state || standing(lecture) === state));
  const months = teachingMonths(shown, plan.edition.timeZone);
  const next = nextLecture(plan.lectures, now);
  const filtered = Boolean(moduleId || state);
  const choose = (name: string, value: string) =>
    setSearch(
      (before) => {
        if (value) before.set(name, value);
        else before.delete(name);
        return before;
      },
      { replace: true },
    );
  return (
    <>
      <Filters plan={plan} moduleKey={moduleKey} state={state} own={credits !== undefined} onChoose={choose} />
      {filtered && (
        <p role="status" className={styles.found}>
          {t('lectures.found', { count: shown.length })}
        </p>
      )}
      {months.length === 0 ? (
        <EmptyState icon="search" title={t('lectures.none')} action={<Button onClick={() => setSearch({}, { replace: true })}>{t('lectures.all')}</Button>}>
          {t('lectures.noneText')}
        </EmptyState>
      ) : (
        months.map((month) => <MonthOfLectures key={`${month.month}${filtered}`} month={month} plan={plan} next={next} standing={standing} creditOf={creditOf} open={filtered} />)
      )}
    </>
  );
}

interface FiltersProps {
  plan: Plan;
  moduleKey: string;
  state: string;
  own: boolean;
  onChoose: (name: 'module' | 'state', value: string) => void;
}

function Filters({ plan, moduleKey, state, own, onChoose }: FiltersProps) {
  const { t } = useTranslation('programme');
  const moduleName = useModuleName();
  const modules = plan.modules.map((module) => ({ value: module.key, label: moduleName(module) }));
  const states = (own ? ownFilters : filters).map((value) => ({ value, label: t(`filter.${value}`) }));
  return (
    <div className={styles.filters}>
      <NativeSelect aria-label={t('lectures.module')} value={moduleKey} data={[{ value: '', label: t('lectures.everyModule') }, ...modules]} onChange={(event) => onChoose('module', event.currentTarget.value)} />
      <NativeSelect aria-label={t('lectures.state')} value={state} data={[{ value: '', label: t('lectures.everyState') }, ...states]} onChange={(event) => onChoose('state', event.currentTarget.value)} />
    </div>
  );
}
