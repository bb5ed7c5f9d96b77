import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import type { Lecture } from '@seldinger/contract';
import { Banner, Dialog, Icon, LoadingState } from '@seldinger/ui';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useCan } from '../../shell/edition';
import styles from './people.module.css';

const LectureLinks = lazy(async () => ({ default: (await import('./lecture-links')).LectureLinks }));

/** Lets the trainer of a lecture in without an account; for those who may manage people, else nothing. Needs the words of `people`. */
export function LectureLinkButton({ lecture, zone }: { lecture: Pick<Lecture, 'id' | 'trainer'>; zone: string }) {
  const { t } = useTranslation(['people', 'common']);
  const mayManage = useCan()('people:manage');
  const [opened, { open, close }] = useDisclosure();
  if (!mayManage) return null;
  return (
    <>
      <Button leftSection={<Icon name="link" size={18} />} onClick={open}>
        {t('link.button')}
      </Button>
      <Dialog opened={opened} onClose={close} size="lg" title={t('link.title')} closeLabel={t('common:close')}>
        <div className={styles.form}>
          <p>{t('link.text')}</p>
          {lecture.trainer ? (
            <Suspense fallback={<LoadingState label={t('common:loading')} rows={2} />}>
              <LectureLinks lectureId={lecture.id} zone={zone} />
            </Suspense>
          ) : (
            <Banner tone="attention">{t('link.noTrainer')}</Banner>
          )}
        </div>
      </Dialog>
    </>
  );
}
