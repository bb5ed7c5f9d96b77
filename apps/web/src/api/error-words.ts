import { useTranslation } from 'react-i18next';
import { asAppError } from './errors';

/** What happened and what to do, in the reader's language; for anything that was thrown. */
export function useErrorWords(thrown: unknown): { what: string; todo: string; requestId: string | null } {
  const { t } = useTranslation('errors');
  const { code, requestId } = asAppError(thrown);
  return { what: t(`${code}.what`), todo: t(`${code}.todo`), requestId: code === 'platform.failed' ? requestId : null };
}
