import { PageHeader, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { $api } from '../../../api/client';
import { useCourse } from '../../../api/course';
import { Loaded } from '../../../api/loaded';
import { useEditionId } from '../../../shell/edition';
import { AddWeeks } from './add-weeks';
import { RoomsForm } from './rooms-form';
import { RuleForm } from './rule-form';
import { WeekList } from './week-list';

/** What there is to be shared out: rooms, weeks, closures, planned procedures, and the rules of asking for a place. */
export function SetupPage() {
  const { t } = useTranslation('handson');
  const editionId = useEditionId();
  const course = useCourse(editionId);
  const setup = $api.useQuery('get', '/api/editions/{editionId}/hands-on', { params: { path: { editionId } } });
  return (
    <>
      <PageHeader title={t('setup.title')} lead={t('setup.lead')} back={<Link to="/hands-on">{t('setup.back')}</Link>} />
      <Loaded query={course}>
        {({ timeZone, startsOn, endsOn }) => (
          <Loaded query={setup} rows={8}>
            {(data) => (
              <>
                <Section title={t('setup.weeks')}>
                  <AddWeeks setup={data} startsOn={startsOn} endsOn={endsOn} />
                  <WeekList setup={data} />
                </Section>
                <Section title={t('setup.rooms')}>
                  <RoomsForm key={data.rooms.map(({ id, name }) => `${id}${name}`).join()} setup={data} />
                </Section>
                <Section title={t('setup.rules')}>
                  <RuleForm key={data.rule.version} setup={data} zone={timeZone} />
                </Section>
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </>
  );
}
