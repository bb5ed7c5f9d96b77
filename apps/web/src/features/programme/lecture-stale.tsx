import type { Plan } from '@seldinger/contract';
import { Banner } from '@seldinger/ui';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './form.module.css';
import type { Trainer } from './lecture-fields';
import { differences, valueOf, type LectureField, type LectureValues } from './lecture-form';
import { moduleOf } from './plan';

const labels = { 'title.en': 'edit.titleEn', 'title.it': 'edit.titleIt', moduleId: 'edit.module', trainerId: 'edit.trainer', date: 'edit.date', time: 'edit.time', durationMinutes: 'edit.duration' } as const;

interface LectureStaleProps {
  plan: Plan;
  trainers: Trainer[];
  before: LectureValues;
  after: LectureValues;
  typed: LectureValues;
}

/** What somebody else changed while the form was open, and where the typed value stands against it. */
export function LectureStale({ plan, trainers, before, after, typed }: LectureStaleProps) {
  const { t } = useTranslation('programme');
  const format = useFormat();
  const words = (values: LectureValues, field: LectureField): string => {
    const value = String(valueOf(values, field));
    if (field === 'date') return format.calendarDate(value);
    if (field === 'moduleId') return format.text(moduleOf(plan, { moduleId: value })?.title ?? { en: value, it: value });
    if (field !== 'trainerId') return value;
    const trainer = trainers.find(({ id }) => id === value);
    return trainer ? format.name(trainer) : t('edit.none');
  };
  return (
    <Banner tone="attention" title={t('edit.stale')} live="assertive">
      <p>{t('edit.staleText')}</p>
      <dl className={styles.changes}>
        {differences(before, after).map((field) => (
          <Fragment key={field}>
            <dt>{t(labels[field])}</dt>
            <dd>
              <s>{words(before, field)}</s> → {words(after, field)}
              {valueOf(typed, field) !== valueOf(after, field) && <span className={styles.hint}> ({t('edit.staleKeeps', { value: words(typed, field) })})</span>}
            </dd>
          </Fragment>
        ))}
      </dl>
    </Banner>
  );
}
