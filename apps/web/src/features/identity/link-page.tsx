import { Button } from '@mantine/core';
import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { isRefusal } from '../../api/errors';
import { useErrorWords } from '../../api/error-words';
import { Loaded } from '../../api/loaded';
import { Entrance } from './entrance';
import { PasswordForm } from './password-form';

/** Where the mailed links and the first director's link lead: set a password and enter. */
export function LinkPage() {
  const { t } = useTranslation('identity');
  const { token = '' } = useParams();
  const link = $api.useQuery('get', '/api/single-use-links/{token}', { params: { path: { token } } }, { staleTime: Infinity });
  if (isRefusal(link.error, 'identity.link-invalid')) {
    return (
      <Entrance>
        <UsedLink error={link.error} />
      </Entrance>
    );
  }
  return (
    <Entrance>
      <Loaded query={link}>
        {({ purpose, email, givenName }) => (
          <>
            <PageHeader title={t(`link.${purpose}.title`, { name: givenName })} lead={t(`link.${purpose}.lead`, { email })} />
            <PasswordForm token={token} purpose={purpose} email={email} />
          </>
        )}
      </Loaded>
    </Entrance>
  );
}

function UsedLink({ error }: { error: unknown }) {
  const { t } = useTranslation('identity');
  const { what, todo } = useErrorWords(error);
  return (
    <>
      <PageHeader title={what.replace(/\.$/, '')} lead={todo} />
      <Button component={Link} to="/forgot-password">
        {t('link.invalid')}
      </Button>
    </>
  );
}
