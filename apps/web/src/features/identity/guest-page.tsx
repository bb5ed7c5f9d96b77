import { Button } from '@mantine/core';
import { LoadingState, PageHeader } from '@seldinger/ui';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import { $api } from '../../api/client';
import { asAppError, isRefusal } from '../../api/errors';
import { Failed } from '../../api/loaded';
import { beginSession } from '../../api/session';
import { Entrance } from './entrance';

/** A guest trainer's personal link: no account, straight to the classroom of that one lecture. */
export function GuestPage() {
  const { t } = useTranslation('identity');
  const { token = '' } = useParams();
  const navigate = useNavigate();
  const asked = useRef(false);
  const { mutate, error } = $api.useMutation('post', '/api/lecture-links/{token}/session', {
    onSuccess: ({ me, lectureId }) => {
      beginSession(me);
      void navigate(`/lectures/${lectureId}/classroom`, { replace: true });
    },
  });
  const enter = () => mutate({ params: { path: { token } } });

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    mutate({ params: { path: { token } } });
  }, [mutate, token]);

  if (!error) {
    return (
      <Entrance>
        <PageHeader title={t('guest.title')} />
        <LoadingState label={t('guest.opening')} rows={2} />
      </Entrance>
    );
  }
  const gone = isRefusal(error, 'identity.link-invalid') || asAppError(error).code === 'request.not-found';
  return (
    <Entrance>
      {gone ? <PageHeader title={t('guest.invalidTitle')} lead={t('guest.invalid')} /> : <Failed error={error} onRetry={enter} />}
      <Button component={Link} to="/sign-in">
        {t('guest.signIn')}
      </Button>
    </Entrance>
  );
}
