import { useMantineColorScheme } from '@mantine/core';
import { Choice } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { changeLanguage } from '../i18n';
import { languages, type Language } from '../i18n/language';
import styles from './preferences.module.css';

const languageNames: Record<Language, string> = { en: 'English', it: 'Italiano' };
const schemes = ['light', 'dark', 'auto'] as const;

/** Language and colours: what anybody may set, signed in or not. Both are kept on this device; `onLanguage` may keep the language elsewhere, too. */
export function Preferences({ onLanguage }: { onLanguage?: (language: Language) => void }) {
  const { t, i18n } = useTranslation('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <div className={styles.preferences}>
      <Choice
        label={t('language')}
        value={i18n.language as Language}
        options={languages.map((value) => ({ value, label: languageNames[value], lang: value }))}
        onChange={(language) => {
          void changeLanguage(language);
          onLanguage?.(language);
        }}
      />
      <Choice label={t('scheme')} value={colorScheme} options={schemes.map((value) => ({ value, label: t(value) }))} onChange={setColorScheme} />
    </div>
  );
}
