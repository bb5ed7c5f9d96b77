import { Button, TextInput } from '@mantine/core';
import type { HandsonSetup } from '@seldinger/contract';
import { toast } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import styles from './setup.module.css';
import { useTakeSetup } from './use-take-setup';

/** One or two rooms, with two places each. */
export function RoomsForm({ setup }: { setup: HandsonSetup }) {
  const { t } = useTranslation(['handson', 'common']);
  const takeSetup = useTakeSetup(setup.editionId);
  const [first, second] = setup.rooms;
  const form = useForm({ defaultValues: { first: first?.name ?? '', second: second?.name ?? '' } });
  const { errors } = form.formState;
  const change = $api.useMutation('put', '/api/editions/{editionId}/hands-on/rooms', {
    onSuccess: (answer) => {
      takeSetup(answer);
      toast({ tone: 'good', message: t('rooms.saved') });
    },
  });
  const send = form.handleSubmit((names) => {
    const rooms = [
      { id: first?.id, name: names.first.trim() },
      { id: second?.id, name: names.second.trim() },
    ].filter(({ name }) => name !== '');
    change.mutate({ params: { path: { editionId: setup.editionId } }, body: { rooms } });
  });
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <FormError error={change.error} />
      <div className={styles.pair}>
        <TextInput label={t('rooms.first')} maxLength={60} {...form.register('first', { required: t('common:required') })} error={errors.first?.message} />
        <TextInput
          label={t('rooms.second')}
          description={t('rooms.secondHint')}
          maxLength={60}
          {...form.register('second', { validate: (name, values) => name.trim() === '' || name.trim() !== values.first.trim() || t('rooms.sameName') })}
          error={errors.second?.message}
        />
      </div>
      <div className={styles.actions}>
        <Button type="submit" loading={change.isPending}>
          {t('rooms.save')}
        </Button>
      </div>
    </form>
  );
}
