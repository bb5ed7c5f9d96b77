import { Tabs, VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useInside, type PanelTab } from '../inside/inside';
import { Chat } from './chat';
import { Hands } from './hands';
import styles from './panel.module.css';
import { People } from './people';
import { useUnread } from './use-unread';

/** Beside the picture, on a phone below it: chat, people, hands. */
export function Panel() {
  const { t } = useTranslation('live');
  const { state, personId, tab, showTab } = useInside();
  const unread = useUnread(state.messages, personId, tab === 'chat', state.link === 'connected');
  const here = state.members.filter(({ present }) => present).length;
  return (
    <section className={styles.panel} aria-label={t('panel.label')}>
      <Tabs value={tab} onChange={(value) => showTab(value as PanelTab)} classNames={{ root: styles.tabs, list: styles.list, tab: styles.tab, panel: styles.content }} keepMounted={false}>
        <Tabs.List aria-label={t('panel.label')}>
          <Tabs.Tab value="chat" id="tab-chat">
            {t('panel.chat')}
            {unread > 0 && (
              <span className={styles.badge}>
                <span aria-hidden="true">{unread}</span>
                <VisuallyHidden>, {t('panel.unread', { count: unread })}</VisuallyHidden>
              </span>
            )}
          </Tabs.Tab>
          <Tabs.Tab value="people" id="tab-people">
            {t('panel.people')} <span className={styles.count}>{here}</span>
          </Tabs.Tab>
          <Tabs.Tab value="hands" id="tab-hands">
            {t('panel.hands')} {state.hands.length > 0 && <span className={styles.badge}>{state.hands.length}</span>}
          </Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="chat">
          <Chat />
        </Tabs.Panel>
        <Tabs.Panel value="people">
          <People />
        </Tabs.Panel>
        <Tabs.Panel value="hands">
          <Hands />
        </Tabs.Panel>
      </Tabs>
    </section>
  );
}
