import { NativeSelect, TextInput } from '@mantine/core';
import { accessSite, outcome, type Edition } from '@seldinger/contract';
import { useQuery } from '@tanstack/react-query';
import type { UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import type { EntryValues } from '../entry-values';
import { supervisorsOf } from '../logbook-queries';
import { useWords } from '../use-words';
import styles from './form.module.css';

const GRADES = ['0', '1', '2', '3', '4', '5', '6'];

interface CourseFieldsProps {
  form: UseFormReturn<EntryValues>;
  edition: Edition;
  today: string;
}

/** When, which way in, how it went, and who signs. */
export function CourseFields({ form: { register, formState }, edition, today }: CourseFieldsProps) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const words = useWords();
  const supervisors = useQuery(supervisorsOf(edition.id)).data?.items ?? [];
  const notSaid = { value: '', label: t('entry.notSaid') };
  const last = today < edition.endsOn ? today : edition.endsOn;
  const dayRight = (day: string) => {
    if (day > today) return t('entry.dateFuture');
    return (day >= edition.startsOn && day <= edition.endsOn) || t('entry.dateOutside');
  };
  return (
    <>
      <div className={styles.pair}>
        <TextInput
          type="date"
          label={t('entry.date')}
          min={edition.startsOn}
          max={last}
          {...register('performedOn', { required: t('entry.dateMissing'), validate: dayRight })}
          error={formState.errors.performedOn?.message}
        />
        <NativeSelect
          label={t('entry.supervisor')}
          data={[{ value: '', label: t('entry.anySupervisor') }, ...supervisors.map((person) => ({ value: person.id, label: format.listName(person) }))]}
          {...register('supervisorId')}
          error={formState.errors.supervisorId?.message}
        />
      </div>
      <div className={styles.pair}>
        <NativeSelect label={t('entry.access')} data={[notSaid, ...accessSite.options.map((value) => ({ value, label: t(`access.${value}`) }))]} {...register('access')} />
        <NativeSelect label={t('entry.outcome')} data={[notSaid, ...outcome.options.map((value) => ({ value, label: t(`outcome.${value}`) }))]} {...register('outcome')} />
        <NativeSelect label={t('entry.complication')} data={[notSaid, ...GRADES.map((value) => ({ value, label: words.complication(Number(value)) }))]} {...register('complication')} />
      </div>
    </>
  );
}
