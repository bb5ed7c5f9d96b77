import { Button } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import styles from './board.module.css';
import type { Draft } from './use-draft';
import type { Publish } from './use-publish';

/** What opens above the board. */
export type BoardTask = 'propose' | 'import';

interface BoardActionsProps {
  draft: Draft;
  /** How many trainees the draft moves. */
  changes: number;
  publish: Publish;
  readOnly: boolean;
  onUndo: () => Promise<void>;
  onPropose: () => void;
}

/** The steps of planning: take back, let the solver propose, publish. */
export function BoardActions({ draft, changes, publish, readOnly, onUndo, onPropose }: BoardActionsProps) {
  const { t } = useTranslation(['handson', 'common']);
  if (readOnly) return null;
  return (
    <>
      <Button leftSection={<Icon name="back" size={18} />} disabled={draft.undoDepth === 0 || draft.isPending} onClick={() => void onUndo()}>
        {t('common:undo')}
      </Button>
      <Button onClick={onPropose}>{t('propose.open')}</Button>
      {changes > 0 && (
        <Button variant="filled" loading={publish.isPending} disabled={draft.isPending} onClick={publish.publish}>
          {t('board.publish', { count: changes })}
        </Button>
      )}
    </>
  );
}

/** What is needed less often: the way to the requests and the rules, a spreadsheet, and back to what is published. */
export function BoardTools({ draft, changes, readOnly, onImport }: { draft: Draft; changes: number; readOnly: boolean; onImport: () => void }) {
  const { t } = useTranslation('handson');
  return (
    <div className={styles.tools}>
      {!readOnly && changes > 0 && (
        <Button variant="subtle" leftSection={<Icon name="remove" size={16} />} onClick={() => void draft.discard()}>
          {t('board.discard')}
        </Button>
      )}
      {!readOnly && (
        <Button variant="subtle" leftSection={<Icon name="upload" size={16} />} onClick={onImport}>
          {t('import.open')}
        </Button>
      )}
      <Button component={Link} to="/hands-on/requests" variant="subtle" leftSection={<Icon name="hand" size={16} />}>
        {t('board.requests')}
      </Button>
      <Button component={Link} to="/hands-on/setup" variant="subtle" leftSection={<Icon name="settings" size={16} />}>
        {t('setup.open')}
      </Button>
    </div>
  );
}
