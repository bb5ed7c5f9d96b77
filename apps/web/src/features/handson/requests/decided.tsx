import type { HandsonRequests } from '@seldinger/contract';
import { ItemList, Section, Tag, type Item, type Tone } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import { useWeekSpan } from '../week-span';

const TONES = { agreed: 'good', refused: 'attention', expired: 'quiet', withdrawn: 'quiet', declined: 'quiet', void: 'quiet' } as const satisfies Record<string, Tone>;

/** What was decided lately, or ended by itself. */
export function Decided({ requests }: { requests: HandsonRequests }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const span = useWeekSpan();
  const items: Item[] = [
    ...requests.requests.flatMap(({ id, person, monday, state, reason }) => (state === 'waiting' ? [] : [{ key: id, title: format.name(person), meta: [span(monday), reason].filter(Boolean).join(' · '), end: <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag> }])),
    ...requests.swaps.flatMap(({ id, asker, other, askerMonday, otherMonday, state, reason }) =>
      state === 'asked' || state === 'accepted'
        ? []
        : [{ key: id, title: t('director.swap', { asker: format.name(asker), other: format.name(other) }), meta: [`${span(askerMonday)} ⇄ ${span(otherMonday)}`, reason].filter(Boolean).join(' · '), end: <Tag tone={TONES[state]}>{t(`state.${state}`)}</Tag> }],
    ),
  ];
  if (items.length === 0) return null;
  return (
    <Section title={t('director.decided')}>
      <ItemList label={t('director.decided')} items={items} />
    </Section>
  );
}
