import { Button, Textarea, TextInput } from '@mantine/core';
import type { Recording } from '@seldinger/contract';
import { Dialog, Icon, Tag, toast } from '@seldinger/ui';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { FormError } from '../../../api/form-error';
import { useFormat } from '../../../i18n/use-format';
import { useAct } from '../../live/inside/use-act';
import { clockTime, exactClockTime, parseClockTime } from '../place';
import { usePlayer } from '../player/player-context';
import { cutPassage, deleteRecording, releaseRecording } from '../recording-calls';
import { useCheckWords } from '../recording-words';
import { Jump } from './jump';
import styles from './panel.module.css';
import { passageBetween } from './passage';
import { useChanged } from './use-changed';

const readerZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** What director and staff see and decide: is it whole, may it be seen, what must go. */
export function Manage({ playable }: { playable: boolean }) {
  const { recording } = usePlayer();
  return (
    <div className={styles.part}>
      <State recording={recording} />
      {recording.abilities.cut && playable && <Cut />}
      <Cuts recording={recording} />
      <Delete recording={recording} />
    </div>
  );
}

function State({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const act = useAct();
  const changed = useChanged();
  const words = useCheckWords();
  const [busy, setBusy] = useState(false);
  const { check, failure, state, source, fileName, released, releasedAt, releasedBy, keptUntil } = recording;
  const found = check && words(check);
  const moment = (instant: string) => `${format.day(instant, readerZone, { year: true })}, ${format.time(instant, readerZone)}`;
  const release = async () => {
    setBusy(true);
    if (await act(() => releaseRecording(recording.id, recording.version))) toast({ tone: 'good', message: t('manage.nowReleased') });
    await changed();
    setBusy(false);
  };
  return (
    <section className={styles.block} aria-labelledby="manage-state">
      <h2 id="manage-state">{t('manage.state')}</h2>
      <dl className={styles.facts}>
        <div>
          <dt>{t('manage.check')}</dt>
          <dd>
            {found ? (
              <ul>
                {found.words.map((word) => (
                  <li key={word}>
                    <Icon name={found.sound ? 'check' : 'warning'} size={16} style={{ verticalAlign: -3, color: found.sound ? 'var(--good)' : 'var(--attention)' }} /> {word}
                  </li>
                ))}
              </ul>
            ) : state === 'failed' ? (
              <Tag tone="wrong">{failure ?? t('state.failed')}</Tag>
            ) : (
              t('manage.notChecked')
            )}
            {check && <p className={styles.quiet}>{check.loudestDb === null ? t('manage.checkedSilent', { when: moment(check.at) }) : t('manage.checkedAt', { when: moment(check.at), db: format.number(check.loudestDb) })}</p>}
          </dd>
        </div>
        <div>
          <dt>{t('manage.released')}</dt>
          <dd>{released && releasedAt ? (releasedBy ? t('manage.releasedBy', { name: releasedBy, when: moment(releasedAt) }) : t('manage.releasedItself', { when: moment(releasedAt) })) : t('manage.notReleased')}</dd>
        </div>
        <div>
          <dt>{t('manage.source')}</dt>
          <dd>{source === 'upload' ? t('manage.upload', { name: fileName ?? '' }) : t('manage.live')}</dd>
        </div>
        <div>
          <dt>{t('manage.kept')}</dt>
          <dd>{format.day(keptUntil, readerZone, { year: true })}</dd>
        </div>
      </dl>
      {recording.abilities.release && !released && (
        <div>
          <Button variant="filled" loading={busy} leftSection={<Icon name="check" size={18} />} onClick={() => void release()}>
            {t('manage.release')}
          </Button>
          <p className={styles.quiet}>{t('manage.releaseHint')}</p>
        </div>
      )}
    </section>
  );
}

/** Takes a passage out for good. */
function Cut() {
  const { t } = useTranslation('recordings');
  const { recording, playback } = usePlayer();
  const changed = useChanged();
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [reason, setReason] = useState('');
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>(null);
  const [fromMs, untilMs] = [parseClockTime(from), parseClockTime(until)];
  const passage = fromMs !== null && untilMs !== null ? passageBetween(playback.timeline(), fromMs, untilMs) : null;
  const now = () => exactClockTime(playback.now().playerMs);
  const cut = async () => {
    if (!passage) return;
    setBusy(true);
    setError(null);
    try {
      const done = await cutPassage(recording.id, { fromMs: passage.start, untilMs: passage.end, reason: reason.trim(), version: recording.version });
      toast({ tone: 'good', message: t('cut.done', { length: clockTime(done.untilMs - done.fromMs) }) });
      setFrom('');
      setUntil('');
      setReason('');
    } catch (thrown) {
      setError(thrown);
    }
    await changed();
    setBusy(false);
    ask(false);
  };
  const place = (label: string, value: string, set: (value: string) => void, wrong: string | null) => (
    <div className={styles.placeField}>
      <TextInput label={label} placeholder="0:00.0" autoComplete="off" value={value} error={wrong} onChange={(event) => set(event.currentTarget.value)} />
      <Button aria-label={t('cut.nowOf', { field: label })} onClick={() => set(now())}>
        {t('cut.now')}
      </Button>
      {parseClockTime(value) !== null && (
        <Button variant="subtle" aria-label={t('cut.showOf', { field: label })} onClick={() => playback.seekPlayer(parseClockTime(value) ?? 0)}>
          {t('cut.show')}
        </Button>
      )}
    </div>
  );
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (passage && reason.trim()) ask(true);
  };
  return (
    <section className={styles.block} aria-labelledby="manage-cut">
      <h2 id="manage-cut">{t('cut.title')}</h2>
      <p className={styles.quiet}>{t('cut.hint')}</p>
      <form noValidate className={styles.cutForm} onSubmit={send}>
        <FormError error={error} />
        {place(t('cut.from'), from, setFrom, from !== '' && fromMs === null ? t('place.wrong') : null)}
        {place(t('cut.until'), until, setUntil, until !== '' && untilMs === null ? t('place.wrong') : fromMs !== null && untilMs !== null && !passage ? t('place.endsBefore') : null)}
        <Textarea label={t('cut.reason')} description={t('cut.reasonHint')} autosize minRows={2} maxLength={1000} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <Button type="submit" color="red" leftSection={<Icon name="cut" size={18} />} disabled={!passage || !reason.trim()}>
          {passage && fromMs !== null && untilMs !== null ? t('cut.submitOf', { length: clockTime(untilMs - fromMs) }) : t('cut.submit')}
        </Button>
      </form>
      {asking && <ForGood title={t('cut.askTitle')} question={t('cut.ask', { from, until })} confirm={t('cut.confirm')} busy={busy} onConfirm={() => void cut()} onClose={() => ask(false)} />}
    </section>
  );
}

