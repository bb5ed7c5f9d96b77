import { Button, TextInput } from '@mantine/core';
import { useClipboard } from '@mantine/hooks';
import { announce, Banner, ItemList, Section, Tag, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { now } from '../../api/clock';
import { useErrorToast } from '../../api/error-toast';
import { FormError } from '../../api/form-error';
import { Loaded } from '../../api/loaded';
import { useFormat } from '../../i18n/use-format';
import styles from './people.module.css';

const listPath = '/api/lectures/{lectureId}/links' as const;

/** Makes a link, shows it once, and lists those made before. */
export function LectureLinks({ lectureId, zone }: { lectureId: string; zone: string }) {
  const { t } = useTranslation('people');
  const format = useFormat();
  const queries = useQueryClient();
  const links = $api.useQuery('get', listPath, { params: { path: { lectureId } } });
  const failed = useErrorToast();
  const changed = () => void queries.invalidateQueries({ queryKey: ['get', listPath] });
  const make = $api.useMutation('post', listPath, { onSuccess: changed });
  const revoke = $api.useMutation('delete', '/api/lecture-links/{linkId}', {
    onSuccess: () => {
      changed();
      toast({ message: t('link.revokedNow') });
    },
    onError: failed,
  });
  const moment = (instant: string) => `${format.day(instant, zone)}, ${format.time(instant, zone)}`;
  return (
    <>
      <FormError error={make.error} />
      {make.data ? (
        <NewLink name={format.name(make.data.person)} url={make.data.url} />
      ) : (
        <div>
          <Button variant="filled" loading={make.isPending} onClick={() => make.mutate({ params: { path: { lectureId } } })}>
            {t('link.create')}
          </Button>
        </div>
      )}
      <Section title={t('link.list')}>
        <Loaded query={links} rows={2}>
          {({ items }) =>
            items.length === 0 ? (
              <p className={styles.quiet}>{t('link.none')}</p>
            ) : (
              <ItemList
                label={t('link.list')}
                items={items.map(({ id, person, createdAt, expiresAt, revokedAt, lastUsedAt }) => ({
                  key: id,
                  title: `${format.name(person)}, ${t('link.madeAt', { time: moment(createdAt) })}`,
                  meta: `${t('link.until', { time: moment(expiresAt) })} · ${lastUsedAt ? t('link.used', { time: moment(lastUsedAt) }) : t('link.unused')}`,
                  end:
                    revokedAt || Date.parse(expiresAt) <= now() ? (
                      <Tag>{t(revokedAt ? 'link.revoked' : 'link.expired')}</Tag>
                    ) : (
                      <Button
                        size="compact-sm"
                        color="red"
                        loading={revoke.isPending && revoke.variables.params.path.linkId === id}
                        aria-label={t('link.revokeFor', { name: format.name(person), time: moment(createdAt) })}
                        onClick={() => revoke.mutate({ params: { path: { linkId: id } } })}
                      >
                        {t('link.revoke')}
                      </Button>
                    ),
                }))}
              />
            )
          }
        </Loaded>
      </Section>
    </>
  );
}

function NewLink({ name, url }: { name: string; url: string }) {
  const { t } = useTranslation('people');
  const clipboard = useClipboard({ timeout: 4_000 });
  const copy = () => {
    clipboard.copy(url);
    announce(t('link.copied'));
  };
  return (
    <Banner tone="good" title={t('link.made', { name })} live="polite">
      <p>{t('link.once')}</p>
      <div className={styles.copy}>
        <TextInput readOnly aria-label={t('link.made', { name })} value={url} onFocus={(event) => event.currentTarget.select()} />
        <Button onClick={copy}>{clipboard.copied ? t('link.copied') : t('link.copy')}</Button>
      </div>
    </Banner>
  );
}
