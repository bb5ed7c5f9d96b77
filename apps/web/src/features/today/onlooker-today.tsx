import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../api/clock';
import { Loaded } from '../../api/loaded';
import { useCan } from '../../shell/edition';
import { nextLecture, usePlan } from '../programme/plan';
import { NextLecture } from './next-lecture';

interface OnlookerTodayProps {
  edition: { editionId: string; editionName: string };
}

/** For those of an edition with nothing of their own to do in its lectures: what comes next, as far as they may see it. */
export function OnlookerToday({ edition: { editionId, editionName } }: OnlookerTodayProps) {
  const { t } = useTranslation('today');
  const mayRead = useCan()('programme:read');
  return (
    <>
      <PageHeader title={t('title')} lead={editionName} />
      {mayRead ? (
        <ComesNext editionId={editionId} />
      ) : (
        <EmptyState icon="today" title={t('nothing')}>
          {t('nothingText')}
        </EmptyState>
      )}
    </>
  );
}

function ComesNext({ editionId }: { editionId: string }) {
  const now = useNow();
  const plan = usePlan(editionId);
  return (
    <Loaded query={plan} rows={3}>
      {(data) => <NextLecture plan={data} lecture={nextLecture(data.lectures, now)} filled={false} />}
    </Loaded>
  );
}
