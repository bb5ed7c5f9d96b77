export const languages = ['en', 'it'] as const;
export type Language = (typeof languages)[number];

const key = 'seldinger.language';

const isLanguage = (text: string | null | undefined): text is Language => languages.some((each) => each === text);

/** The language chosen here before, else the first of the browser's that we speak, else English. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(key);
  if (isLanguage(kept)) return kept;
  return navigator.languages.map((tag) => tag.slice(0, 2)).find(isLanguage) ?? 'en';
}

/** Whether the reader has chosen a language on this device; if not, the person's profile decides. */
export const hasChosenLanguage = () => isLanguage(localStorage.getItem(key));

export const keepLanguage = (language: Language) => localStorage.setItem(key, language);
