import type { CaptionLanguage } from '@seldinger/contract';
import { $api } from '../../api/client';

/** The captions of a language with their place in the recording; asked for only where there are any. */
export const useCaptionTrack = (recordingId: string, language: CaptionLanguage | undefined) =>
  $api.useQuery('get', '/api/recordings/{recordingId}/captions/{language}', { params: { path: { recordingId, language: language ?? 'en' } } }, { enabled: language !== undefined });

/** Which version of the captions there is; undefined until it is known, or without any. */
export const useCaptionVersion = (recordingId: string, language: CaptionLanguage | undefined): number | undefined => useCaptionTrack(recordingId, language).data?.version;
