import { Drawer } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useInside } from '../inside/inside';
import { ControlButton } from './control-button';
import styles from './controls.module.css';
import { LectureControls } from './lecture-controls';
import { OwnControls } from './own-controls';
import { SettingsDialog } from './settings-dialog';
import { ShareControl } from './share-control';
import { ShortcutsDialog } from './shortcuts-dialog';

/** The bottom edge: on a phone three controls and "More". */
export function Controls({ phone }: { phone: boolean }) {
  const { t } = useTranslation(['live', 'common']);
  const { leave } = useInside();
  const [more, { open: openMore, close: closeMore }] = useDisclosure();
  const [settings, { open: openSettings, close: closeSettings }] = useDisclosure();
  const [keys, { open: openKeys, close: closeKeys }] = useDisclosure();
  const instead = (open: () => void) => () => {
    closeMore();
    open();
  };
  return (
    <footer className={styles.bar}>
      <div role="group" aria-label={t('controls.label')} className={styles.group}>
        <OwnControls />
        {phone ? (
          <ControlButton icon="more" onClick={openMore}>
            {t('controls.more')}
          </ControlButton>
        ) : (
          <ShareControl />
        )}
      </div>
      {!phone && (
        <>
          <div role="group" aria-label={t('controls.lecture')} className={styles.group}>
            <LectureControls />
          </div>
          <div className={styles.group}>
            <ControlButton icon="settings" onClick={openSettings}>
              {t('controls.settings')}
            </ControlButton>
            <ControlButton icon="info" onClick={openKeys}>
              {t('controls.shortcuts')}
            </ControlButton>
            <ControlButton icon="leave" dangerous onClick={leave}>
              {t('controls.leave')}
            </ControlButton>
          </div>
        </>
      )}
      <Drawer opened={more} onClose={closeMore} position="bottom" size="auto" styles={{ content: { height: 'auto' } }} title={t('controls.more')} closeButtonProps={{ 'aria-label': t('common:close') }}>
        {/* A press closes the sheet too: what follows is in view above it. */}
        <div className={styles.sheet} onClickCapture={() => setTimeout(closeMore)}>
          <ShareControl />
          <LectureControls />
          <ControlButton icon="settings" onClick={instead(openSettings)}>
            {t('controls.settings')}
          </ControlButton>
          <ControlButton icon="info" onClick={instead(openKeys)}>
            {t('controls.shortcuts')}
          </ControlButton>
        </div>
      </Drawer>
      <SettingsDialog opened={settings} onClose={closeSettings} />
      <ShortcutsDialog opened={keys} onClose={closeKeys} />
    </footer>
  );
}
