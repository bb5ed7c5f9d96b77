import { Button } from '@mantine/core';
import { Banner, PageHeader } from '@seldinger/ui';
import { useForm } from 'react-hook-form';
import { useTranslation } from 'react-i18next';
import { Link, useLocation, useNavigate, useSearchParams } from 'react-router';
import { $api } from '../../api/client';
import { FormError } from '../../api/form-error';
import { beginSession } from '../../api/session';
import { nextAddress } from '../../shell/access';
import { Entrance } from './entrance';
import styles from './entrance.module.css';
import { EmailField, PasswordField, useFieldRules } from './fields';

/** E-mail and password; then on to where the person wanted to go. */
export function SignInPage() {
  const { t } = useTranslation('identity');
  const rules = useFieldRules();
  const navigate = useNavigate();
  const [search] = useSearchParams();
  const { state } = useLocation() as { state: { ended?: 'person' | 'guest' } | null };
  const form = useForm({ defaultValues: { email: '', password: '' } });
  const { errors } = form.formState;
  const signIn = $api.useMutation('post', '/api/session', {
    onSuccess: (me) => {
      beginSession(me);
      void navigate(nextAddress(search), { replace: true });
    },
    onError: () => form.setFocus('password', { shouldSelect: true }),
  });
  return (
    <Entrance>
      <PageHeader title={t('signIn.title')} />
      {state?.ended && !signIn.error && <Banner icon="clock">{t(state.ended === 'guest' ? 'guest.invalid' : 'signIn.ended')}</Banner>}
      <form noValidate className={styles.form} onSubmit={(event) => void form.handleSubmit((body) => signIn.mutate({ body }))(event)}>
        <FormError error={signIn.error} />
        <EmailField {...form.register('email', rules.email)} error={errors.email?.message} />
        <PasswordField {...form.register('password', rules.required)} error={errors.password?.message} />
        <Button type="submit" variant="filled" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </form>
      <p>
        <Link to="/forgot-password">{t('signIn.forgot')}</Link>
      </p>
    </Entrance>
  );
}
