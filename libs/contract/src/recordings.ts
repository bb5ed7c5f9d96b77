import { z } from 'zod';
import { chatMessage } from './live';
import { bilingual, id, instant, line, milliseconds, minutes, page, pageQuery, paragraph, reason, search } from './primitives';

/**
 * All places in a recording are milliseconds of its own time: from its zero, on the clock of the lecture, with what is
 * missing (gaps and cuts) counted. What a player shows runs on without them; `libs/domain/src/recordings` converts.
 */
const at = milliseconds.max(2_000_000_000);
export const span = z.object({ fromMs: at, untilMs: at });
export type Span = z.infer<typeof span>;

/** recording: goes on; checking: over, being read back; converting: an upload on its way; deleted: its files are gone. */
export const recordingState = z.enum(['recording', 'checking', 'converting', 'ready', 'failed', 'deleted']);
export const recordingSource = z.enum(['live', 'upload']);
export type RecordingState = z.infer<typeof recordingState>;

/** What reading the finished files back found. */
export const recordingCheck = z.object({
  at: instant,
  durationMs: milliseconds,
  decodable: z.boolean(),
  /** The loudest moment in dB below full scale; null without any sound. */
  loudestDb: z.number().nullable(),
  /** In words of `recordings.json`; empty when all is well. */
  faults: z.array(z.enum(['silent', 'not-decodable', 'too-short', 'gaps', 'nothing'])),
});
export type RecordingCheck = z.infer<typeof recordingCheck>;

const summary = {
  id,
  lectureId: id,
  editionId: id,
  lecture: z.object({ number: z.int(), title: bilingual, startsAt: instant, trainer: z.string().nullable() }),
  source: recordingSource,
  state: recordingState,
  /** What can be played, without gaps and cuts. */
  durationMs: milliseconds,
  released: z.boolean(),
  /** The reader's own: how much was watched of what can be played, and where to go on. */
  watchedMs: milliseconds,
  positionMs: at,
  /** The same place as the player shows it, without gaps and cuts. */
  playerMs: at,
  /** Of the conversion, 0 to 100; null when there is none. */
  percent: z.int().nullable(),
  captions: z.array(z.enum(['en', 'it'])),
  gaps: z.int(),
  check: recordingCheck.nullable(),
  failure: z.string().nullable(),
  /** When its files will be deleted. */
  keptUntil: instant,
  createdAt: instant,
};
export const recordingSummary = z.object({ ...summary, abilities: z.object({ watch: z.boolean(), manage: z.boolean() }) }).meta({ id: 'RecordingSummary' });
export type RecordingSummary = z.infer<typeof recordingSummary>;
export const recordingPage = page(recordingSummary).meta({ id: 'RecordingPage' });
export type RecordingPage = z.infer<typeof recordingPage>;
export const recordingQuery = pageQuery;

export const chapterKind = z.enum(['start', 'screen', 'break', 'resume', 'question', 'mark', 'own']);
/** `title` null: the reader's language has a word for the kind. */
export const chapter = z.object({ id, atMs: at, kind: chapterKind, title: z.string().nullable(), version: z.int() }).meta({ id: 'Chapter' });
export type Chapter = z.infer<typeof chapter>;
export const chapterList = z.object({ items: z.array(chapter) }).meta({ id: 'ChapterList' });
export const newChapter = z.object({ atMs: at, title: line(120) }).meta({ id: 'NewChapter' });
export type NewChapter = z.infer<typeof newChapter>;
export const chapterChange = z.object({ atMs: at.optional(), title: line(120).optional(), version: z.int() }).meta({ id: 'ChapterChange' });
export type ChapterChange = z.infer<typeof chapterChange>;
/** The trainer's mark in a live lecture: this very moment. */
export const newMark = z.object({ title: line(120).optional() }).meta({ id: 'NewMark' });
export type NewMark = z.infer<typeof newMark>;

export const cut = z.object({ id, fromMs: at, untilMs: at, reason: z.string(), author: z.string(), at: instant, erased: z.boolean() }).meta({ id: 'Cut' });
export type Cut = z.infer<typeof cut>;
/** Cuts go by whole segments: the passage grows to their borders, and the answer says how far. */
export const newCut = z.object({ fromMs: at, untilMs: at, reason, version: z.int() }).refine(({ fromMs, untilMs }) => fromMs < untilMs, { path: ['untilMs'], message: 'ends before it starts' }).meta({ id: 'NewCut' });
export type NewCut = z.infer<typeof newCut>;

/** All that the player shows. `spans`: what is there to be played, in order; what lies between is a gap or a cut. */
export const recordingDetail = z
  .object({
    ...summary,
    /** Its zero on the course's clock; null for an upload. */
    startedAt: instant.nullable(),
    spans: z.array(span),
    cutSpans: z.array(span),
    chapters: z.array(chapter),
    /** What was watched already, in order. */
    watched: z.array(span),
    /** The name that moves over the picture; null where the edition wants none. */
    watermark: z.string().nullable(),
    /** Only for who manages it. */
    cuts: z.array(cut).nullable(),
    fileName: z.string().nullable(),
    releasedAt: instant.nullable(),
    releasedBy: z.string().nullable(),
    version: z.int(),
    abilities: z.object({ watch: z.boolean(), manage: z.boolean(), edit: z.boolean(), release: z.boolean(), cut: z.boolean() }),
  })
  .meta({ id: 'Recording' });
export type Recording = z.infer<typeof recordingDetail>;

