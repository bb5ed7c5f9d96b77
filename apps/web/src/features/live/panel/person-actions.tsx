import type { ClassMember } from '@seldinger/contract';
import { ActionIcon, Menu } from '@mantine/core';
import { Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useAct } from '../inside/use-act';
import { useInside } from '../inside/inside';
import { personOf } from '../media/participants';

/** What trainer and director may do with one person. */
export function PersonActions({ member: { personId, name }, raised }: { member: ClassMember; raised: boolean }) {
  const { t } = useTranslation('live');
  const act = useAct();
  const { moderation, faces, lowerHand } = useInside();
  const theirs = faces.filter((face) => personOf(face.participant) === personId);
  const speaks = theirs.some(({ participant }) => participant.isMicrophoneEnabled);
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target>
        <ActionIcon variant="subtle" size={32} aria-label={t('people.actions', { name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item disabled={!speaks} leftSection={<Icon name="mic-off" size={18} />} onClick={() => void moderation.muteOne(personId, name, 'microphone')}>
          {t('people.mute')}
        </Menu.Item>
        {theirs.some(({ camera }) => camera) && (
          <Menu.Item leftSection={<Icon name="camera-off" size={18} />} onClick={() => void moderation.muteOne(personId, name, 'camera')}>
            {t('people.stopCamera')}
          </Menu.Item>
        )}
        {theirs.some(({ screen }) => screen) && (
          <Menu.Item leftSection={<Icon name="screen" size={18} />} onClick={() => void moderation.muteOne(personId, name, 'screen')}>
            {t('people.stopScreen')}
          </Menu.Item>
        )}
        {raised && (
          <Menu.Item leftSection={<Icon name="hand" size={18} />} onClick={() => void act(() => lowerHand(personId))}>
            {t('people.lower')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item color="red" leftSection={<Icon name="leave" size={18} />} onClick={() => void moderation.remove(personId, name)}>
          {t('people.remove')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
