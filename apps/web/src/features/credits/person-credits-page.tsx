import { PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link, useParams } from 'react-router';
import { $api } from '../../api/client';
import { useCourse } from '../../api/course';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import { useCan, useEditionId } from '../../shell/edition';
import { Account } from './account';
import { useStanding } from './standing';

/** One trainee's account, for those who look after the edition. */
export function PersonCreditsPage() {
  const { t } = useTranslation('credits');
  const { personId = '' } = useParams();
  const editionId = useEditionId();
  const format = useFormat();
  const standing = useStanding();
  const mayVerify = useCan()('attendance:verify');
  const course = useCourse(editionId);
  const account = $api.useQuery('get', '/api/editions/{editionId}/credits/{personId}', { params: { path: { editionId, personId } } });
  const progress = account.data?.progress;
  return (
    <>
      <PageHeader
        title={progress ? format.name(progress) : t('title')}
        lead={progress && `${standing.headline(progress)}. ${standing.sentence(progress, format.name(progress))}`}
        back={<Link to="/credits">{t('cohort.back')}</Link>}
      />
      <Loaded query={course}>
        {({ timeZone }) => (
          <Loaded query={account}>
            {(account) => <Account account={account} zone={timeZone} evidenceOf={mayVerify ? (lectureId) => `/lectures/${lectureId}/attendance/${personId}` : undefined} />}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
