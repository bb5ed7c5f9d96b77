import type { CaptionChange, CaptionLanguage, NewCut, ViewingBeat } from '@seldinger/contract';
import { api } from '../../api/client';

/** The player's calls over HTTP. All throw AppError. */
const of = (recordingId: string) => ({ params: { path: { recordingId } } });
const track = (recordingId: string, language: CaptionLanguage) => ({ params: { path: { recordingId, language } } });

function given<Data>({ data }: { data?: Data }): Data {
  if (data === undefined) throw new Error('an answer without a body');
  return data;
}

/** A way to the files, for this session and for now. */
export const openViewing = async (recordingId: string) => given(await api.POST('/api/recordings/{recordingId}/viewings', of(recordingId)));

/** Tells what was played. `leaving`: the page may be gone before the answer comes. */
export const sendBeat = async (viewingId: string, body: ViewingBeat, leaving: boolean) =>
  given(await api.POST('/api/viewings/{viewingId}/beats', { params: { path: { viewingId } }, body, keepalive: leaving }));

export const addChapter = async (recordingId: string, atMs: number, title: string) => given(await api.POST('/api/recordings/{recordingId}/chapters', { ...of(recordingId), body: { atMs, title } }));
export const changeChapter = async (chapterId: string, body: { atMs?: number; title?: string; version: number }) => given(await api.PATCH('/api/chapters/{chapterId}', { params: { path: { chapterId } }, body }));
export const removeChapter = (chapterId: string) => api.DELETE('/api/chapters/{chapterId}', { params: { path: { chapterId } } });
export const restoreChapter = (chapterId: string) => api.POST('/api/chapters/{chapterId}/restore', { params: { path: { chapterId } } });

/** A mark at this very moment of a lecture that is being recorded. */
export const setMark = async (lectureId: string, title?: string) => given(await api.POST('/api/lectures/{lectureId}/recording/marks', { params: { path: { lectureId } }, body: { title } }));

export const keepCaptions = async (recordingId: string, language: CaptionLanguage, body: CaptionChange) => given(await api.PUT('/api/recordings/{recordingId}/captions/{language}', { ...track(recordingId, language), body }));
export const removeCaptions = (recordingId: string, language: CaptionLanguage) => api.DELETE('/api/recordings/{recordingId}/captions/{language}', track(recordingId, language));

/** The file's address; its times run with the player. `version` lets the browser keep one as long as it is true. */
export const captionFile = (recordingId: string, language: CaptionLanguage, version: number | string = '') => `/api/recordings/${recordingId}/captions/${language}/file?v=${version}`;

export const addNote = async (recordingId: string, atMs: number, text: string) => given(await api.POST('/api/recordings/{recordingId}/notes', { ...of(recordingId), body: { atMs, text } }));
export const changeNote = async (noteId: string, text: string, version: number) => given(await api.PATCH('/api/notes/{noteId}', { params: { path: { noteId } }, body: { text, version } }));
export const removeNote = (noteId: string) => api.DELETE('/api/notes/{noteId}', { params: { path: { noteId } } });

export const cutPassage = async (recordingId: string, body: NewCut) => given(await api.POST('/api/recordings/{recordingId}/cuts', { ...of(recordingId), body }));
export const releaseRecording = (recordingId: string, version: number) => api.POST('/api/recordings/{recordingId}/release', { ...of(recordingId), body: { version } });
export const deleteRecording = (recordingId: string, version: number) => api.POST('/api/recordings/{recordingId}/deletion', { ...of(recordingId), body: { version } });

export const removeUpload = (uploadId: string) => api.DELETE('/api/uploads/{uploadId}', { params: { path: { uploadId } } });
