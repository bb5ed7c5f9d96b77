import type { HandsonRequests } from '@seldinger/contract';
import { ItemList, Section, Tag } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { useMoment, useWeekSpan } from '../week-span';

/** Who waits for which week, and who has an offer; and swaps that wait for the other trainee. */
export function Lines({ zone, requests }: { zone: string; requests: HandsonRequests }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const moment = useMoment(zone);
  const waiting = requests.waiting.filter(({ state }) => state === 'waiting' || state === 'offered');
  const asked = requests.swaps.filter(({ state }) => state === 'asked');
  return (
    <>
      {waiting.length > 0 && (
        <Section title={t('director.lines')}>
          <ItemList
            label={t('director.lines')}
            items={waiting.map((entry) => ({
              key: entry.id,
              title: format.name(entry.person),
              meta: span(entry.monday),
              end: entry.offeredUntil ? <Tag tone="accent">{t('director.offeredUntil', { until: moment(entry.offeredUntil) })}</Tag> : <Tag>{t('director.position', { position: entry.position ?? 0 })}</Tag>,
            }))}
          />
        </Section>
      )}
      {asked.length > 0 && (
        <Section title={t('director.askedSwaps')}>
          <ItemList
            label={t('director.askedSwaps')}
            items={asked.map((swap) => ({ key: swap.id, title: t('director.swap', { asker: format.name(swap.asker), other: format.name(swap.other) }), meta: `${span(swap.askerMonday)} ⇄ ${span(swap.otherMonday)}`, end: <Tag>{t('swap.waitsShort', { name: format.name(swap.other) })}</Tag> }))}
          />
        </Section>
      )}
    </>
  );
}
