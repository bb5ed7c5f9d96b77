import { zodResolver } from '@hookform/resolvers/zod';
import { Button, NativeSelect, TextInput } from '@mantine/core';
import { invitation } from '@seldinger/contract';
import { Dialog, toast } from '@seldinger/ui';
import { Controller, useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { FormError, markFields } from '../../api/form-error';
import { useFormat } from '../../i18n/use-format';
import styles from './people.module.css';
import { RoleChoice } from './roles-dialog';
import { usePeopleChanged } from './use-people';

const fields = invitation.omit({ timeZone: true });

/** Brings somebody into the edition: a mail with a link, or the roles at once for who is known. */
export function InviteDialog({ editionId, onClose }: { editionId: string; onClose: () => void }) {
  const { t } = useTranslation(['people', 'common']);
  const format = useFormat();
  const changed = usePeopleChanged();
  const form = useForm({ resolver: zodResolver(fields), defaultValues: { email: '', givenName: '', familyName: '', locale: format.language, roles: [] } });
  const { errors } = form.formState;
  const invite = $api.useMutation('post', '/api/editions/{editionId}/people', {
    onSuccess: (person) => {
      changed();
      onClose();
      toast({ tone: 'good', message: t('invite.done', { name: format.name(person) }) });
    },
    onError: (error) => markFields(error, form.setError),
  });
  const send = form.handleSubmit((body) => invite.mutate({ params: { path: { editionId } }, body }));
  return (
    <Dialog onClose={onClose} title={t('invite.title')} closeLabel={t('common:close')}>
      <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
        <p>{t('invite.text')}</p>
        <FormError error={invite.error} />
        <TextInput
          label={t('invite.email')}
          type="email"
          inputMode="email"
          autoCapitalize="none"
          autoComplete="off"
          spellCheck={false}
          data-autofocus
          {...form.register('email')}
          error={errors.email && t('error.email')}
        />
        <TextInput label={t('invite.givenName')} autoComplete="off" {...form.register('givenName')} error={errors.givenName && t('error.name')} />
        <TextInput label={t('invite.familyName')} autoComplete="off" {...form.register('familyName')} error={errors.familyName && t('error.name')} />
        <Controller
          control={form.control}
          name="roles"
          render={({ field: { value, onChange } }) => <RoleChoice legend={t('invite.roles')} roles={value} onChange={onChange} error={errors.roles && t('error.roles')} />}
        />
        <NativeSelect label={t('invite.locale')} data={(['en', 'it'] as const).map((value) => ({ value, label: t(`language.${value}`) }))} {...form.register('locale')} />
        <div className={styles.buttons}>
          <Button type="submit" variant="filled" loading={invite.isPending}>
            {t('invite.submit')}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </form>
    </Dialog>
  );
}
