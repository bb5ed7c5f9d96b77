import { Button, Textarea } from '@mantine/core';
import { Banner, Section, toast } from '@seldinger/ui';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { $api } from '../../../api/client';
import { FormError } from '../../../api/form-error';
import { isRefusal } from '../../../api/errors';
import { useWeekSpan } from '../week-span';
import styles from './own.module.css';
import { OtherWeeks } from './other-weeks';
import { RankedWeeks } from './ranked-weeks';
import { useTakeOwn, type OwnView } from './use-own';
import { draftOf, saysTheSame, type WishDraft } from './wish-list';

/** Which weeks suit, in order, and which are impossible; to be changed until the deadline. */
export function Wishes({ view, filled }: { view: OwnView; filled: boolean }) {
  const { t } = useTranslation('requests');
  const { wishes } = view.own;
  const max = view.rota.setup.rule.maxWishes;
  if (!wishes.open && wishes.version === 0) return null;
  return (
    <Section title={t('wishes.title')} aside={wishes.open ? t('wishes.max', { count: max }) : t('wishes.closed')}>
      {wishes.open ? <Form view={view} filled={filled} max={max} /> : <Said view={view} />}
    </Section>
  );
}

function Form({ view, filled, max }: { view: OwnView; filled: boolean; max: number }) {
  const { t } = useTranslation('requests');
  const { editionId, own } = view;
  const take = useTakeOwn(editionId);
  const [changed, change] = useState<WishDraft | null>(null);
  const save = $api.useMutation('put', '/api/editions/{editionId}/hands-on/wishes/me', {
    onSuccess: (wishes) => {
      take({ ...own, wishes });
      change(null);
      toast({ tone: 'good', message: t('wishes.saved') });
    },
    // What the other place has written is shown, and both stay at hand.
    onError: () => take(own),
  });
  const draft = changed ?? draftOf(own.wishes);
  const unsaved = changed !== null && !saysTheSame(changed, own.wishes);
  const overtaken = unsaved && changed.version !== own.wishes.version;
  const send = () => save.mutate({ params: { path: { editionId } }, body: { ranked: draft.ranked, impossible: draft.impossible, note: draft.note.trim() || null, version: draft.version } });
  return (
    <div className={styles.form}>
      <RankedWeeks view={view} draft={draft} onChange={change} />
      <OtherWeeks view={view} draft={draft} max={max} onChange={change} />
      <Textarea label={t('wishes.note')} description={t('wishes.noteHint')} maxLength={500} autosize minRows={2} value={draft.note} onChange={(event) => change({ ...draft, note: event.currentTarget.value })} />
      {overtaken && (
        <Banner tone="attention" title={t('wishes.overtaken')} live="polite">
          <div className={styles.buttons}>
            <Button onClick={() => change({ ...changed, version: own.wishes.version })}>{t('wishes.keepMine')}</Button>
            <Button onClick={() => change(null)}>{t('wishes.takeTheirs')}</Button>
          </div>
        </Banner>
      )}
      {save.error && !isRefusal(save.error, 'request.stale') && <FormError error={save.error} />}
      <div className={styles.save}>
        <Button variant={filled ? 'filled' : 'default'} loading={save.isPending} disabled={!unsaved || overtaken} onClick={send}>
          {t('wishes.save')}
        </Button>
        {unsaved && <Button onClick={() => change(null)}>{t('wishes.discard')}</Button>}
        <p className={styles.meta} role="status">
          {t(unsaved ? 'wishes.unsaved' : own.wishes.version > 0 ? 'wishes.kept' : 'wishes.nothing')}
        </p>
      </div>
    </div>
  );
}

/** What was said in time, to read. */
function Said({ view }: { view: OwnView }) {
  const { t } = useTranslation('requests');
  const span = useWeekSpan();
  const { ranked, impossible, note, version } = view.own.wishes;
  const shut = view.rota.setup.weeks.filter(({ id }) => impossible.includes(id)).map(({ monday }) => span(monday));
  return (
    <div className={styles.form}>
      <p className={styles.hint}>{t('wishes.closedText')}</p>
      <RankedWeeks view={view} draft={{ ranked, impossible, note: note ?? '', version }} />
      {shut.length > 0 && <p className={styles.hint}>{t('wishes.impossibleWeeks', { weeks: shut.join(', ') })}</p>}
      {note && <p className={styles.meta}>{note}</p>}
    </div>
  );
}
