import type { ParseKeys } from 'i18next';
import { useTranslation } from 'react-i18next';
import { useFormat } from './use-format';

type Named = { key: string; title: { en: string; it: string } };

const known: Record<string, ParseKeys<'common'>> = {
  theory: 'module.theory',
  protection: 'module.protection',
  planning: 'module.planning',
  vascular: 'module.vascular',
  oncology: 'module.oncology',
};

/** A module's name in one or two words, where many stand side by side; a module of the director's own keeps its title. */
export function useModuleName(): (module: Named) => string {
  const { t } = useTranslation('common');
  const format = useFormat();
  return ({ key, title }) => {
    const short = known[key];
    return short ? t(short) : format.text(title);
  };
}