/** off: not recording; starting: no segment yet; stalled: none for too long. */
export const recordingPulse = z.object({ lectureId: id, recordingId: id.nullable(), state: z.enum(['off', 'starting', 'recording', 'stalled']), startedAt: instant.nullable(), failure: z.string().nullable() }).meta({ id: 'RecordingPulse' });
export type RecordingPulse = z.infer<typeof recordingPulse>;

/** The way to the files: `playlist` opens only in this session, until `expiresAt`; each beat puts that off. */
export const viewing = z.object({ id, playlist: z.string(), expiresAt: instant, positionMs: at }).meta({ id: 'Viewing' });
export type Viewing = z.infer<typeof viewing>;
export const viewingBeat = z
  .object({
    /** What was played since the last beat. */
    played: z.array(span).max(100),
    positionMs: at,
    speed: z.number().min(0.5).max(2),
  })
  .meta({ id: 'ViewingBeat' });
export type ViewingBeat = z.infer<typeof viewingBeat>;
export const viewingAnswer = z.object({ expiresAt: instant, watchedMs: milliseconds, watched: z.array(span) }).meta({ id: 'ViewingAnswer' });
export type ViewingAnswer = z.infer<typeof viewingAnswer>;

/** The lecture's chat at its place in the recording; `atMs` null before its zero or for an upload. */
export const chatAt = chatMessage.extend({ atMs: at.nullable() }).meta({ id: 'ChatAt' });
export type ChatAt = z.infer<typeof chatAt>;
/** A hand that was raised, and until when. */
export const questionAt = z.object({ id, name: z.string(), atMs: at.nullable(), untilMs: at.nullable() }).meta({ id: 'QuestionAt' });
export type QuestionAt = z.infer<typeof questionAt>;
export const conversation = z.object({ messages: z.array(chatAt), questions: z.array(questionAt) }).meta({ id: 'Conversation' });
export type Conversation = z.infer<typeof conversation>;

export const captionLanguage = z.enum(['en', 'it']);
export type CaptionLanguage = z.infer<typeof captionLanguage>;
export const cue = z.object({ fromMs: at, untilMs: at, text: paragraph(1000) }).refine(({ fromMs, untilMs }) => fromMs < untilMs, { path: ['untilMs'], message: 'ends before it starts' });
export const captionTrack = z.object({ language: captionLanguage, cues: z.array(cue), version: z.int() }).meta({ id: 'CaptionTrack' });
export type CaptionTrack = z.infer<typeof captionTrack>;
/** Either cues, or a WebVTT file's text whose times run with the player (without gaps and cuts). `version` 0: there is none yet. */
export const captionChange = z
  .union([z.object({ cues: z.array(cue).max(20_000), version: z.int() }), z.object({ webvtt: z.string().max(2_000_000), version: z.int() })])
  .meta({ id: 'CaptionChange' });
export type CaptionChange = z.infer<typeof captionChange>;

export const note = z.object({ id, atMs: at, text: z.string(), createdAt: instant, version: z.int() }).meta({ id: 'Note' });
export type Note = z.infer<typeof note>;
export const noteList = z.object({ items: z.array(note) }).meta({ id: 'NoteList' });
export const newNote = z.object({ atMs: at, text: paragraph(4000) }).meta({ id: 'NewNote' });
export type NewNote = z.infer<typeof newNote>;
export const noteChange = z.object({ text: paragraph(4000), version: z.int() }).meta({ id: 'NoteChange' });
export type NoteChange = z.infer<typeof noteChange>;

export const recordingSearch = z.object({ q: search.min(2) });
export type RecordingSearch = z.infer<typeof recordingSearch>;
/** `excerpt` is plain text; `atMs` null for a title, and `playerMs` is the same place as the player shows it. */
export const searchHit = z.object({ recordingId: id, lecture: z.object({ number: z.int(), title: bilingual }), kind: z.enum(['title', 'chapter', 'caption', 'chat']), atMs: at.nullable(), playerMs: at.nullable(), excerpt: z.string() }).meta({ id: 'SearchHit' });
export type SearchHit = z.infer<typeof searchHit>;
export const searchHits = z.object({ items: z.array(searchHit) }).meta({ id: 'SearchHits' });

export const recordingRule = z
  .object({
    /** A person must watch and release a recording before trainees see it. */
    releaseRequired: z.boolean(),
    watermark: z.boolean(),
    /** Days after the edition's last day. */
    keptDays: z.int().min(0).max(3650),
    /** Credit for watching, at most so much in the whole edition; 0 is none. */
    catchUpCapMinutes: minutes.max(9360),
    version: z.int(),
  })
  .meta({ id: 'RecordingRule' });
export type RecordingRule = z.infer<typeof recordingRule>;

/** What the retention job, or a person, has deleted. */
export const deletion = z.object({ recordingId: id, lecture: z.object({ number: z.int(), title: bilingual }), at: instant, author: z.string().nullable(), bytes: z.number(), durationMs: milliseconds }).meta({ id: 'Deletion' });
export const deletionList = page(deletion).meta({ id: 'DeletionList' });
export type DeletionList = z.infer<typeof deletionList>;
export const versionOnly = z.object({ version: z.int() }).meta({ id: 'VersionOnly' });

/** A file on its way in; `received` of `bytes`. */
export const upload = z.object({ id: z.string(), lectureId: id, lecture: z.object({ number: z.int(), title: bilingual }), fileName: z.string(), bytes: z.number(), received: z.number(), author: z.string(), createdAt: instant, recordingId: id.nullable() }).meta({ id: 'Upload' });
export type Upload = z.infer<typeof upload>;
export const uploadList = z.object({ items: z.array(upload) }).meta({ id: 'UploadList' });
export type UploadList = z.infer<typeof uploadList>;
