import { Button } from '@mantine/core';
import type { PersonRow } from '@seldinger/contract';
import { DataTable, Tag, toast, type Column } from '@seldinger/ui';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { useErrorToast } from '../../api/error-toast';
import { useFormat } from '../../i18n/use-format';
import { useMe } from '../../api/session';
import styles from './people.module.css';
import { inOrder } from './roles';
import { usePeopleChanged } from './use-people';

const RolesDialog = lazy(async () => ({ default: (await import('./roles-dialog')).RolesDialog }));

/** One row a person; the actions only where they are allowed. */
export function PeopleTable({ editionId, people }: { editionId: string; people: PersonRow[] }) {
  const { t } = useTranslation(['people', 'common']);
  const format = useFormat();
  const { person: reader } = useMe();
  const [changing, setChanging] = useState<PersonRow | null>(null);
  const account = ({ hasAccount, invitedAt }: PersonRow) => {
    if (hasAccount) return <span className={styles.quiet}>{t('account.yes')}</span>;
    if (invitedAt) return <Tag>{t('account.invited', { day: format.day(invitedAt, reader.timeZone) })}</Tag>;
    return <Tag tone="attention">{t('account.no')}</Tag>;
  };
  const columns: Column<PersonRow>[] = [
    { key: 'name', header: t('column.name'), cell: (person) => format.listName(person) },
    { key: 'email', header: t('column.email'), wide: true, cell: ({ email }) => <span className={styles.email}>{email}</span> },
    { key: 'roles', header: t('column.roles'), cell: ({ roles }) => (roles.length > 0 ? inOrder(roles).map((role) => t(`common:role.${role}`)).join(', ') : <span className={styles.quiet}>{t('noRoles')}</span>) },
    { key: 'account', header: t('column.account'), cell: account },
    {
      key: 'actions',
      header: t('column.actions'),
      width: '14rem',
      cell: (person) =>
        person.abilities.manage && (
          <span className={styles.actions}>
            <Button size="compact-sm" variant="transparent" aria-label={t('roles.buttonFor', { name: format.name(person) })} onClick={() => setChanging(person)}>
              {t('roles.button')}
            </Button>
            {!person.hasAccount && person.roles.length > 0 && <InviteAgain editionId={editionId} person={person} />}
          </span>
        ),
    },
  ];
  return (
    <>
      <DataTable label={t('table')} columns={columns} rows={people} rowKey={({ id }) => id} />
      <Suspense>{changing && <RolesDialog editionId={editionId} person={changing} onClose={() => setChanging(null)} />}</Suspense>
    </>
  );
}

function InviteAgain({ editionId, person }: { editionId: string; person: PersonRow }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const changed = usePeopleChanged();
  const failed = useErrorToast();
  const name = format.name(person);
  const again = $api.useMutation('post', '/api/editions/{editionId}/people/{personId}/invitations', {
    onSuccess: () => {
      changed();
      toast({ tone: 'good', message: t('invite.sent', { name }) });
    },
    onError: failed,
  });
  return (
    <Button
      size="compact-sm"
      variant="transparent"
      loading={again.isPending}
      aria-label={t('invite.againFor', { name })}
      onClick={() => again.mutate({ params: { path: { editionId, personId: person.id } } })}
    >
      {t('invite.again')}
    </Button>
  );
}
