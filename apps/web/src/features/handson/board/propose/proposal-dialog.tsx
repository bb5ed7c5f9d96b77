import { Button, Checkbox, Loader } from '@mantine/core';
import type { RotaBoard } from '@seldinger/contract';
import { Dialog } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../../api/client';
import { FormError } from '../../../../api/form-error';
import { occupantsAfter, type Occupants } from '../draft';
import { isProven, keepProven, planKey } from '../proven';
import { ofEdition } from '../use-board';
import type { Draft } from '../use-draft';
import { ProposalAnswer } from './proposal-answer';
import styles from './proposal.module.css';

const MAX_SEED = 2_147_483_647;

/** Another order in which equals are drawn. */
const anotherSeed = (): number => (crypto.getRandomValues(new Uint32Array(1))[0] ?? 0) % MAX_SEED;

interface ProposalDialogProps {
  board: RotaBoard;
  occupants: Occupants;
  draft: Draft;
  onClose: () => void;
}

/** Lets the solver find the best plan there is, shows it with its proof, and takes it into the draft if it pleases. */
export function ProposalDialog({ board, occupants, draft, onClose }: ProposalDialogProps) {
  const { t } = useTranslation(['handson', 'common']);
  const { editionId } = board.setup;
  const [weighExposure, setWeighExposure] = useState(false);
  const propose = $api.useMutation('post', '/api/editions/{editionId}/hands-on/proposals', {
    onSuccess: (proposal) => {
      if (proposal.changes.length === 0 && isProven(proposal)) keepProven(editionId, planKey(board, occupants));
    },
  });
  const ask = (seed?: number) => propose.mutate({ ...ofEdition(editionId), body: { weighExposure, seed } });
  const { data: proposal } = propose;
  const take = async () => {
    if (!proposal) return;
    if (isProven(proposal)) keepProven(editionId, planKey(board, occupantsAfter(occupants, proposal.changes)));
    onClose();
    await draft.take(proposal.changes);
  };
  return (
    <Dialog title={t('propose.title')} closeLabel={t('common:close')} size="lg" onClose={onClose}>
      <div className={styles.stack}>
        <FormError error={propose.error} />
        {propose.isPending ? (
          <p role="status" className={styles.waiting}>
            <Loader size="sm" color="var(--accent)" />
            {t('propose.computing')}
          </p>
        ) : proposal ? (
          <ProposalAnswer board={board} occupants={occupants} proposal={proposal} onTake={() => void take()} onAgain={() => ask(anotherSeed())} onClose={onClose} />
        ) : (
          <>
            <p>{t('propose.text')}</p>
            <Checkbox label={t('propose.exposure')} description={t('propose.exposureHint')} checked={weighExposure} onChange={(event) => setWeighExposure(event.currentTarget.checked)} />
            <div className={styles.buttons}>
              <Button variant="filled" data-autofocus onClick={() => ask()}>
                {t('propose.start')}
              </Button>
              <Button onClick={onClose}>{t('common:cancel')}</Button>
            </div>
          </>
        )}
      </div>
    </Dialog>
  );
}
