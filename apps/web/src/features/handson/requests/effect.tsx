import type { RequestEffect } from '@seldinger/contract';
import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { Loaded } from '../../../api/loaded';
import { useFormat } from '../../../i18n/use-format';
import styles from './requests.module.css';

/** What giving the place away means to those who have no week yet. */
export function Effect({ requestId, name, week }: { requestId: string; name: string; week: string }) {
  const query = $api.useQuery('get', '/api/hands-on/requests/{requestId}/effect', { params: { path: { requestId } } });
  return (
    <Loaded query={query} rows={3}>
      {(effect) => <InWords effect={effect} name={name} week={week} />}
    </Loaded>
  );
}

function InWords({ effect, name, week }: { effect: RequestEffect; name: string; week: string }) {
  const { t } = useTranslation('requests');
  const format = useFormat();
  const { before, after, rivals, waitingTrainees } = effect;
  if (waitingTrainees === 0) return <p className={styles.verdict}>{t('effect.nobodyWithout')}</p>;
  const harm = after.placed < before.placed || after.rankSum > before.rankSum || after.worstRank > before.worstRank;
  const figures = [
    { key: 'placed', label: t('effect.placed'), before: before.placed, after: after.placed },
    { key: 'first', label: t('effect.first'), before: before.byRank[0] ?? 0, after: after.byRank[0] ?? 0 },
    { key: 'worst', label: t('effect.worst'), before: before.worstRank, after: after.worstRank },
    { key: 'sum', label: t('effect.sum'), before: before.rankSum, after: after.rankSum },
  ];
  return (
    <div className={styles.effect}>
      <p className={styles.verdict} data-harm={harm || undefined}>
        <Icon name={harm ? 'warning' : 'check'} size={18} />
        {t(harm ? 'effect.harm' : 'effect.noHarm', { count: waitingTrainees })}
      </p>
      <p>{rivals.length > 0 ? t('effect.rivals', { week, names: rivals.map(({ person, rank }) => t('effect.rival', { name: format.name(person), rank })).join(', ') }) : t('effect.noRivals', { week })}</p>
      <table className={styles.figures}>
        <caption>{t('effect.caption')}</caption>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('effect.without')}</th>
            <th scope="col">{t('effect.with', { name })}</th>
          </tr>
        </thead>
        <tbody>
          {figures.map((figure) => (
            <tr key={figure.key}>
              <th scope="row">{figure.label}</th>
              <td>{format.number(figure.before)}</td>
              <td data-changed={figure.before !== figure.after || undefined}>{format.number(figure.after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
