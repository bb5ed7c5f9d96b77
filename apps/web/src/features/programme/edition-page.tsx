import { Button, TextInput } from '@mantine/core';
import type { Edition } from '@seldinger/contract';
import { PageHeader, toast } from '@seldinger/ui';
import { useState } from 'react';
import { FormProvider, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate } from 'react-router';
import { $api } from '../../api/client';
import { useCourse } from '../../api/course';
import { asAppError } from '../../api/errors';
import { FormError, markFields } from '../../api/form-error';
import { Loaded } from '../../api/loaded';
import { useEditionId } from '../../shell/edition';
import { EditionFields, isNameTaken, type EditionValues } from './edition-fields';
import styles from './form.module.css';
import { usePlanChanged } from './plan';

/** Name, dates, clock and rules of the edition. */
export function EditionPage() {
  const { t } = useTranslation('programme');
  const course = useCourse(useEditionId());
  return (
    <>
      <PageHeader title={t('edition.title')} back={<Link to="/plan">{t('plan.back')}</Link>} />
      <Loaded query={course}>{(edition) => <EditionForm edition={edition} />}</Loaded>
    </>
  );
}

const rules = [
  { name: 'bridgeSeconds', label: 'edition.bridge', hint: 'edition.bridgeHint', min: 0, max: 600 },
  { name: 'joinMinutesBefore', label: 'edition.join', hint: 'edition.joinHint', min: 0, max: 120 },
  { name: 'wholeFromPercent', label: 'edition.whole', hint: 'edition.wholeHint', min: 50, max: 100 },
] as const;

type Values = EditionValues & { settings: Edition['settings'] };

function EditionForm({ edition }: { edition: Edition }) {
  const { t } = useTranslation(['programme', 'common']);
  const navigate = useNavigate();
  const planChanged = usePlanChanged();
  // As it was when the form was opened: what others change meanwhile must not pass unseen.
  const [{ name, startsOn, endsOn, timeZone, settings, version }] = useState(edition);
  const form = useForm<Values>({ defaultValues: { name, startsOn, endsOn, timeZone, settings } });
  const { errors } = form.formState;
  const required = t('common:required');
  const change = $api.useMutation('patch', '/api/editions/{editionId}', {
    onSuccess: async () => {
      await planChanged();
      toast({ message: t('edition.saved'), tone: 'good' });
      void navigate('/plan');
    },
    onError: (error) => {
      markFields(error, form.setError);
      if (isNameTaken(asAppError(error).fields)) form.setError('name', { message: t('edition.taken') });
    },
  });
  const send = form.handleSubmit((values) => change.mutate({ params: { path: { editionId: edition.id } }, body: { ...values, version } }));
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <FormError error={change.error} />
      <fieldset className={styles.group}>
        <legend>{t('edition.dates')}</legend>
        <FormProvider {...form}>
          <EditionFields zoneNote={t('edition.zoneMoves')} />
        </FormProvider>
      </fieldset>
      <fieldset className={styles.group}>
        <legend>{t('edition.rules')}</legend>
        {rules.map(({ name: rule, label, hint, min, max }) => {
          const range = t('edition.range', { min, max });
          return (
            <TextInput
              key={rule}
              type="number"
              inputMode="numeric"
              label={t(label)}
              description={t(hint)}
              {...form.register(`settings.${rule}`, { required, valueAsNumber: true, min: { value: min, message: range }, max: { value: max, message: range }, validate: (value) => Number.isInteger(value) || range })}
              error={errors.settings?.[rule]?.message}
            />
          );
        })}
      </fieldset>
      <div className={styles.actions}>
        <Button type="submit" variant="filled" loading={change.isPending}>
          {t('common:save')}
        </Button>
        <Button component={Link} to="/plan" variant="subtle">
          {t('common:cancel')}
        </Button>
      </div>
    </form>
  );
}
