import { Select } from '@mantine/core';
import { Choice, Panel, Section, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { useErrorToast } from '../../api/error-toast';
import { session, useMe } from '../../api/session';
import { changeLanguage } from '../../i18n';
import { languages, type Language } from '../../i18n/language';
import { useFormat } from '../../i18n/use-format';
import { useMembership } from '../../shell/edition';
import styles from './account.module.css';

const deviceZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every zone the browser knows, and the one in use should it know another name for it. */
const zonesWith = (current: string) => [...new Set([current, ...Intl.supportedValuesOf('timeZone'), 'UTC'])].sort();

/** Name and roles to read, language and time zone to choose; a choice is saved as it is made. */
export function Profile() {
  const { t } = useTranslation(['account', 'common']);
  const format = useFormat();
  const queries = useQueryClient();
  const failed = useErrorToast();
  const { person, administrator } = useMe();
  const membership = useMembership();
  const roles = [...(membership?.roles ?? []), ...(administrator ? (['administrator'] as const) : [])];
  const change = $api.useMutation('patch', '/api/me', {
    onSuccess: (me) => {
      queries.setQueryData(session.queryKey, me);
      toast({ tone: 'good', message: t('profile.saved') });
    },
    onError: failed,
  });
  const speak = (locale: Language) => {
    void changeLanguage(locale);
    change.mutate({ body: { locale } });
  };
  const facts = [
    [t('profile.name'), format.name(person)],
    [t('profile.email'), person.email],
    [t('profile.roles'), roles.map((role) => t(`common:role.${role}`)).join(', ')],
  ];
  return (
    <Section title={t('profile.title')}>
      <Panel>
        <dl className={styles.facts}>
          {facts.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value}</dd>
            </div>
          ))}
        </dl>
        <p className={styles.quiet}>{t('profile.nameHint')}</p>
        <div className={styles.fields}>
          <div>
            <p className={styles.label}>{t('profile.language')}</p>
            <Choice
              label={t('profile.language')}
              value={format.language}
              options={languages.map((value) => ({ value, label: t(`language.${value}`), lang: value }))}
              onChange={speak}
            />
          </div>
          <Select
            label={t('profile.zone')}
            description={t('profile.zoneHint', { zone: deviceZone })}
            data={zonesWith(person.timeZone)}
            value={person.timeZone}
            searchable
            allowDeselect={false}
            limit={60}
            nothingFoundMessage={t('profile.zoneNone')}
            onChange={(timeZone) => timeZone && timeZone !== person.timeZone && change.mutate({ body: { timeZone } })}
          />
        </div>
      </Panel>
    </Section>
  );
}
