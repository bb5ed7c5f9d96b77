import { Button } from '@mantine/core';
import type { LogbookEntry } from '@seldinger/contract';
import { Dialog, Section } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import formStyles from '../form/form.module.css';
import { AssessDialog } from './assess-dialog';
import { EntryToSign } from './entry-to-sign';
import { ReturnDialog } from './return-dialog';
import styles from './sign.module.css';
import { useSigning, type Signing } from './use-signing';

/** What one trainee waits for. */
export function Trainee({ editionId, entries }: { editionId: string; entries: LogbookEntry[] }) {
  const { t } = useTranslation('logbook');
  const format = useFormat();
  const signing = useSigning(editionId);
  const [asking, setAsking] = useState<'all' | { assess: LogbookEntry } | { giveBack: LogbookEntry } | null>(null);
  const close = () => setAsking(null);
  const { person } = entries[0]!;
  return (
    <Section
      title={format.name(person)}
      aside={
        <span className={styles.head}>
          <Link to={`/logbook/${person.id}`} aria-label={`${t('sign.logbookOf')}: ${format.name(person)}`}>
            {t('sign.logbookOf')}
          </Link>
          {entries.length > 1 && (
            <Button onClick={() => setAsking('all')} aria-label={`${t('sign.all', { count: entries.length })}: ${format.name(person)}`}>
              {t('sign.all', { count: entries.length })}
            </Button>
          )}
        </span>
      }
    >
      <ul className={styles.list} aria-label={format.name(person)}>
        {entries.map((entry) => (
          <EntryToSign
            key={entry.id}
            entry={entry}
            busy={signing.signOne.isPending && signing.signOne.variables.entry.id === entry.id}
            onSign={() => signing.signOne.mutate({ entry, assessment: null }, { onError: signing.failed })}
            onAssess={() => setAsking({ assess: entry })}
            onReturn={() => setAsking({ giveBack: entry })}
          />
        ))}
      </ul>
      {asking === 'all' && <SignAllDialog entries={entries} signing={signing} onClose={close} />}
      {asking !== null && asking !== 'all' && 'assess' in asking && <AssessDialog entry={asking.assess} signing={signing} onClose={close} />}
      {asking !== null && asking !== 'all' && 'giveBack' in asking && <ReturnDialog entry={asking.giveBack} signing={signing} onClose={close} />}
    </Section>
  );
}

/** Says what follows before many are signed: there is no way back. */
function SignAllDialog({ entries, signing, onClose }: { entries: LogbookEntry[]; signing: Signing; onClose: () => void }) {
  const { t } = useTranslation(['logbook', 'common']);
  const format = useFormat();
  // As the dialog was opened: what arrives meanwhile was not seen.
  const [seen] = useState(entries);
  return (
    <Dialog title={t('sign.allTitle', { count: seen.length, name: format.name(seen[0]!.person) })} closeLabel={t('common:close')} onClose={onClose}>
      <div className={formStyles.form}>
        <p>{t('sign.allText')}</p>
        <FormError error={signing.signAll.error} />
        <div className={formStyles.actions}>
          <Button variant="filled" loading={signing.signAll.isPending} onClick={() => signing.signAll.mutate(seen, { onSuccess: onClose })}>
            {t('sign.all', { count: seen.length })}
          </Button>
          <Button onClick={onClose}>{t('common:cancel')}</Button>
        </div>
      </div>
    </Dialog>
  );
}
