import { Button } from '@mantine/core';
import { logbookRole, type Edition, type LogbookEntryWrite } from '@seldinger/contract';
import { findIdentifiers } from '@seldinger/domain';
import { Banner } from '@seldinger/ui';
import { useState, type ReactNode } from 'react';
import { Controller, useForm, useWatch } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useDoseUnit } from '../dose-unit';
import { emptyEntry, valuesOf, writeOf, type EntryValues } from '../entry-values';
import { Cards } from './cards';
import { CourseFields } from './course-fields';
import { DoseFields } from './dose-fields';
import styles from './form.module.css';
import { NoteField } from './note-field';
import { ProcedureField } from './procedure-field';

interface EntryFormProps {
  edition: Edition;
  /** By the edition's calendar. */
  today: string;
  recent: readonly string[];
  /** What was written before; nothing for a new entry. */
  before?: Omit<LogbookEntryWrite, 'version'>;
  version: number;
  /** Keeps it on the device. */
  onSave: (entry: LogbookEntryWrite) => Promise<void>;
  /** What else can be done with an entry. */
  further?: ReactNode;
}

/** A procedure, written down between two cases: what, which part, when; all else where there is time. */
export function EntryForm({ edition, today, recent, before, version, onSave, further }: EntryFormProps) {
  const { t } = useTranslation(['logbook', 'common']);
  const [unit, setUnit] = useDoseUnit();
  const [notKept, setNotKept] = useState(false);
  const form = useForm<EntryValues>({ defaultValues: before ? valuesOf(before, unit) : emptyEntry(today < edition.endsOn ? today : edition.endsOn, unit) });
  const { control, register, formState } = form;
  const note = useWatch({ control, name: 'note' });
  const save = async (values: EntryValues) => {
    setNotKept(false);
    await onSave(writeOf(values, version)).catch(() => setNotKept(true));
  };
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit(save)(event)}>
      <Controller
        control={control}
        name="procedure"
        rules={{ required: t('entry.procedureMissing') }}
        render={({ field, fieldState }) => <ProcedureField value={field.value} recent={recent} onChange={field.onChange} error={fieldState.error?.message} inputRef={field.ref} />}
      />
      <Controller
        control={control}
        name="role"
        rules={{ required: t('entry.roleMissing') }}
        render={({ field, fieldState }) => (
          <Cards
            label={t('entry.role')}
            value={field.value}
            options={logbookRole.options.map((role) => ({ value: role, label: t(`role.${role}`), hint: t(`roleHint.${role}`) }))}
            onChange={field.onChange}
            error={fieldState.error?.message}
            inputRef={field.ref}
          />
        )}
      />
      <CourseFields form={form} edition={edition} today={today} />
      <DoseFields form={form} onUnit={setUnit} />
      <NoteField
        label={t('entry.note')}
        hint={t('entry.noteHint')}
        text={note}
        field={register('note', { validate: (text) => findIdentifiers(text).length === 0 || t('entry.noteBlocked') })}
        error={formState.errors.note?.message}
      />
      {notKept && (
        <Banner tone="wrong" title={t('entry.notKept')} live="assertive">
          {t('entry.notKeptText')}
        </Banner>
      )}
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={formState.isSubmitting}>
          {t('entry.save')}
        </Button>
        <Button component={Link} to="/logbook" variant="subtle">
          {t('common:cancel')}
        </Button>
        {further}
      </div>
    </form>
  );
}
