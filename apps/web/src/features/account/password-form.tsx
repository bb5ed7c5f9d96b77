import { zodResolver } from '@hookform/resolvers/zod';
import { Button, PasswordInput } from '@mantine/core';
import { passwordChange } from '@seldinger/contract';
import { Panel, Section, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { isRefusal } from '../../api/errors';
import { FormError, markFields } from '../../api/form-error';
import { useMe } from '../../api/session';
import styles from './account.module.css';

/** Another password for this account; the other sessions end with it. */
export function PasswordForm() {
  const { t } = useTranslation('account');
  const queries = useQueryClient();
  const { person } = useMe();
  const form = useForm({ resolver: zodResolver(passwordChange), defaultValues: { current: '', password: '' } });
  const { errors } = form.formState;
  const change = $api.useMutation('put', '/api/me/password', {
    onSuccess: () => {
      form.reset();
      void queries.invalidateQueries({ queryKey: ['get', '/api/me/sessions'] });
      toast({ tone: 'good', message: t('password.done') });
    },
    onError: (error) => {
      if (isRefusal(error, 'identity.wrong-credentials')) form.setError('current', { message: t('password.wrong') }, { shouldFocus: true });
      else markFields(error, form.setError);
    },
  });
  const eye = { 'aria-label': t('password.show'), 'aria-hidden': undefined, tabIndex: 0 };
  return (
    <Section title={t('password.title')}>
      <Panel>
        <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit((body) => change.mutate({ body }))(event)}>
          {!isRefusal(change.error, 'identity.wrong-credentials') && <FormError error={change.error} />}
          <input type="hidden" name="username" autoComplete="username" value={person.email} readOnly />
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            visibilityToggleButtonProps={eye}
            {...form.register('current')}
            error={errors.current && (errors.current.type === 'too_small' ? t('password.currentMissing') : errors.current.message)}
          />
          <PasswordInput
            label={t('password.new')}
            description={t('password.hint')}
            autoComplete="new-password"
            visibilityToggleButtonProps={eye}
            {...form.register('password')}
            error={errors.password && t('password.newShort')}
          />
          <div>
            <Button type="submit" variant="filled" loading={change.isPending}>
              {t('password.submit')}
            </Button>
          </div>
        </form>
      </Panel>
    </Section>
  );
}
