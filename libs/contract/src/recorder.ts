/**
 * What the worker and the recorder's program tell each other, over the channel between a process and its child.
 * The recorder knows rooms, tracks and files; it knows no lecture, no person and no database.
 */

/** Exactly one order is sent to each process; it works on it and exits with 0, or with 1 after `failed`. */
export type RecorderOrder = RecordOrder | ConvertOrder | InspectOrder;

/**
 * Records a room as HLS into an empty folder until it is told to stop: `index.m3u8` (an event playlist that grows), `init.mp4`
 * and segments of about `segmentMs`. The picture is the screen that a leader shares, else the camera of the first of `leaders`
 * who shows one, else a plain dark picture; the sound is every microphone and the sound of the shared screen.
 * No camera of anybody else is ever subscribed to.
 */
export type RecordOrder = {
  do: 'record';
  url: string;
  /** Lets in as a hidden, subscribing participant. */
  token: string;
  folder: string;
  /** The roles, in the order of preference, whose screen and camera are the stage; as in the participants' metadata `{ role }`. */
  leaders: string[];
  width: number;
  height: number;
  fps: number;
  segmentMs: number;
};

/** Converts a video file into HLS with one folder a rendition: `<folder>/0/index.m3u8` (the best) and `<folder>/1/…`, each with its `init.mp4`. */
export type ConvertOrder = { do: 'convert'; file: string; folder: string; segmentMs: number };

/** Reads recorded files back: how long they are, whether every segment decodes, whether there is a voice. Playlists in playing order. */
export type InspectOrder = { do: 'inspect'; playlists: string[] };

/** Only to a `record`: finish the segment under way, close the playlist, exit. */
export type RecorderStop = { type: 'stop' };

/** What is on the stage. */
export type StageView = 'screen' | 'camera' | 'none';
export type RecorderFailure =
  /** The room is gone, refused the token or lost us; another try may work. */
  | 'room-lost'
  /** No space is left, or the folder cannot be written. */
  | 'disk-full'
  /** The file is no video, or none that can be read. */
  | 'unreadable'
  | 'failed';
/** One rendition of a converted file. `codecs` and `bandwidth` (bits a second, at most) as a master playlist names them. */
export type Rendition = { width: number; height: number; bandwidth: number; codecs: string };
export type Inspection = {
  durationMs: number;
  /** Every segment could be read and its pictures decoded. */
  decodable: boolean;
  /** The loudest moment, in dB below full scale (0 is the loudest possible); null when there is no sound at all. */
  loudestDb: number | null;
  /** Longest stretch without picture or sound data inside one playlist. */
  longestGapMs: number;
};

export type RecorderNews =
  /** The first media time zero of the playlist, in epoch milliseconds of the machine's clock; and what the files hold. */
  | { type: 'began'; atMs: number; rendition: Rendition }
  /** A segment and the playlist that names it are on the disk. */
  | { type: 'segment' }
  /** The stage changed, in epoch milliseconds of the machine's clock. */
  | { type: 'stage'; view: StageView; atMs: number }
  /** Of a conversion, 0 to 100. */
  | { type: 'progress'; percent: number }
  | { type: 'converted'; durationMs: number; renditions: Rendition[] }
  | { type: 'inspected'; inspection: Inspection }
  /** Everything is on the disk and the playlist is closed. */
  | { type: 'ended' }
  | { type: 'failed'; reason: RecorderFailure; detail: string };
