import { Button } from '@mantine/core';
import { PageHeader } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { FormError } from '../../api/form-error';
import { Entrance } from './entrance';
import styles from './entrance.module.css';
import { EmailField, useFieldRules } from './fields';

/** Asks for a link by mail; the answer is the same whether or not the address is known. */
export function ForgotPasswordPage() {
  const { t } = useTranslation('identity');
  const rules = useFieldRules();
  const form = useForm({ defaultValues: { email: '' } });
  const ask = $api.useMutation('post', '/api/password-resets');
  return (
    <Entrance>
      {ask.isSuccess ? (
        <div role="status">
          <PageHeader title={t('forgot.sentTitle')} lead={t('forgot.sent', { email: form.getValues('email').trim() })} />
        </div>
      ) : (
        <>
          <PageHeader title={t('forgot.title')} lead={t('forgot.lead')} />
          <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit((body) => ask.mutate({ body }))(event)}>
            <FormError error={ask.error} />
            <EmailField {...form.register('email', rules.email)} error={form.formState.errors.email?.message} />
            <Button type="submit" variant="filled" loading={ask.isPending}>
              {t('forgot.submit')}
            </Button>
          </form>
        </>
      )}
      <p>
        <Link to="/sign-in">{t('forgot.back')}</Link>
      </p>
    </Entrance>
  );
}
