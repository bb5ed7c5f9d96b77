import { Progress } from '@mantine/core';
import type { Health } from '@seldinger/contract';
import { ItemList, PageHeader, Section, Tag, type Tone } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { Loaded } from '../../api/loaded';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import styles from './account.module.css';

type Part = Health['parts']['media'];

const tones: Record<Part['state'], Tone> = { up: 'good', down: 'wrong', missing: 'attention', building: 'accent', starting: 'accent', off: 'quiet' };

/** The parts of the installation: what works, what is missing, and how to add it. */
export function StatusPage() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const { timeZone } = useMe().person;
  const health = $api.useQuery('get', '/api/health', {}, { refetchInterval: 10_000 });
  return (
    <>
      <PageHeader title={t('status.title')} lead={health.data && t(`status.${health.data.status}`)} />
      <Loaded query={health} rows={3}>
        {({ parts, version, now }) => (
          <Section title={t('status.parts')} aside={t('status.version', { version, time: `${format.day(now, timeZone)}, ${format.time(now, timeZone)}` })}>
            <Parts parts={parts} />
          </Section>
        )}
      </Loaded>
    </>
  );
}

/** Each part of the installation; needs the words of `account`. */
export function Parts({ parts: { database, media, worker } }: Pick<Health, 'parts'>) {
  const { t } = useTranslation('account');
  const rows = [
    { key: 'database', part: database, words: t(`status.database.${database.state === 'up' ? 'up' : 'down'}`) },
    { key: 'media', part: media, words: t(`status.media.${media.state}`) },
    { key: 'worker', part: worker, words: t(`status.worker.${worker.state === 'up' ? 'up' : 'down'}`) },
  ] as const;
  return (
    <ItemList
      label={t('status.parts')}
      items={rows.map(({ key, part, words }) => ({
        key,
        title: (
          <>
            <b className={styles.part}>{t(`status.part.${key}`)}</b>
            <span className={styles.words}>{words}</span>
          </>
        ),
        meta: (
          <>
            {part.progress !== undefined && <Progress value={part.progress} aria-label={t('status.progress', { percent: part.progress })} />}
            {part.detail && <code className={styles.detail}>{part.detail}</code>}
          </>
        ),
        end: <Tag tone={tones[part.state]}>{t(`status.state.${part.state}`)}</Tag>,
      }))}
    />
  );
}
