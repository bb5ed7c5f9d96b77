import { Button, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Dialog, Icon } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { $api } from '../../api/client';
import { FormError } from '../../api/form-error';
import styles from './suite.module.css';

/** Makes the link for the room's screen: shown this once, and it ends those before. */
export function ScreenButton({ room }: { room: { id: string; name: string } }) {
  const { t } = useTranslation(['suite', 'common']);
  const [opened, { open, close }] = useDisclosure();
  const make = $api.useMutation('post', '/api/suite/rooms/{roomId}/screens');
  const url = make.data?.url;
  const leave = () => {
    make.reset();
    close();
  };
  return (
    <>
      <Button size="md" variant="subtle" leftSection={<Icon name="screen" size={18} />} onClick={open}>
        {t('screen.button')}
        <VisuallyHidden> {room.name}</VisuallyHidden>
      </Button>
      <Dialog opened={opened} title={t('screen.of', { room: room.name })} closeLabel={t('common:close')} onClose={leave}>
        <div className={styles.form}>
          <p>{t(url ? 'screen.once' : 'screen.text')}</p>
          <FormError error={make.error} />
          {url ? (
            <>
              <p className={styles.link}>{url}</p>
              <div className={styles.actions}>
                <Button size="md" variant="filled" component="a" href={url} target="_blank" rel="noreferrer">
                  {t('screen.open')}
                </Button>
              </div>
            </>
          ) : (
            <div className={styles.actions}>
              <Button size="md" variant="filled" loading={make.isPending} onClick={() => make.mutate({ params: { path: { roomId: room.id } } })}>
                {t('screen.make')}
              </Button>
            </div>
          )}
        </div>
      </Dialog>
    </>
  );
}
