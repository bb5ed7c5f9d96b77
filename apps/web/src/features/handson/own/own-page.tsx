import { EmptyState, PageHeader, Section } from '@seldinger/ui';
import type { HandsonRota, OwnHandson } from '@seldinger/contract';
import { useTranslation } from 'react-i18next';
import { useCourse } from '../../../api/course';
import { Loaded } from '../../../api/loaded';
import { useMe } from '../../../api/session';
import { OwnStays } from '../../suite';
import { RotaOverview } from '../published-rota';
import { useMoment, useWeekSpan } from '../week-span';
import { FreePlaces } from './free-places';
import { OwnWeeks } from './own-weeks';
import { Open } from './open';
import { useOwn, useRota, type OwnView } from './use-own';
import { Wishes } from './wishes';

/** A trainee's weeks in the suite: which they have, what waits for an answer, what they wish, what is free. */
export function OwnPage({ editionId }: { editionId: string }) {
  const { t } = useTranslation('requests');
  const { id: personId } = useMe().person;
  const own = useOwn(editionId);
  const rota = useRota(editionId);
  const course = useCourse(editionId);
  if (own.data && rota.data && course.data) return <Page view={{ editionId, personId, zone: course.data.timeZone, own: own.data, rota: rota.data }} />;
  return (
    <>
      <PageHeader title={t('own.title')} />
      <Loaded query={own}>{() => <Loaded query={rota}>{() => <Loaded query={course}>{() => null}</Loaded>}</Loaded>}</Loaded>
    </>
  );
}

function Page({ view }: { view: OwnView }) {
  const { t } = useTranslation('requests');
  const words = useOpeningWords(view);
  const offered = view.own.waiting.some(({ state }) => state === 'offered');
  if (view.rota.setup.weeks.length === 0) {
    return (
      <>
        <PageHeader title={t('own.title')} />
        <EmptyState icon="hands-on" title={t('own.noWeeks')}>
          {t('own.noWeeksText')}
        </EmptyState>
      </>
    );
  }
  return (
    <>
      <PageHeader title={words.title} lead={words.lead} />
      <OwnWeeks view={view} />
      <Open view={view} />
      <OwnStays editionId={view.editionId} />
      <Wishes view={view} filled={!offered} />
      <FreePlaces view={view} />
      <Section title={t('own.everyone')}>
        <RotaOverview editionId={view.editionId} />
      </Section>
    </>
  );
}

/** The sentence that answers "when am I in the suite", and what to do about it. */
function useOpeningWords({ own, rota, zone }: { own: OwnHandson; rota: HandsonRota; zone: string }): { title: string; lead: string } {
  const { t } = useTranslation('requests');
  const span = useWeekSpan();
  const moment = useMoment(zone);
  const weeks = rota.setup.weeks.filter(({ id }) => own.bookings.some(({ weekId, state }) => weekId === id && state === 'agreed'));
  const next = weeks.find(({ past }) => !past);
  const { wishesUntil } = rota.setup.rule;
  const title = next ? t('own.next', { week: span(next.monday) }) : weeks.length > 0 ? t('own.done') : t('own.none');
  const wishing = wishesUntil ? t(own.wishes.version > 0 ? 'own.wishedUntil' : 'own.wishUntil', { until: moment(wishesUntil) }) : t('own.wishAnyTime');
  const lead = own.wishes.open ? (next && own.wishes.version > 0 ? t('own.leadAgreed') : wishing) : t(next ? 'own.leadAgreed' : 'own.leadClosed');
  return { title, lead };
}