/** Who cut what, and why. */
function Cuts({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const cuts = recording.cuts ?? [];
  if (cuts.length === 0) return null;
  return (
    <section className={styles.block} aria-labelledby="manage-cuts">
      <h2 id="manage-cuts">{t('cut.log')}</h2>
      <ul className={styles.log}>
        {cuts.map((cut) => {
          const what = t('cut.entry', { length: clockTime(cut.untilMs - cut.fromMs) });
          return (
            <li key={cut.id}>
              <Jump atMs={cut.fromMs} what={what} />
              <div>
                <p>
                  {what}: {cut.reason}
                </p>
                <p className={styles.quiet}>
                  {t('cut.by', { name: cut.author, when: `${format.day(cut.at, readerZone)}, ${format.time(cut.at, readerZone)}` })} · {t(cut.erased ? 'cut.erased' : 'cut.erasing')}
                </p>
              </div>
            </li>
          );
        })}
      </ul>
    </section>
  );
}

function Delete({ recording }: { recording: Recording }) {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  const act = useAct();
  const changed = useChanged();
  const [asking, ask] = useState(false);
  const [busy, setBusy] = useState(false);
  if (recording.state === 'recording') return null;
  const remove = async () => {
    setBusy(true);
    const done = await act(() => deleteRecording(recording.id, recording.version));
    await changed();
    setBusy(false);
    if (done) ask(false);
  };
  return (
    <section className={styles.block} aria-labelledby="manage-delete">
      <h2 id="manage-delete">{t('delete.title')}</h2>
      <p className={styles.quiet}>{t('delete.hint')}</p>
      <div>
        <Button color="red" leftSection={<Icon name="remove" size={18} />} onClick={() => ask(true)}>
          {t('delete.submit')}
        </Button>
      </div>
      {asking && <ForGood title={t('delete.askTitle')} question={t('delete.ask', { title: format.text(recording.lecture.title) })} confirm={t('delete.confirm')} busy={busy} onConfirm={() => void remove()} onClose={() => ask(false)} />}
    </section>
  );
}

interface ForGoodProps {
  title: string;
  question: string;
  confirm: string;
  busy: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Files that are erased do not come back, so here alone a question stands before the deed. */
function ForGood({ title, question, confirm, busy, onConfirm, onClose }: ForGoodProps) {
  const { t } = useTranslation('common');
  return (
    <Dialog title={title} closeLabel={t('close')} onClose={onClose}>
      <p>{question}</p>
      <div className={styles.dialogTools}>
        <Button color="red" loading={busy} onClick={onConfirm}>
          {confirm}
        </Button>
        <Button data-autofocus onClick={onClose}>
          {t('cancel')}
        </Button>
      </div>
    </Dialog>
  );
}
