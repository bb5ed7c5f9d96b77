import { Button, Popover, TextInput } from '@mantine/core';
import type { Chapter } from '@seldinger/contract';
import { announce, toast } from '@seldinger/ui';
import { useMediaQuery } from '@mantine/hooks';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../../../api/client';
import { useInside } from '../inside/inside';
import { useAct } from '../inside/use-act';
import { usePulse } from '../inside/use-pulse';
import { ControlButton } from './control-button';
import styles from './controls.module.css';

/** Gives this moment of the recording a name: the mark is set at once, its title may follow, or never. */
export function MarkControl() {
  const { t } = useTranslation(['live', 'common']);
  const { state } = useInside();
  const act = useAct();
  const lectureId = state.lecture.id;
  const pulse = usePulse(lectureId);
  const [marked, setMarked] = useState<Chapter | null>(null);
  const [title, setTitle] = useState('');
  const phone = useMediaQuery('(max-width: 48em)', undefined, { getInitialValueInEffect: false });
  if (pulse?.state !== 'recording') return null;

  const mark = () =>
    void act(async () => {
      const { data } = await api.POST('/api/lectures/{lectureId}/recording/marks', { params: { path: { lectureId } }, body: {} });
      if (!data) return;
      // On a phone the press has closed the sheet that this stands on.
      if (phone) return toast({ tone: 'good', message: t('mark.set'), action: { label: t('common:undo'), onPress: () => undo(data) } });
      announce(t('mark.set'));
      setTitle('');
      setMarked(data);
    });
  const undo = (chapter: Chapter) => {
    setMarked(null);
    void act(() => api.DELETE('/api/chapters/{chapterId}', { params: { path: { chapterId: chapter.id } } }));
  };
  const name = async (event: FormEvent) => {
    event.preventDefault();
    const words = title.trim();
    if (marked && words && !(await act(() => api.PATCH('/api/chapters/{chapterId}', { params: { path: { chapterId: marked.id } }, body: { title: words, version: marked.version } })))) return;
    setMarked(null);
  };
  return (
    // It opens after the mark is set and not by the button, which is no switch: the roles are given here.
    <Popover opened={marked !== null} onChange={(opened) => !opened && setMarked(null)} withRoles={false} position="top" trapFocus returnFocus shadow="md" width={280}>
      <Popover.Target>
        <span className={styles.holder}>
          <ControlButton icon="mark" onClick={mark}>
            {t('mark.button')}
          </ControlButton>
        </span>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-label={t('mark.name')}>
        <form className={styles.sheet} onSubmit={(event) => void name(event)}>
          <TextInput data-autofocus label={t('mark.set')} description={t('mark.nameHint')} placeholder={t('mark.name')} maxLength={120} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
          <div className={styles.group}>
            <Button type="submit">{t(title.trim() ? 'common:save' : 'mark.without')}</Button>
            <Button variant="subtle" onClick={() => marked && undo(marked)}>
              {t('common:undo')}
            </Button>
          </div>
        </form>
      </Popover.Dropdown>
    </Popover>
  );
}
