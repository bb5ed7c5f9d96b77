import { Button } from '@mantine/core';
import type { ChatAt, QuestionAt } from '@seldinger/contract';
import { EmptyState, Icon } from '@seldinger/ui';
import { memo, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Loaded } from '../../../api/loaded';
import { $api } from '../../../api/client';
import { usePlayer, usePlaying } from '../player/player-context';
import { Jump } from './jump';
import styles from './panel.module.css';
import { useFollow } from './use-follow';

type Line = ({ kind: 'message' } & ChatAt) | ({ kind: 'question' } & QuestionAt);
const whileRecordingMs = 15_000;

/** What was written and asked, at its time. */
export function Conversation() {
  const { recording } = usePlayer();
  const query = $api.useQuery('get', '/api/recordings/{recordingId}/conversation', { params: { path: { recordingId: recording.id } } }, { refetchInterval: recording.state === 'recording' && whileRecordingMs });
  return <Loaded query={query}>{({ messages, questions }) => <Lines messages={messages} questions={questions} />}</Loaded>;
}

function Lines({ messages, questions }: { messages: ChatAt[]; questions: QuestionAt[] }) {
  const { t } = useTranslation('recordings');
  const { playback } = usePlayer();
  const list = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    const all: Line[] = [...messages.map((message) => ({ kind: 'message' as const, ...message })), ...questions.map((question) => ({ kind: 'question' as const, ...question }))];
    // What has no place was said before the first picture, or belongs to a file from elsewhere.
    return all.sort((a, b) => (a.atMs ?? -1) - (b.atMs ?? -1));
  }, [messages, questions]);
  const here = usePlaying(() => {
    const at = playback.atMs() + 500;
    return lines.findLast(({ atMs }) => atMs !== null && atMs <= at)?.id;
  });
  const { following, follow } = useFollow(list, here);
  const passed = here === undefined ? -1 : lines.findIndex(({ id }) => id === here);
  if (lines.length === 0) return <EmptyState title={t('conversation.none')}>{t('conversation.noneText')}</EmptyState>;
  return (
    <div ref={list} className={styles.part}>
      <ol className={styles.lines} aria-label={t('tab.conversation')}>
        {lines.map((line, index) => (
          <OneLine key={line.id} line={line} current={line.id === here} ahead={index > passed && line.atMs !== null} />
        ))}
      </ol>
      {!following && here !== undefined && (
        <Button className={styles.follow} size="xs" onClick={follow}>
          {t('panel.follow')}
        </Button>
      )}
    </div>
  );
}

const OneLine = memo(function OneLine({ line, current, ahead }: { line: Line; current: boolean; ahead: boolean }) {
  const { t } = useTranslation(['recordings', 'live']);
  const text = line.kind === 'question' ? t('conversation.asked', { name: line.name }) : line.removed ? t('live:chat.removed') : line.text;
  return (
    <li data-place={line.id} data-kind={line.kind} data-ahead={ahead || undefined} aria-current={current || undefined}>
      {line.atMs === null ? <span className={styles.at}>{t('conversation.before')}</span> : <Jump atMs={line.atMs} what={line.kind === 'message' ? `${line.name}: ${text.slice(0, 80)}` : text} />}
      <div className={styles.said}>
        {line.kind === 'message' ? (
          <>
            <strong>{line.name}</strong> {line.role !== 'trainee' && <span className={styles.quiet}>{t(`live:role.${line.role}`)}</span>}
            <p data-removed={line.removed || undefined}>{text}</p>
          </>
        ) : (
          <p>
            <Icon name="hand" size={16} style={{ verticalAlign: -3 }} /> {text}
          </p>
        )}
      </div>
    </li>
  );
});
