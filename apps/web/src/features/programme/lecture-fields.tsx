import { NativeSelect, TextInput } from '@mantine/core';
import type { Plan } from '@seldinger/contract';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import styles from './form.module.css';
import type { LectureValues } from './lecture-form';

export type Trainer = { id: string; givenName: string; familyName: string };

interface LectureFieldsProps {
  form: UseFormReturn<LectureValues>;
  plan: Plan;
  trainers: Trainer[];
  /** The lecture has begun, so that time and module stand. */
  held: boolean;
}

/** What, by whom, when. */
export function LectureFields({ form: { register, formState }, plan, trainers, held }: LectureFieldsProps) {
  const { t } = useTranslation(['programme', 'common']);
  const format = useFormat();
  const { errors } = formState;
  const required = t('common:required');
  const range = t('edit.durationInvalid');
  return (
    <>
      <TextInput label={t('edit.titleEn')} lang="en" maxLength={200} {...register('title.en', { required })} error={errors.title?.en?.message} />
      <TextInput label={t('edit.titleIt')} lang="it" maxLength={200} {...register('title.it', { required })} error={errors.title?.it?.message} />
      <div className={styles.pair}>
        <NativeSelect
          label={t('edit.module')}
          disabled={held}
          data={[{ value: '', label: t('edit.chooseModule') }, ...plan.modules.map(({ id, title }) => ({ value: id, label: format.text(title) }))]}
          {...register('moduleId', { required })}
          error={errors.moduleId?.message}
        />
        <NativeSelect
          label={t('edit.trainer')}
          data={[{ value: '', label: t('edit.nobody') }, ...trainers.map((trainer) => ({ value: trainer.id, label: format.listName(trainer) }))]}
          {...register('trainerId')}
          error={errors.trainerId?.message}
        />
      </div>
      <div>
        <div className={styles.triple}>
          <TextInput type="date" label={t('edit.date')} disabled={held} min={plan.edition.startsOn} max={plan.edition.endsOn} {...register('date', { required })} error={errors.date?.message} />
          <TextInput type="time" label={t('edit.time')} disabled={held} aria-describedby="lecture-clock" {...register('time', { required })} error={errors.time?.message} />
          <TextInput
            type="number"
            inputMode="numeric"
            label={t('edit.duration')}
            disabled={held}
            min={15}
            max={720}
            step={5}
            {...register('durationMinutes', { required, valueAsNumber: true, validate: (value) => (Number.isInteger(value) && value >= 15 && value <= 720) || range })}
            error={errors.durationMinutes?.message}
          />
        </div>
        <p id="lecture-clock" className={styles.hint}>
          {t('edit.timeHint', { zone: plan.edition.timeZone })}
        </p>
      </div>
    </>
  );
}
