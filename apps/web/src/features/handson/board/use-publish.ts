import type { RotaBoard } from '@seldinger/contract';
import { toast } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { asAppError, isRefusal } from '../../../api/errors';
import { peopleChanged } from './draft';
import { ofEdition, useHandsonChanged, useTakeBoard } from './use-board';

/** Makes the draft the rota; the board that was seen, and no other. */
export function usePublish(editionId: string, board: RotaBoard) {
  const { t } = useTranslation('handson');
  const takeBoard = useTakeBoard(editionId);
  const changed = useHandsonChanged();
  const count = peopleChanged(board);
  const { mutate, isPending, error, variables } = $api.useMutation('post', '/api/editions/{editionId}/hands-on/board/publication', {
    scope: { id: `rota ${editionId}` },
    onSuccess: async (published) => {
      takeBoard(published);
      toast({ tone: 'good', message: t('board.publishedToast', { count }) });
      await changed();
    },
    onError: (refusal) => {
      const current = isRefusal(refusal, 'request.stale') ? (asAppError(refusal).details?.['current'] as RotaBoard | undefined) : undefined;
      if (current) takeBoard(current);
      else void changed();
    },
  });
  // A refusal is about the draft that was sent; another draft has none yet.
  return { publish: () => mutate({ ...ofEdition(editionId), body: { fingerprint: board.fingerprint } }), isPending, error: variables?.body.fingerprint === board.fingerprint ? error : null };
}

export type Publish = ReturnType<typeof usePublish>;
