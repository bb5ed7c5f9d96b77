import { NativeSelect, TextInput } from '@mantine/core';
import { useWatch, type UseFormReturn } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { isDose, isFluoroscopy, isKerma, type EntryValues } from '../entry-values';
import { DOSE_UNITS, readDose, type DoseUnit } from '../units';
import styles from './form.module.css';

/** What the console shows when the case is over. */
export function DoseFields({ form, onUnit }: { form: UseFormReturn<EntryValues>; onUnit: (unit: DoseUnit) => void }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const { register, control, formState, getValues } = form;
  const { errors } = formState;
  const [dose, unit] = useWatch({ control, name: ['dose', 'doseUnit'] });
  const read = dose.trim() === '' || unit === 'mGycm2' ? null : readDose(dose, unit);
  const timeRight = () => isFluoroscopy(getValues('minutes'), getValues('seconds')) || t('entry.fluoroscopyWrong');
  const timeError = errors.minutes?.message ?? errors.seconds?.message;
  return (
    <fieldset className={styles.group}>
      <legend>{t('entry.dosimetry')}</legend>
      <div className={styles.pair}>
        <div>
          <div className={styles.time} role="group" aria-label={t('entry.fluoroscopy')}>
            <span aria-hidden="true">{t('entry.fluoroscopy')}</span>
            <TextInput aria-label={`${t('entry.fluoroscopy')}, ${t('entry.minutes')}`} rightSection={<span className={styles.unit}>{t('entry.minutes')}</span>} inputMode="numeric" autoComplete="off" {...register('minutes', { validate: timeRight, deps: ['seconds'] })} error={Boolean(timeError)} />
            <TextInput aria-label={`${t('entry.fluoroscopy')}, ${t('entry.seconds')}`} rightSection={<span className={styles.unit}>{t('entry.seconds')}</span>} inputMode="numeric" autoComplete="off" {...register('seconds', { validate: timeRight, deps: ['minutes'] })} error={Boolean(timeError)} />
          </div>
          {timeError && (
            <p className={styles.error} role="alert">
              {timeError}
            </p>
          )}
        </div>
        <TextInput
          label={t('entry.kerma')}
          rightSection={<span className={styles.unit}>{t('unit.mGy')}</span>}
          rightSectionWidth={56}
          inputMode="numeric"
          autoComplete="off"
          {...register('kerma', { validate: (value) => isKerma(value) || t('entry.kermaWrong') })}
          error={errors.kerma?.message}
        />
      </div>
      <div>
        <div className={styles.dose}>
          <TextInput
            label={t('entry.dose')}
            inputMode="decimal"
            autoComplete="off"
            {...register('dose', { validate: (value, { doseUnit }) => isDose(value, doseUnit) || t('entry.doseWrong') })}
            error={errors.dose?.message}
          />
          <NativeSelect
            aria-label={t('entry.doseUnit')}
            data={DOSE_UNITS.map((value) => ({ value, label: t(`unit.${value}`) }))}
            {...register('doseUnit', { deps: ['dose'], onChange: ({ target }: { target: HTMLSelectElement }) => onUnit(target.value as DoseUnit) })}
          />
        </div>
        {read !== null && <p className={styles.hint}>{t('entry.doseAs', { value: format.number(read) })}</p>}
      </div>
    </fieldset>
  );
}
