import { useMediaQuery } from '@mantine/hooks';
import type { RotaBoard } from '@seldinger/contract';
import { announce, Choice, PageHeader } from '@seldinger/ui';
import { lazy, Suspense, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { BoardActions, BoardTools, type BoardTask } from './board-actions';
import { BoardBanners } from './board-banners';
import { BoardGrid } from './board-grid';
import styles from './board.module.css';
import { draftOf, peopleChanged, publishedOf } from './draft';
import { EffectPanel } from './effect-panel';
import { useLead } from './figures';
import { brokenBy } from './outcome';
import { PhoneWeeks } from './phone-weeks';
import { usePlaceViews } from './place-views';
import { useDraft } from './use-draft';
import { usePicking } from './use-picking';
import { usePublish } from './use-publish';
import { Without } from './without';

const ProposalDialog = lazy(async () => ({ default: (await import('./propose/proposal-dialog')).ProposalDialog }));
const ImportDialog = lazy(async () => ({ default: (await import('./import/import-dialog')).ImportDialog }));

/** The board with what was sent and is not answered yet. */
export function PlanBoard({ server }: { server: RotaBoard }) {
  const { t } = useTranslation('handson');
  const { editionId } = server.setup;
  const phone = useMediaQuery('(max-width: 48em)') ?? false;
  const [search, setSearch] = useSearchParams();
  const [task, setTask] = useState<BoardTask | null>(null);
  const draft = useDraft(editionId, server);
  const publish = usePublish(editionId, server);
  const { board } = draft;
  const readOnly = search.get('show') === 'published';
  const occupants = useMemo(() => (readOnly ? publishedOf(board) : draftOf(board)), [board, readOnly]);
  const broken = useMemo(() => (readOnly ? [] : brokenBy(board)), [board, readOnly]);
  const views = usePlaceViews(readOnly ? { ...board, draft: [] } : board, occupants, broken);
  const moving = usePicking(board, occupants, draft);
  const picking = readOnly ? null : moving;
  const awayButton = useRef<HTMLButtonElement>(null);
  const frame = useRef<HTMLDivElement>(null);
  const lead = useLead(board, occupants);
  const changes = peopleChanged(board);

  const pickChip = (personId: string, byKey: boolean) => {
    if (moving.picked?.personId === personId) return moving.cancel();
    moving.pick({ personId, placeId: null });
    if (byKey) frame.current?.querySelector<HTMLElement>('[role="gridcell"][tabindex="0"]')?.focus();
  };
  const undo = async () => {
    if (await draft.undo()) announce(t('say.undone'));
  };

  return (
    <>
      <PageHeader title={t('title')} lead={lead} actions={<BoardActions draft={draft} changes={changes} publish={publish} readOnly={readOnly} onUndo={undo} onPropose={() => setTask('propose')} />} />
      <div className={styles.bar}>
        <Choice
          label={t('board.which')}
          value={readOnly ? 'published' : 'draft'}
          options={[
            { value: 'draft', label: t('board.draft') },
            { value: 'published', label: t('board.published') },
          ]}
          onChange={(shown) => {
            moving.cancel(true);
            setSearch(shown === 'published' ? { show: 'published' } : {}, { replace: true, preventScrollReset: true });
          }}
        />
        <BoardTools draft={draft} changes={changes} readOnly={readOnly} onImport={() => setTask('import')} />
      </div>
      <BoardBanners board={board} draft={draft} broken={broken} publishing={publish.error} />
      {phone ? (
        <PhoneWeeks board={board} views={views} occupants={occupants} picking={picking} />
      ) : (
        <div ref={frame}>
          <BoardGrid label={t(readOnly ? 'board.gridPublished' : 'board.grid')} setup={board.setup} views={views} picking={picking} onBelow={() => awayButton.current?.focus()} />
          <div className={styles.below}>
            <Without board={board} occupants={occupants} picking={picking} awayButton={awayButton} onPick={pickChip} />
            {picking && <EffectPanel board={board} picking={picking} />}
          </div>
        </div>
      )}
      <Suspense>
        {task === 'propose' && <ProposalDialog board={board} occupants={draftOf(board)} draft={draft} onClose={() => setTask(null)} />}
        {task === 'import' && <ImportDialog board={board} draft={draft} onClose={() => setTask(null)} />}
      </Suspense>
    </>
  );
}
