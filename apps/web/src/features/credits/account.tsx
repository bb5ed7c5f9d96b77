import type { CreditAccount } from '@seldinger/contract';
import { CmeBar, Panel, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import styles from './credits.module.css';
import { LectureRows } from './lecture-rows';
import { ModuleRow } from './module-row';
import { useStanding } from './standing';
import { WeekRows } from './week-rows';

export interface AccountProps {
  account: CreditAccount;
  zone: string;
  /** The address of a lecture's evidence, for those who may see it. */
  evidenceOf?: (lectureId: string) => string;
}

/** An account of credits: the bar, the modules, and what each of them is made of. What is open stands in the address. */
export function Account({ account: { progress, lectures, weeks, entries }, zone, evidenceOf }: AccountProps) {
  const { t } = useTranslation('credits');
  const { segment, handson } = useStanding();
  const [search, setSearch] = useSearchParams();
  const openModule = search.get('module');
  const openLecture = search.get('lecture');
  const openWeek = search.get('week');
  const open = (next: Record<string, string>) => setSearch(next, { replace: true, preventScrollReset: true });
  return (
    <>
      <Panel>
        <CmeBar label={t('bar')} modules={progress.modules.map(segment)} size="l" />
        {progress.handson.targetMinutes > 0 && <p className={styles.handson}>{handson(progress)}</p>}
      </Panel>
      <Section title={t('modules')}>
        <ul className={styles.modules}>
          {progress.modules.map((module) => {
            const opened = openModule === module.moduleId;
            const own = lectures.filter(({ moduleId }) => moduleId === module.moduleId);
            return (
              <ModuleRow key={module.moduleId} module={module} lectures={own.length} weeks={weeks.length} opened={opened} onToggle={() => open(opened ? {} : { module: module.moduleId })}>
                <LectureRows
                  lectures={own}
                  entries={entries}
                  zone={zone}
                  evidenceOf={evidenceOf}
                  opened={openLecture}
                  onToggle={(lectureId) => open(openLecture === lectureId ? { module: module.moduleId } : { module: module.moduleId, lecture: lectureId })}
                />
                {module.handsonMinutes > 0 && (
                  <WeekRows
                    weeks={weeks}
                    moduleId={module.moduleId}
                    entries={entries}
                    zone={zone}
                    opened={openWeek}
                    onToggle={(bookingId) => open(openWeek === bookingId ? { module: module.moduleId } : { module: module.moduleId, week: bookingId })}
                  />
                )}
              </ModuleRow>
            );
          })}
        </ul>
      </Section>
    </>
  );
}
