import { toast } from '@seldinger/ui';
import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { asAppError } from '../../../api/errors';

/** Runs something that the server may refuse, and says so in words where it does. True when it was done. */
export function useAct(): (work: () => Promise<unknown>) => Promise<boolean> {
  const { t } = useTranslation('errors');
  return useCallback(
    async (work) => {
      try {
        await work();
        return true;
      } catch (thrown) {
        const { code } = asAppError(thrown);
        toast({ message: `${t(`${code}.what`)} ${t(`${code}.todo`)}`, tone: 'wrong' });
        return false;
      }
    },
    [t],
  );
}
