import { Button } from '@mantine/core';
import { OBSERVATION_ITEMS, type LogbookEntry, type ObservationItem } from '@seldinger/contract';
import { findIdentifiers } from '@seldinger/domain';
import { Choice, Dialog } from '@seldinger/ui';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import { Cards } from '../form/cards';
import styles from '../form/form.module.css';
import { NoteField } from '../form/note-field';
import { useWords } from '../use-words';
import type { Signing } from './use-signing';

const LEVELS = ['1', '2', '3', '4', '5'] as const;
type Level = (typeof LEVELS)[number];
type Score = Level | 'not-seen';

interface AssessValues {
  entrustment: Level | '';
  observation: Record<ObservationItem, Score>;
  nextStep: string;
}

const nothingSeen = Object.fromEntries(OBSERVATION_ITEMS.map((item) => [item, 'not-seen'])) as Record<ObservationItem, Score>;

/** Only what was seen. */
const seen = (observation: Record<ObservationItem, Score>) => Object.fromEntries(Object.entries(observation).flatMap(([item, score]) => (score === 'not-seen' ? [] : [[item, Number(score)]])));

/** Signs with a level of entrustment and a short direct observation. */
export function AssessDialog({ entry, signing: { signOne }, onClose }: { entry: LogbookEntry; signing: Signing; onClose: () => void }) {
  const { t } = useTranslation(['logbook', 'common']);
  const format = useFormat();
  const words = useWords();
  const form = useForm<AssessValues>({ defaultValues: { entrustment: '', observation: nothingSeen, nextStep: '' } });
  const { control, formState } = form;
  const nextStep = useWatch({ control, name: 'nextStep' });
  const scores = [...LEVELS.map((value) => ({ value: value as Score, label: value as string })), { value: 'not-seen' as Score, label: t('assess.notSeen') }];
  const send = form.handleSubmit(({ entrustment, observation, nextStep }) =>
    signOne.mutate({ entry, assessment: { entrustment: Number(entrustment), observation: seen(observation), nextStep: nextStep.trim() || null } }, { onSuccess: onClose }),
  );
  return (
    <Dialog title={t('assess.title')} size="lg" closeLabel={t('common:close')} onClose={onClose}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <p>
          {format.name(entry.person)}: {words.procedure(entry.procedure)}, {t(`role.${entry.role}`)}
        </p>
        <Controller
          control={control}
          name="entrustment"
          rules={{ required: t('assess.entrustmentMissing') }}
          render={({ field, fieldState }) => (
            <Cards
              inRows
              label={t('assess.entrustment')}
              value={field.value}
              options={LEVELS.map((value) => ({ value, label: value, hint: t(`assess.level.${value}`) }))}
              onChange={field.onChange}
              error={fieldState.error?.message}
              inputRef={field.ref}
            />
          )}
        />
        <fieldset className={styles.cards}>
          <legend>{t('assess.observation')}</legend>
          <p className={styles.hint}>{t('assess.observationHint')}</p>
          <div className={styles.scores}>
            {OBSERVATION_ITEMS.map((item) => (
              <div key={item} className={styles.score}>
                <span aria-hidden="true">{t(`assess.item.${item}`)}</span>
                <Controller control={control} name={`observation.${item}`} render={({ field }) => <Choice label={t(`assess.item.${item}`)} value={field.value} options={scores} onChange={field.onChange} />} />
              </div>
            ))}
          </div>
        </fieldset>
        <NoteField
          label={t('assess.nextStep')}
          hint={t('assess.nextStepHint')}
          text={nextStep}
          field={form.register('nextStep', { validate: (text) => findIdentifiers(text).length === 0 || t('entry.noteBlocked') })}
          error={formState.errors.nextStep?.message}
        />
        <FormError error={signOne.error} />
        <div className={styles.actions}>
          <Button type="submit" variant="filled" loading={signOne.isPending}>
            {t('assess.submit')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
