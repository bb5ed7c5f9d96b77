import { Button } from '@mantine/core';
import { Tag } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { checkConnection, type Check, type Finding } from './check-connection';
import styles from './pre-join.module.css';

const order: Check[] = ['server', 'live', 'media', 'browser'];
const slowMs = 600;

/** Tries the ways that a lecture needs, and says in plain words what to do where one is closed. */
export function ConnectionCheck({ lectureId }: { lectureId: string }) {
  const { t } = useTranslation('live');
  const [findings, setFindings] = useState<Finding[] | null>(null);
  const [running, setRunning] = useState(false);
  const run = async () => {
    setRunning(true);
    setFindings([]);
    await checkConnection(lectureId, (finding) => setFindings((known) => [...(known ?? []), finding]));
    setRunning(false);
  };
  const detail = ({ check, good, ms = 0 }: Finding) => {
    if (check === 'server') return good ? t(ms > slowMs ? 'check.serverSlow' : 'check.serverDetail', { ms }) : null;
    return good ? null : t(`check.${check}Bad`);
  };
  return (
    <div className={styles.check}>
      <Button disabled={running} onClick={() => void run()}>
        {running ? t('preJoin.checking') : t('preJoin.checkConnection')}
      </Button>
      <div role="status">
        {findings && (
          <ul className={styles.findings} aria-label={t('check.title')}>
            {order.map((check) => {
              const finding = findings.find((each) => each.check === check);
              return (
                finding && (
                  <li key={check}>
                    <span>{t(`check.${check}`)}</span>{' '}
                    <Tag tone={finding.good ? 'good' : 'wrong'}>{t(finding.good ? 'check.good' : 'check.bad')}</Tag>
                    <span className={styles.quiet}>{detail(finding)}</span>
                  </li>
                )
              );
            })}
          </ul>
        )}
      </div>
    </div>
  );
}
