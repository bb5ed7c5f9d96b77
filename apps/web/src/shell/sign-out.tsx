import { Button } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { hasUnsent } from '../api/offline';
import { signOut, useMe } from '../api/session';

const SignOutDialog = lazy(async () => ({ default: (await import('../features/logbook/sign-out-dialog')).SignOutDialog }));

/** The way out; asks first where it would leave something behind that only this device has. */
export function SignOut() {
  const { t } = useTranslation('shell');
  const me = useMe();
  const [asking, setAsking] = useState(false);
  const leave = async () => {
    if (await hasUnsent(me)) setAsking(true);
    else await signOut();
  };
  return (
    <>
      <Button
        leftSection={<Icon name="leave" />}
        onClick={(event) => {
          // A popover lies above every dialog.
          event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover();
          void leave();
        }}
      >
        {t('signOut')}
      </Button>
      <Suspense>{asking && <SignOutDialog onClose={() => setAsking(false)} />}</Suspense>
    </>
  );
}
