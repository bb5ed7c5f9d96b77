import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { useCourse } from '../../api/course';
import { Loaded } from '../../api/loaded';
import { Account } from './account';
import { useStanding } from './standing';

/** "Am I on track", then module by module, lecture by lecture, minute by minute. */
export function OwnCredits({ editionId }: { editionId: string }) {
  const { t } = useTranslation('credits');
  const standing = useStanding();
  const course = useCourse(editionId);
  const account = $api.useQuery('get', '/api/editions/{editionId}/credits/me', { params: { path: { editionId } } });
  return (
    <>
      <PageHeader title={account.data ? standing.headline(account.data.progress) : t('title')} lead={account.data && standing.sentence(account.data.progress)} />
      <Loaded query={course}>
        {({ timeZone }) => <Loaded query={account}>{(account) => <Account account={account} zone={timeZone} evidenceOf={(lectureId) => `/lectures/${lectureId}/attendance/me`} />}</Loaded>}
      </Loaded>
    </>
  );
}
