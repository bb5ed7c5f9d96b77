import { Button } from '@mantine/core';
import type { RotaBoard } from '@seldinger/contract';
import { EmptyState, PageHeader } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { Loaded } from '../../../api/loaded';
import { PlanBoard } from './plan-board';
import { useBoard } from './use-board';

/** Where the director plans the rota: the draft beside what is published, proposals, and what they break. */
export function BoardPage({ editionId }: { editionId: string }) {
  const { t } = useTranslation('handson');
  const board = useBoard(editionId);
  if (board.data && hasPlaces(board.data)) return <PlanBoard server={board.data} />;
  return (
    <>
      <PageHeader title={t('title')} />
      <Loaded query={board} rows={8}>
        {() => (
          <EmptyState
            icon="hands-on"
            title={t('empty.title')}
            action={
              <Button component={Link} to="/hands-on/setup" variant="filled">
                {t('empty.setup')}
              </Button>
            }
          >
            {t('empty.text')}
          </EmptyState>
        )}
      </Loaded>
    </>
  );
}

const hasPlaces = ({ setup }: RotaBoard): boolean => setup.places.length > 0;
