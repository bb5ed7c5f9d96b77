import { Button } from '@mantine/core';
import { ItemList, Section, Tag, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { useErrorToast } from '../../api/error-toast';
import { Loaded } from '../../api/loaded';
import { useMe } from '../../api/session';
import { useFormat } from '../../i18n/use-format';
import styles from './account.module.css';
import { deviceOf } from './device';

const path = '/api/me/sessions' as const;

/** Where the person is signed in, with a way to end it there. */
export function Sessions() {
  const { t } = useTranslation('account');
  const format = useFormat();
  const queries = useQueryClient();
  const failed = useErrorToast();
  const { timeZone } = useMe().person;
  const sessions = $api.useQuery('get', path);
  const end = $api.useMutation('delete', '/api/me/sessions/{sessionId}', {
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['get', path] });
      toast({ message: t('sessions.ended') });
    },
    onError: failed,
  });
  const moment = (instant: string) => `${format.day(instant, timeZone)}, ${format.time(instant, timeZone)}`;
  const deviceName = (userAgent: string | null) => {
    const { browser, system } = deviceOf(userAgent ?? '');
    return t('sessions.on', { browser: browser ?? t('sessions.unknownBrowser'), system: system ?? t('sessions.unknownSystem') });
  };
  return (
    <Section title={t('sessions.title')}>
      <p className={styles.lead}>{t('sessions.lead')}</p>
      <Loaded query={sessions} rows={2}>
        {({ items }) => (
          <ItemList
            label={t('sessions.title')}
            items={items.map(({ id, createdAt, lastSeenAt, userAgent, current }) => {
              const since = t('sessions.since', { time: moment(createdAt) });
              return {
                key: id,
                title: deviceName(userAgent),
                meta: `${since} · ${t('sessions.seen', { time: moment(lastSeenAt) })}`,
                end: current ? (
                  <Tag tone="good">{t('sessions.here')}</Tag>
                ) : (
                  <Button
                    size="compact-sm"
                    loading={end.isPending && end.variables.params.path.sessionId === id}
                    aria-label={t('sessions.endFor', { device: deviceName(userAgent), since })}
                    onClick={() => end.mutate({ params: { path: { sessionId: id } } })}
                  >
                    {t('sessions.end')}
                  </Button>
                ),
              };
            })}
          />
        )}
      </Loaded>
    </Section>
  );
}
