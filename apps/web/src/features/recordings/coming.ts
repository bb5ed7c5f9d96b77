import type { ErrorBody, CaptionChange, CaptionTrack, Chapter, ChapterChange, Conversation, Cut, DeletionList, NewChapter, NewCut, NewMark, NewNote, Note, NoteChange, Recording, RecordingPage, RecordingPulse, RecordingRule, SearchHit, Upload, Viewing, ViewingAnswer, ViewingBeat } from '@seldinger/contract';
import type { Client } from 'openapi-fetch';
import createQueryClient from 'openapi-react-query';
import { api as known } from '../../api/client';

interface Operation<Path, Query, Body, Answer> {
  parameters: { query?: Query; header?: never; path: Path; cookie?: never };
  requestBody: Body extends undefined ? never : { content: { 'application/json': Body } };
  responses: { 200: { headers: Record<string, unknown>; content: { 'application/json': Answer } }; 400: { headers: Record<string, unknown>; content: { 'application/json': ErrorBody } } };
}
type Get<Path, Answer, Query = never> = { get: Omit<Operation<Path, Query, undefined, Answer>, 'requestBody'> & { requestBody?: never } };
type Without = { requestBody?: never };
type Bare<Path, Answer> = Omit<Operation<Path, never, undefined, Answer>, 'requestBody'> & Without;
type Of<Name extends string> = { [Each in Name]: string };

/** The routes of recordings by their contract. */
export interface RecordingPaths {
  '/api/editions/{editionId}/recordings': Get<Of<'editionId'>, RecordingPage, { after?: string; limit?: number }>;
  '/api/editions/{editionId}/recordings/search': Get<Of<'editionId'>, { items: SearchHit[] }, { q: string }>;
  '/api/editions/{editionId}/recordings/deletions': Get<Of<'editionId'>, DeletionList, { after?: string; limit?: number }>;
  '/api/editions/{editionId}/recording-rule': Get<Of<'editionId'>, RecordingRule> & { put: Operation<Of<'editionId'>, never, RecordingRule, RecordingRule> };
  '/api/editions/{editionId}/uploads': Get<Of<'editionId'>, { items: Upload[] }>;
  '/api/recordings/{recordingId}': Get<Of<'recordingId'>, Recording>;
  '/api/lectures/{lectureId}/recording': Get<Of<'lectureId'>, RecordingPulse>;
  '/api/lectures/{lectureId}/recording/marks': { post: Operation<Of<'lectureId'>, never, NewMark, Chapter> };
  '/api/recordings/{recordingId}/viewings': { post: Bare<Of<'recordingId'>, Viewing> };
  '/api/viewings/{viewingId}/beats': { post: Operation<Of<'viewingId'>, never, ViewingBeat, ViewingAnswer> };
  '/api/recordings/{recordingId}/chapters': { post: Operation<Of<'recordingId'>, never, NewChapter, Chapter> };
  '/api/chapters/{chapterId}': { patch: Operation<Of<'chapterId'>, never, ChapterChange, Chapter>; delete: Bare<Of<'chapterId'>, undefined> };
  '/api/chapters/{chapterId}/restore': { post: Bare<Of<'chapterId'>, Chapter> };
  '/api/recordings/{recordingId}/conversation': Get<Of<'recordingId'>, Conversation>;
  '/api/recordings/{recordingId}/captions/{language}': Get<{ recordingId: string; language: 'en' | 'it' }, CaptionTrack> & {
    put: Operation<{ recordingId: string; language: 'en' | 'it' }, never, CaptionChange, CaptionTrack>;
    delete: Bare<{ recordingId: string; language: 'en' | 'it' }, undefined>;
  };
  '/api/recordings/{recordingId}/notes': Get<Of<'recordingId'>, { items: Note[] }> & { post: Operation<Of<'recordingId'>, never, NewNote, Note> };
  '/api/notes/{noteId}': { patch: Operation<Of<'noteId'>, never, NoteChange, Note>; delete: Bare<Of<'noteId'>, undefined> };
  '/api/recordings/{recordingId}/cuts': { post: Operation<Of<'recordingId'>, never, NewCut, Cut> };
  '/api/recordings/{recordingId}/release': { post: Operation<Of<'recordingId'>, never, { version: number }, Recording> };
  '/api/recordings/{recordingId}/deletion': { post: Operation<Of<'recordingId'>, never, { version: number }, undefined> };
  '/api/uploads/{uploadId}': { delete: Bare<Of<'uploadId'>, undefined> };
}

export const api = known as unknown as Client<RecordingPaths>;
export const $api = createQueryClient(api);
