import { TextInput } from '@mantine/core';
import { isTimeZone } from '@seldinger/domain';
import { useId } from 'react';
import { useFormContext } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import styles from './form.module.css';

export interface EditionValues {
  name: string;
  startsOn: string;
  endsOn: string;
  timeZone: string;
}

/** What every edition has: its name, its days and its clock; within the FormProvider of its form. `zoneNote` tells what a change of the zone does. */
export function EditionFields({ zoneNote }: { zoneNote?: string }) {
  const { t } = useTranslation(['programme', 'common']);
  const { register, formState } = useFormContext<EditionValues>();
  const { errors } = formState;
  const zones = useId();
  const required = t('common:required');
  return (
    <>
      <TextInput label={t('edition.name')} description={t('edition.nameHint')} maxLength={80} {...register('name', { required })} error={errors.name?.message} />
      <div className={styles.pair}>
        <TextInput type="date" label={t('edition.startsOn')} {...register('startsOn', { required })} error={errors.startsOn?.message} />
        <TextInput
          type="date"
          label={t('edition.endsOn')}
          {...register('endsOn', { required, validate: (endsOn, { startsOn }) => endsOn > startsOn || t('edition.endsBefore') })}
          error={errors.endsOn?.message}
        />
      </div>
      <TextInput
        label={t('edition.zone')}
        description={[t('edition.zoneHint'), zoneNote].filter(Boolean).join(' ')}
        list={zones}
        autoComplete="off"
        spellCheck={false}
        {...register('timeZone', { required, validate: (zone) => isTimeZone(zone) || t('edition.zoneInvalid') })}
        error={errors.timeZone?.message}
      />
      <datalist id={zones}>
        {Intl.supportedValuesOf('timeZone').map((zone) => (
          <option key={zone} value={zone} />
        ))}
      </datalist>
    </>
  );
}

/** The server names a taken name in its own words. */
export const isNameTaken = (fields: { path: string; message: string }[]): boolean => fields.some(({ path, message }) => path === 'name' && message === 'taken');
