import { PageHeader } from '@seldinger/ui';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useEditionId } from '../../shell/edition';
import { Curves } from './curves';
import { entriesOf } from './logbook-queries';
import { PersonEntries } from './person-entries';
import { Counts } from './progress/counts';
import { Proof } from './progress/proof';

/** One trainee's logbook, for those who look after the edition. */
export function PersonPage() {
  const { t } = useTranslation('logbook');
  const { personId = '' } = useParams();
  const editionId = useEditionId();
  const format = useFormat();
  const query = $api.useQuery('get', '/api/editions/{editionId}/logbook/{personId}/summary', { params: { path: { editionId, personId } } });
  const entries = useQuery(entriesOf(editionId, personId));
  const summary = query.data;
  return (
    <>
      <PageHeader
        title={summary ? format.name(summary.person) : t('title')}
        lead={
          summary &&
          t('person.lead', {
            firstOperator: format.number(summary.firstOperator),
            needed: format.number(summary.needed.firstOperator),
            vascular: format.number(summary.firstOperatorVascular),
            neededVascular: format.number(summary.needed.firstOperatorVascular),
          })
        }
        back={<Link to="/logbook/exposure">{t('person.back')}</Link>}
      />
      <Loaded query={query}>
        {(summary) => (
          <>
            <Counts summary={summary} />
            <Curves summary={summary} />
            <Loaded query={entries}>{(entries) => <PersonEntries entries={entries} />}</Loaded>
            <Proof editionId={editionId} of={personId} />
          </>
        )}
      </Loaded>
    </>
  );
}
