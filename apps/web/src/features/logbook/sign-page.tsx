import { Button } from '@mantine/core';
import type { LogbookEntry } from '@seldinger/contract';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../api/loaded';
import { useEditionId } from '../../shell/edition';
import { entriesToSign } from './logbook-queries';
import { Trainee } from './sign/trainee';

/** By trainee, in the order in which each has waited longest. */
function byTrainee(entries: readonly LogbookEntry[]): LogbookEntry[][] {
  const trainees = new Map<string, LogbookEntry[]>();
  for (const entry of entries) trainees.set(entry.person.id, [...(trainees.get(entry.person.id) ?? []), entry]);
  const oldest = (own: LogbookEntry[]) => own.at(-1)?.performedOn ?? '';
  return [...trainees.values()].sort((a, b) => oldest(a).localeCompare(oldest(b)));
}

/** What waits for this supervisor, by trainee. */
export function SignPage() {
  const { t } = useTranslation('logbook');
  const editionId = useEditionId();
  const query = useQuery(entriesToSign(editionId));
  return (
    <>
      <PageHeader
        title={t('sign.title')}
        lead={query.data && t('sign.lead', { count: query.data.length })}
        actions={
          <Button component={Link} to="/logbook/exposure">
            {t('sign.exposure')}
          </Button>
        }
      />
      <Loaded query={query} rows={8}>
        {(entries) =>
          entries.length > 0 ? (
            byTrainee(entries).map((own) => <Trainee key={own[0]!.person.id} editionId={editionId} entries={own} />)
          ) : (
            <EmptyState icon="check" title={t('sign.empty')}>
              {t('sign.emptyText')}
            </EmptyState>
          )
        }
      </Loaded>
    </>
  );
}
