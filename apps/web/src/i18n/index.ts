import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage, keepLanguage, type Language } from './language';

/** Every namespace of every language, each in a file of its own that is fetched when a page needs it. */
const files = import.meta.glob<ResourceKey>('./{en,it}/*.json', { import: 'default' });

const backend: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`./${language}/${namespace}.json`];
    if (!load) return done(new Error(`no words for ${language}/${namespace}`), false);
    load().then((words) => done(null, words), (error: Error) => done(error, false));
  },
};

/** Starts translation in the reader's language, with the words that every page needs. */
export async function startTranslation(): Promise<void> {
  await i18next
    .use(backend)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      // Both languages are complete (keys.spec.ts), so no second language is ever fetched to fill gaps.
      fallbackLng: false,
      supportedLngs: ['en', 'it'],
      ns: ['common', 'errors', 'shell'],
      defaultNS: 'common',
      interpolation: { escapeValue: false },
    });
  document.documentElement.lang = i18next.language;
}

/** Shows everything in another language from now on; `keep` remembers it on this device. */
export async function changeLanguage(language: Language, { keep = true } = {}): Promise<void> {
  if (keep) keepLanguage(language);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export { i18next };
