import { Choice } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../../i18n';
import type { Language } from '../../i18n/language';

/** The language alone: the classroom is dark always. */
export function LanguageSwitch() {
  const { t, i18n } = useTranslation('live');
  return (
    <Choice
      label={t('language')}
      value={i18n.language as Language}
      options={[
        { value: 'en', label: 'English', lang: 'en' },
        { value: 'it', label: 'Italiano', lang: 'it' },
      ]}
      onChange={(language) => void changeLanguage(language)}
    />
  );
}
