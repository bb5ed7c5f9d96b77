import { Button, TextInput } from '@mantine/core';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { $api } from '../../api/client';
import { FormError, markFields } from '../../api/form-error';
import { beginSession } from '../../api/session';
import styles from './entrance.module.css';
import { EmailField, PasswordField, useFieldRules } from './fields';

interface PasswordFormProps {
  token: string;
  purpose: 'invitation' | 'reset' | 'first-director';
  /** The address that the link was sent to; a hidden field tells it to password managers. */
  email: string | null;
}

/** Sets the password that a single-use link allows; the first director says who they are, too. */
export function PasswordForm({ token, purpose, email }: PasswordFormProps) {
  const { t } = useTranslation('identity');
  const rules = useFieldRules();
  const navigate = useNavigate();
  const asksNames = purpose === 'first-director';
  const form = useForm({ defaultValues: { givenName: '', familyName: '', email: email ?? '', password: '' } });
  const { errors } = form.formState;
  const accept = $api.useMutation('post', '/api/single-use-links/{token}', {
    onSuccess: (me) => {
      beginSession(me);
      void navigate('/', { replace: true });
    },
    onError: (error) => markFields(error, form.setError),
  });
  const send = form.handleSubmit(({ password, ...names }) => accept.mutate({ params: { path: { token } }, body: asksNames ? { password, ...names } : { password } }));
  return (
    <form noValidate className={styles.form} onSubmit={(event) => void send(event)}>
      <FormError error={accept.error} />
      {asksNames ? (
        <>
          <TextInput label={t('givenName')} autoComplete="given-name" {...form.register('givenName', rules.required)} error={errors.givenName?.message} />
          <TextInput label={t('familyName')} autoComplete="family-name" {...form.register('familyName', rules.required)} error={errors.familyName?.message} />
          <EmailField {...form.register('email', rules.email)} error={errors.email?.message} />
        </>
      ) : (
        <input type="hidden" name="username" autoComplete="username" value={email ?? ''} readOnly />
      )}
      <PasswordField
        label={t('newPassword')}
        description={t('passwordHint')}
        autoComplete="new-password"
        {...form.register('password', rules.newPassword)}
        error={errors.password?.message}
      />
      <Button type="submit" variant="filled" loading={accept.isPending}>
        {t(`link.${purpose}.submit`)}
      </Button>
    </form>
  );
}
