import type { RecorderFailure, Rendition, StageView } from '@seldinger/contract';

/** One run of a recorder: a part of a recording, with a folder of its own. */
export type RecorderJob = { partId: string; recordingId: string; lectureId: string; number: number };

/** What a recorder tells while it runs; instants in epoch milliseconds of the machine's clock. */
export type RecorderListener = {
  began(atMs: number, rendition: Rendition): void;
  /** There may be something new in the playlist. */
  segment(): void;
  stage(view: StageView, atMs: number): void;
};

export type Outcome = { failure: RecorderFailure | null; detail: string };
export type RunningRecorder = {
  /** Asks it to finish what is under way. */
  stop(): void;
  /** When nothing more will be written, whatever the reason. Never rejects. */
  done: Promise<Outcome>;
};

/** What a part's recorder has written, while it runs and after it died. */
export type PartFiles = {
  /** Makes sure that nothing more is written, by a recorder outside that outlived its worker too. */
  settle(): Promise<void>;
  /** The text of its playlist, or null while there is none. */
  playlist(): Promise<string | null>;
  /** Puts a file that the playlist names under a key of the storage. Returns its size in bytes. */
  keep(file: string, key: string): Promise<number>;
  /** When all that counts is kept. */
  clear(): Promise<void>;
};

/** Makes recordings of rooms: our own program on this machine, or one outside. */
export abstract class Recorder {
  /** What it writes, where it could not say so itself. */
  abstract readonly usual: Rendition;

  /** Returns at once; what goes wrong is the outcome. */
  abstract start(job: RecorderJob, listener: RecorderListener): RunningRecorder;
  abstract files(job: RecorderJob): PartFiles;
  /** The parts that it still holds files of. */
  abstract leftOver(): Promise<string[]>;
}
