import { toast } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { asAppError } from './errors';

/** Says a refusal in passing, where what was pressed has no form to stand above. */
export function useErrorToast(): (error: unknown) => void {
  const { t } = useTranslation('errors');
  return (error) => {
    const { code } = asAppError(error);
    toast({ tone: 'wrong', message: `${t(`${code}.what`)} ${t(`${code}.todo`)}` });
  };
}
