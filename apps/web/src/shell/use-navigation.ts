import { useTranslation } from 'react-i18next';
import { useCan, useMembership } from './edition';
import { navigation } from './navigation';
import { useCounts } from './use-counts';

/** The entries that this person may see, with their names and what waits behind them. */
export function useNavigation() {
  const { t } = useTranslation('shell');
  const can = useCan();
  const counts = useCounts();
  const membership = useMembership();
  return navigation
    .filter(({ permission, ofEdition }) => (membership || !ofEdition) && (!permission || [permission].flat().some(can)))
    .map((item) => ({ ...item, name: t(item.label), count: counts[item.to] }));
}
