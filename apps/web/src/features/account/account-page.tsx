import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import styles from './account.module.css';
import { PasswordForm } from './password-form';
import { Profile } from './profile';
import { Sessions } from './sessions';

/** What a person sets about themselves. */
export function AccountPage() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const { person } = useMe();
  return (
    <div className={styles.page}>
      <PageHeader title={t('title')} lead={format.name(person)} />
      <Profile />
      <PasswordForm />
      <Sessions />
    </div>
  );
}
