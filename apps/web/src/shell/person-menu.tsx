import { Button, VisuallyHidden } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../api/client';
import { useMe } from '../api/session';
import { useFormat } from '../i18n/use-format';
import { DemoClock } from './demo-clock';
import { useMembership } from './edition';
import styles from './person-menu.module.css';
import { Preferences } from './preferences';
import { SignOut } from './sign-out';

/** Who is signed in; opens language, colours and the way out. `compact` is the phone's round button. */
export function PersonMenu({ compact = false }: { compact?: boolean }) {
  const { t } = useTranslation(['shell', 'common']);
  const format = useFormat();
  const id = useId();
  const { person, administrator } = useMe();
  // Mails come in the language of the page; a refusal costs nothing, this device keeps the choice.
  const change = $api.useMutation('patch', '/api/me');
  const membership = useMembership();
  const roles = [...(membership?.roles ?? []), ...(administrator ? (['administrator'] as const) : [])];
  return (
    <>
      <button type="button" className={compact ? styles.round : styles.person} popoverTarget={id}>
        {compact ? (
          <span aria-hidden="true">{`${person.givenName[0] ?? ''}${person.familyName[0] ?? ''}`}</span>
        ) : (
          <>
            <span className={styles.name}>{format.name(person)}</span>
            <span className={styles.quiet}>{roles.map((role) => t(`common:role.${role}`)).join(', ')}</span>
          </>
        )}
        <VisuallyHidden>{compact ? `${format.name(person)}: ${t('account')}` : `: ${t('account')}`}</VisuallyHidden>
      </button>
      <div id={id} popover="auto" role="dialog" aria-label={format.name(person)} className={styles.panel} data-compact={compact || undefined}>
        <div>
          <div className={styles.name}>{format.name(person)}</div>
          <div className={styles.quiet}>{person.email}</div>
        </div>
        {compact && <DemoClock />}
        <Preferences onLanguage={(locale) => change.mutate({ body: { locale } })} />
        <Button component={Link} to="/account" leftSection={<Icon name="settings" />} onClick={(event) => event.currentTarget.closest<HTMLElement>('[popover]')?.hidePopover()}>
          {t('page.account')}
        </Button>
        <SignOut />
      </div>
    </>
  );
}
