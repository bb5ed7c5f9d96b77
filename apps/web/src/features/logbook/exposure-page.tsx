import { Button } from '@mantine/core';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useCan, useEditionId } from '../../shell/edition';
import { Lacking } from './exposure/lacking';
import { Matrix } from './exposure/matrix';

/** Who has met what: trainees by procedures, and what is lacking. */
export function ExposurePage() {
  const { t } = useTranslation('logbook');
  const can = useCan();
  const editionId = useEditionId();
  const query = $api.useQuery('get', '/api/editions/{editionId}/logbook/exposure', { params: { path: { editionId } } });
  return (
    <>
      <PageHeader
        title={t('exposure.title')}
        lead={t('exposure.lead')}
        actions={
          <>
            {can('logbook:sign') && (
              <Button component={Link} to="/logbook/sign">
                {t('exposure.toSign')}
              </Button>
            )}
            {can('handson:plan') && (
              <Button component={Link} to="/hands-on/board">
                {t('exposure.board')}
              </Button>
            )}
          </>
        }
      />
      <Loaded query={query} rows={8}>
        {({ items }) =>
          items.length > 0 ? (
            <>
              <Matrix items={items} />
              <Lacking items={items} />
            </>
          ) : (
            <EmptyState icon="logbook" title={t('exposure.empty')} />
          )
        }
      </Loaded>
    </>
  );
}
