import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Seam } from '../player/growing';
import { usePlayer } from '../player/player-context';
import { Captions } from './captions';
import { Chapters } from './chapters';
import { Conversation } from './conversation';
import { Manage } from './manage';
import { Notes } from './notes';
import styles from './panel.module.css';

type Tab = 'chapters' | 'conversation' | 'captions' | 'notes' | 'manage';

/** Beside the picture, on a phone below it: all that hangs on a place in the recording. */
export function Panel({ playable, seams }: { playable: boolean; seams: Seam[] }) {
  const { t } = useTranslation('recordings');
  const { recording } = usePlayer();
  const { manage } = recording.abilities;
  const tabs: Tab[] = [...(playable ? (['chapters', 'conversation', 'captions', 'notes'] as const) : []), ...(manage ? (['manage'] as const) : [])];
  const first: Tab = manage && (!playable || (recording.abilities.release && !recording.released)) ? 'manage' : 'chapters';
  const [tab, show] = useState<Tab>(first);
  if (tabs.length === 0) return null;
  const shown = tabs.includes(tab) ? tab : tabs[0]!;
  return (
    <section className={styles.panel} aria-label={t('panel.label')}>
      <Tabs value={shown} onChange={(value) => show(value as Tab)} classNames={{ root: styles.tabs, list: styles.list, tab: styles.tab, panel: styles.content }} keepMounted={false}>
        <Tabs.List aria-label={t('panel.label')}>
          {tabs.map((each) => (
            <Tabs.Tab key={each} value={each}>
              {t(`tab.${each}`)}
            </Tabs.Tab>
          ))}
        </Tabs.List>
        <Tabs.Panel value="chapters">
          <Chapters seams={seams} />
        </Tabs.Panel>
        <Tabs.Panel value="conversation">
          <Conversation />
        </Tabs.Panel>
        <Tabs.Panel value="captions">
          <Captions />
        </Tabs.Panel>
        <Tabs.Panel value="notes">
          <Notes />
        </Tabs.Panel>
        <Tabs.Panel value="manage">
          <Manage playable={playable} />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
