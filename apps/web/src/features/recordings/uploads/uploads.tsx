import { Button } from '@mantine/core';
import type { Upload } from '@seldinger/contract';
import { Section, Tag, toast } from '@seldinger/ui';
import { useQueryClient } from '@tanstack/react-query';
import { useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrorToast } from '../../../api/error-toast';
import { useFormat } from '../../../i18n/use-format';
import { usePlan } from '../../programme/plan';
import { $api } from '../../../api/client';
import { removeUpload } from '../recording-calls';
import styles from '../recordings.module.css';
import { percentOf } from './pace';
import { cancel, forget, goOn, pause, send, useSendings, type Sending } from './upload-queue';
import { usePaceWords, useSize } from './use-pace-words';

const othersMs = 5_000;

/** Files on their way in: those of this page with their pace, others as the server knows them. */
export function Uploads({ editionId }: { editionId: string }) {
  const { t } = useTranslation('recordings');
  const sendings = useSendings();
  const query = $api.useQuery('get', '/api/editions/{editionId}/uploads', { params: { path: { editionId } } }, { refetchInterval: ({ state }) => (state.data?.items.some(({ recordingId }) => recordingId === null) ? othersMs : false) });
  const mine = new Set(sendings.map(({ uploadId }) => uploadId));
  const others = (query.data?.items ?? []).filter(({ id, recordingId }) => recordingId === null && !mine.has(id));
  if (sendings.length === 0 && others.length === 0) return null;
  return (
    <Section title={t('upload.underWay')}>
      <ul className={styles.list}>
        {sendings.map((sending) => (
          <OwnUpload key={sending.key} sending={sending} editionId={editionId} />
        ))}
        {others.map((upload) => (
          <KnownUpload key={upload.id} upload={upload} />
        ))}
      </ul>
    </Section>
  );
}

function Row({ title, meta, percent, tag, children }: { title: string; meta: string; percent: number; tag: ReactNode; children: ReactNode }) {
  const { t } = useTranslation('recordings');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <p className={styles.title}>{title}</p>
        <p className={styles.meta}>{meta}</p>
      </div>
      <div className={styles.far}>
        {tag}
        <progress max={100} value={percent} aria-label={t('upload.progress', { name: title })} />
      </div>
      <div className={styles.action}>{children}</div>
    </li>
  );
}

function OwnUpload({ sending, editionId }: { sending: Sending; editionId: string }) {
  const { t } = useTranslation(['recordings', 'errors']);
  const format = useFormat();
  const size = useSize();
  const pace = usePaceWords();
  const lecture = usePlan(editionId).data?.lectures.find(({ id }) => id === sending.lectureId);
  const { key, state, sent, total, fileName, error, marks } = sending;
  const percent = percentOf(sent, total);
  const meta = [lecture && `${lecture.number}. ${format.text(lecture.title)}`, t('upload.of', { sent: size(sent), total: size(total) }), state === 'sending' && pace(marks, total), state === 'failed' && error && `${t(`errors:${error}.what`)} ${t('upload.safe')}`].filter(Boolean).join(' · ');
  const tones = { sending: 'accent', paused: 'quiet', failed: 'wrong', done: 'good' } as const;
  return (
    <Row title={fileName} meta={meta} percent={percent} tag={<Tag tone={tones[state]}>{state === 'sending' ? t('upload.percent', { percent }) : t(`upload.state.${state}`)}</Tag>}>
      {state === 'sending' && <Button onClick={() => void pause(key)}>{t('upload.pause')}</Button>}
      {(state === 'paused' || state === 'failed') && <Button onClick={() => goOn(key)}>{t('upload.goOn')}</Button>}
      {state === 'done' ? <Button onClick={() => forget(key)}>{t('upload.dismiss')}</Button> : <Button onClick={() => void cancel(key)}>{t('upload.cancel')}</Button>}
    </Row>
  );
}

/** One that this page does not send: after a reload, from another computer, or by somebody else. */
function KnownUpload({ upload }: { upload: Upload }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const size = useSize();
  const queries = useQueryClient();
  const say = useErrorToast();
  const field = useRef<HTMLInputElement>(null);
  const { id, fileName, bytes, received, author, lecture, lectureId } = upload;
  const percent = percentOf(received, bytes);
  const chosen = (file: File | undefined) => {
    if (!file) return;
    if (field.current) field.current.value = '';
    // Another file's bytes after these would make a film of neither.
    if (file.size !== bytes || file.name !== fileName) return toast({ tone: 'wrong', message: t('upload.notTheSame', { name: fileName, size: size(bytes) }) });
    void send(file, lectureId, id);
  };
  const remove = () => removeUpload(id).then(() => queries.invalidateQueries(), say);
  return (
    <Row
      title={fileName}
      meta={[`${lecture.number}. ${format.text(lecture.title)}`, t('upload.of', { sent: size(received), total: size(bytes) }), t('upload.by', { name: author })].join(' · ')}
      percent={percent}
      tag={<Tag tone="attention">{t('upload.interrupted', { percent })}</Tag>}
    >
      <input ref={field} type="file" hidden aria-label={t('upload.goOnOf', { name: fileName })} onChange={(event) => chosen(event.currentTarget.files?.[0])} />
      <Button title={t('upload.goOnHint')} onClick={() => field.current?.click()}>
        {t('upload.goOn')}
      </Button>
      <Button onClick={() => void remove()}>{t('upload.cancel')}</Button>
    </Row>
  );
}
