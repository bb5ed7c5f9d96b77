import { Button, TextInput } from '@mantine/core';
import type { HandsonSetup } from '@seldinger/contract';
import { toast } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError, markFields } from '../../../api/form-error';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';

/** Every week that begins between two days; those that exist stay. */
export function AddWeeks({ setup, startsOn, endsOn }: { setup: HandsonSetup; startsOn: string; endsOn: string }) {
  const { t } = useTranslation(['handson', 'common']);
  const takeSetup = useTakeSetup(setup.editionId);
  const isFirst = setup.weeks.length === 0;
  const form = useForm({ defaultValues: { from: isFirst ? startsOn : '', until: isFirst ? endsOn : '' } });
  const { errors } = form.formState;
  const required = t('common:required');
  const add = $api.useMutation('post', '/api/editions/{editionId}/hands-on/weeks', {
    onSuccess: (answer) => {
      takeSetup(answer);
      toast({ tone: 'good', message: t('weeks.added', { count: answer.weeks.length - setup.weeks.length }) });
      form.reset({ from: '', until: '' });
    },
    onError: (error) => markFields(error, form.setError),
  });
  const send = form.handleSubmit((body) => add.mutate({ params: { path: { editionId: setup.editionId } }, body }));
  return (
    <form noValidate className={styles.row} onSubmit={(event) => void send(event)}>
      <FormError error={add.error} />
      <TextInput type="date" label={t('weeks.from')} min={startsOn} max={endsOn} {...form.register('from', { required })} error={errors.from?.message} />
      <TextInput type="date" label={t('weeks.until')} min={startsOn} max={endsOn} {...form.register('until', { required, validate: (until, { from }) => until >= from || t('weeks.order') })} error={errors.until?.message} />
      <Button type="submit" loading={add.isPending}>
        {t('weeks.add')}
      </Button>
    </form>
  );
}
