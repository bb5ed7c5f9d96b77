import { Button, NativeSelect, TextInput } from '@mantine/core';
import { useDebouncedValue, useDisclosure } from '@mantine/hooks';
import { EmptyState, Icon, PageHeader } from '@seldinger/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useCan, useEditionId } from '../../shell/edition';
import styles from './people.module.css';
import { PeopleTable } from './people-table';
import { editionRoles, isEditionRole } from './roles';
import { usePeople } from './use-people';

const InviteDialog = lazy(async () => ({ default: (await import('./invite-dialog')).InviteDialog }));

/** Everybody of the edition: find, invite, give and take roles. */
export function PeoplePage() {
  const { t } = useTranslation('people');
  const editionId = useEditionId();
  const mayManage = useCan()('people:manage');
  const [inviting, { open, close }] = useDisclosure();
  return (
    <>
      <PageHeader
        title={t('title')}
        lead={t('lead')}
        actions={
          mayManage && (
            <Button variant="filled" leftSection={<Icon name="plus" size={18} />} onClick={open}>
              {t('invite.button')}
            </Button>
          )
        }
      />
      <People editionId={editionId} />
      <Suspense>{inviting && <InviteDialog editionId={editionId} onClose={close} />}</Suspense>
    </>
  );
}

function People({ editionId }: { editionId: string }) {
  const { t } = useTranslation(['people', 'common']);
  const [address, setAddress] = useSearchParams();
  const search = address.get('search') ?? '';
  const asked = address.get('role');
  const role = isEditionRole(asked) ? asked : undefined;
  const [settled] = useDebouncedValue(search.trim(), 250);
  const people = usePeople(editionId, { search: settled, role });
  const narrow = (change: { search?: string; role?: string }) => {
    const next = Object.entries({ search, role: role ?? '', ...change }).filter(([, value]) => value !== '');
    setAddress(Object.fromEntries(next), { replace: true, preventScrollReset: true });
  };
  const narrowed = settled !== '' || role !== undefined;
  return (
    <>
      <div className={styles.filters} role="search">
        <TextInput
          type="search"
          aria-label={t('search')}
          placeholder={t('search')}
          leftSection={<Icon name="search" size={18} />}
          value={search}
          maxLength={100}
          onChange={({ currentTarget: { value } }) => narrow({ search: value })}
        />
        <NativeSelect
          aria-label={t('role.label')}
          value={role ?? ''}
          data={[{ value: '', label: t('role.all') }, ...editionRoles.map((value) => ({ value, label: t(`common:role.${value}`) }))]}
          onChange={({ currentTarget: { value } }) => narrow({ role: value })}
        />
      </div>
      <Loaded query={people} rows={8}>
        {({ items }) => (
          <>
            <div role="status">
              {items.length === 0 ? (
                <EmptyState icon="people" title={t(narrowed ? 'none.title' : 'empty.title')}>
                  {t(narrowed ? 'none.text' : 'empty.text')}
                </EmptyState>
              ) : (
                !people.hasNextPage && <p className={styles.count}>{t('shown', { count: items.length })}</p>
              )}
            </div>
            {items.length > 0 && <PeopleTable editionId={editionId} people={items} />}
            {people.hasNextPage && (
              <div className={styles.more}>
                <Button loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
                  {t('more')}
                </Button>
              </div>
            )}
          </>
        )}
      </Loaded>
    </>
  );
}
