import type { Chapter, RecordingCheck, RecordingSummary } from '@seldinger/contract';
import type { Tone } from '@seldinger/ui';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../i18n/use-format';
import { clockTime } from './place';
import type { Seam } from './player/growing';

/** A length in words: "58 min", "2:14 h". */
export function useLength(): (ms: number) => string {
  const { t } = useTranslation('recordings');
  const format = useFormat();
  return (ms) => (ms < 60_000 ? t('length.seconds', { seconds: Math.max(ms > 0 ? 1 : 0, Math.trunc(ms / 1000)) }) : ms < 3_600_000 ? t('length.minutes', { minutes: Math.trunc(ms / 60_000) }) : t('length.hours', { hours: format.duration(ms) }));
}

/** What a chapter is called: its own title, or the word for what happened. */
export function useChapterTitle(): (chapter: Pick<Chapter, 'title' | 'kind'>) => string {
  const { t } = useTranslation('recordings');
  return ({ title, kind }) => title ?? t(`chapter.${kind}`);
}

/** What is missing at a seam. */
export function useSeamWords(): (seam: Seam) => string {
  const { t } = useTranslation('recordings');
  return ({ kind, start, end }) => t(`seam.${kind}`, { length: clockTime(end - start) });
}

/** How the check of a recording came out. */
export function useCheckWords(): (check: RecordingCheck) => { sound: boolean; words: string[] } {
  const { t } = useTranslation('recordings');
  return ({ faults }) => ({ sound: faults.length === 0, words: faults.length === 0 ? [t('check.good')] : faults.map((fault) => t(`check.${fault}`)) });
}

/** What a recording is to its reader, as a tag; null where it is simply there. */
export function useStateWords(): (recording: Pick<RecordingSummary, 'state' | 'percent' | 'released' | 'abilities' | 'keptUntil'>) => { tone: Tone; words: string } | null {
  const { t } = useTranslation('recordings');
  return ({ state, percent, released, abilities }) => {
    switch (state) {
      case 'recording':
        return { tone: 'accent', words: t('state.recording') };
      case 'converting':
        return { tone: 'quiet', words: percent === null ? t('state.converting') : t('state.convertingAt', { percent }) };
      case 'checking':
        return { tone: 'quiet', words: t('state.checking') };
      case 'failed':
        return { tone: 'wrong', words: t('state.failed') };
      case 'deleted':
        return { tone: 'quiet', words: t('state.deleted') };
      case 'ready':
        if (released) return null;
        return abilities.manage ? { tone: 'attention', words: t('state.toRelease') } : { tone: 'quiet', words: t('state.notReleased') };
    }
  };
}
