import { Button } from '@mantine/core';
import { Icon, Section } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../i18n/use-format';
import styles from './progress.module.css';
import logbookStyles from '../logbook.module.css';

/** Takes home what was signed, in the reader's language. @param of `me`, or the id of a trainee for those who look after the edition */
export function Proof({ editionId, of }: { editionId: string; of: string }) {
  const { t } = useTranslation('logbook');
  const { language } = useFormat();
  const address = (kind: 'pdf' | 'csv') => `/api/editions/${editionId}/logbook/${of}/experience.${kind}?language=${language}`;
  return (
    <Section title={t('progress.proof')}>
      <div className={styles.proof}>
        <p className={styles.quiet}>{t('progress.proofText')}</p>
        <div className={logbookStyles.links}>
          <Button component="a" href={address('pdf')} download leftSection={<Icon name="download" />}>
            {t('progress.pdf')}
          </Button>
          <Button component="a" href={address('csv')} download leftSection={<Icon name="download" />}>
            {t('progress.csv')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
