import { Button, NativeSelect } from '@mantine/core';
import type { Plan } from '@seldinger/contract';
import { Dialog } from '@seldinger/ui';
import { useRef, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useNow } from '../../../api/clock';
import { Loaded } from '../../../api/loaded';
import { useFormat } from '../../../i18n/use-format';
import { usePlan } from '../../programme/plan';
import styles from '../recordings.module.css';
import { send } from './upload-queue';
import { useSize } from './use-pace-words';

/** As the server says it. */
const largestBytes = 10 * 1024 ** 3;
/** What people have; the server looks into the file, whatever it is called. */
const kinds = 'video/*,.mkv,.mts,.m2ts,.ts,.avi,.wmv,.flv,.mxf';

/** Which file belongs to which lecture. */
export function UploadDialog({ editionId, onClose }: { editionId: string; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const plan = usePlan(editionId);
  return (
    <Dialog title={t('upload.title')} closeLabel={t('common:close')} onClose={onClose}>
      <Loaded query={plan}>{(data) => <UploadForm plan={data} onClose={onClose} />}</Loaded>
    </Dialog>
  );
}

function UploadForm({ plan, onClose }: { plan: Plan; onClose: () => void }) {
  const { t } = useTranslation(['recordings', 'common']);
  const format = useFormat();
  const size = useSize();
  const now = useNow();
  const field = useRef<HTMLInputElement>(null);
  const [lectureId, setLectureId] = useState('');
  const [file, setFile] = useState<File | null>(null);
  // Those that were held last are meant most often.
  const begun = plan.lectures.filter(({ startsAt }) => Date.parse(startsAt) <= now).reverse();
  const later = plan.lectures.filter(({ startsAt }) => Date.parse(startsAt) > now);
  const tooLarge = file !== null && file.size > largestBytes;
  const start = (event: FormEvent) => {
    event.preventDefault();
    if (!file || !lectureId || tooLarge) return;
    void send(file, lectureId);
    onClose();
  };
  return (
    <form noValidate className={styles.form} onSubmit={start}>
      <p>{t('upload.text')}</p>
      <NativeSelect
        label={t('upload.lecture')}
        value={lectureId}
        onChange={(event) => setLectureId(event.currentTarget.value)}
        data={[{ value: '', label: t('upload.choose') }, ...[...begun, ...later].map(({ id, number, title, startsAt }) => ({ value: id, label: `${number}. ${format.text(title)} (${format.day(startsAt, plan.edition.timeZone)})` }))]}
      />
      <div>
        <input ref={field} type="file" accept={kinds} hidden aria-label={t('upload.file')} onChange={(event) => setFile(event.currentTarget.files?.[0] ?? null)} />
        <Button onClick={() => field.current?.click()}>{t(file ? 'upload.otherFile' : 'upload.file')}</Button>
        {file && (
          <p className={tooLarge ? styles.wrong : styles.meta} role={tooLarge ? 'alert' : undefined}>
            {file.name}, {size(file.size)}
            {tooLarge && `. ${t('upload.tooLarge', { most: size(10_000_000_000) })}`}
          </p>
        )}
      </div>
      <div className={styles.buttons}>
        <Button type="submit" variant="filled" disabled={!file || !lectureId || tooLarge}>
          {t('upload.start')}
        </Button>
        <Button onClick={onClose}>{t('common:cancel')}</Button>
      </div>
    </form>
  );
}
