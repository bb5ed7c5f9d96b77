import type { MailDetail } from '@seldinger/contract';
import { Tag, type IconName, type Tone } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';

const looks: Record<MailDetail['state'], { tone: Tone; icon?: IconName }> = {
  kept: { tone: 'quiet', icon: 'mail' },
  waiting: { tone: 'quiet', icon: 'clock' },
  sent: { tone: 'good' },
  failed: { tone: 'wrong' },
};

/** Where a mail stands, in a word. */
export function MailState({ state }: Pick<MailDetail, 'state'>) {
  const { t } = useTranslation('notifications');
  return <Tag {...looks[state]}>{t(`state.${state}`)}</Tag>;
}
