import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateRecordings implements MigrationInterface {
  name = 'create-recordings-20261122070000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Words as people look for them: without accents, and apart at any sign, so that "CT/MR" and "0.035" are found by their pieces.
      CREATE FUNCTION search_words(text text) RETURNS tsvector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT to_tsvector('simple', translate(text, 'àáâãäåèéêëìíîïòóôõöøùúûüçñÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÇÑ/._-@:’+&#%=?~<>*|''\\', 'aaaaaaeeeeiiiioooooouuuucnaaaaaaeeeeiiiioooooouuuucn' || repeat(' ', 40)))
      $$;
      -- All of the words, the last one perhaps not typed to its end. Any text will do; one without a word finds nothing.
      CREATE FUNCTION search_query(text text) RETURNS tsquery LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
        SELECT coalesce((nullif(plainto_tsquery('simple', translate(text, 'àáâãäåèéêëìíîïòóôõöøùúûüçñÀÁÂÃÄÅÈÉÊËÌÍÎÏÒÓÔÕÖØÙÚÛÜÇÑ/._-@:’+&#%=?~<>*|''\\', 'aaaaaaeeeeiiiioooooouuuucnaaaaaaeeeeiiiioooooouuuucn' || repeat(' ', 40)))::text, '') || ':*')::tsquery, ''::tsquery)
      $$;

      -- Who agreed to be recorded, on the way into the media room.
      CREATE TABLE recording_consent (
        lecture_id uuid NOT NULL CONSTRAINT recording_consent_lecture REFERENCES lecture (id) ON DELETE CASCADE,
        person_id uuid NOT NULL CONSTRAINT recording_consent_person REFERENCES person (id),
        agreed_at timestamptz(3) NOT NULL,
        CONSTRAINT recording_consent_pk PRIMARY KEY (lecture_id, person_id)
      );

      -- What an edition says about its recordings; without a row the defaults hold.
      CREATE TABLE recording_rule (
        edition_id uuid CONSTRAINT recording_rule_pk PRIMARY KEY CONSTRAINT recording_rule_edition REFERENCES edition (id),
        release_required boolean NOT NULL DEFAULT false,
        watermark boolean NOT NULL DEFAULT true,
        -- Days after the edition's last day.
        kept_days int NOT NULL DEFAULT 90 CONSTRAINT recording_rule_kept CHECK (kept_days BETWEEN 0 AND 3650),
        -- How much credit a trainee can have for watching, in the whole edition; 0 is none.
        catch_up_cap_minutes int NOT NULL DEFAULT 0 CONSTRAINT recording_rule_cap CHECK (catch_up_cap_minutes BETWEEN 0 AND 9360),
        version int NOT NULL DEFAULT 1
      );

      -- Milliseconds of a recording count from its zero: for a live one the instant at which its first part began.
      CREATE TABLE recording (
        id uuid CONSTRAINT recording_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        source text NOT NULL CONSTRAINT recording_source CHECK (source IN ('live', 'upload')),
        -- recording: goes on; checking: over, being read back; converting: an upload on its way; deleted: its files are gone.
        state text NOT NULL CONSTRAINT recording_state CHECK (state IN ('recording', 'checking', 'converting', 'ready', 'failed', 'deleted')),
        -- On the course's clock; an upload has no place in time.
        started_at timestamptz(3),
        ended_at timestamptz(3),
        -- What can be played, in milliseconds of the recording: the segments that are there, rendition 0, less what was cut.
        spans int4multirange NOT NULL DEFAULT '{}',
        file_name text,
        uploaded_by uuid CONSTRAINT recording_uploader REFERENCES person (id),
        created_at timestamptz(3) NOT NULL,
        -- What reading it back found, and when; or why there is nothing.
        checked_at timestamptz(3),
        inspection jsonb,
        failure text,
        released_at timestamptz(3),
        -- Null with a time: released by itself.
        released_by uuid CONSTRAINT recording_releaser REFERENCES person (id),
        -- From here on nothing of it plays: its files are being removed.
        withdrawn_at timestamptz(3),
        deleted_at timestamptz(3),
        deleted_by uuid CONSTRAINT recording_deleter REFERENCES person (id),
        deleted_bytes bigint,
        version int NOT NULL DEFAULT 1,
        CONSTRAINT recording_lecture FOREIGN KEY (lecture_id, edition_id) REFERENCES lecture (id, edition_id),
        CONSTRAINT recording_upload CHECK ((source = 'upload') = (uploaded_by IS NOT NULL)),
        CONSTRAINT recording_deletion CHECK ((state = 'deleted') = (deleted_at IS NOT NULL))
      );
      -- One recording at most can be active for a lecture.
      CREATE UNIQUE INDEX recording_active ON recording (lecture_id) WHERE state = 'recording';
      CREATE INDEX recording_of_lecture ON recording (lecture_id, created_at);
      CREATE INDEX recording_of_edition ON recording (edition_id, created_at);

      -- What one run of a recorder, or one conversion, wrote; a folder of the storage each.
      CREATE TABLE recording_part (
        id uuid CONSTRAINT recording_part_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT recording_part_recording REFERENCES recording (id),
        number int NOT NULL CONSTRAINT recording_part_number CHECK (number >= 0),
        -- Where it begins in the recording, in milliseconds; null until the first picture or sound.
        starts_ms int CONSTRAINT recording_part_start CHECK (starts_ms >= 0),
        -- On the machine's clock.
        opened_at timestamptz(3) NOT NULL,
        alive_at timestamptz(3) NOT NULL,
        closed_at timestamptz(3),
        failure text,
        -- The recorder outside that writes it; null for our own.
        egress_id text CONSTRAINT recording_part_egress UNIQUE,
        CONSTRAINT recording_part_once UNIQUE (recording_id, number)
      );
      CREATE UNIQUE INDEX recording_part_open ON recording_part (recording_id) WHERE closed_at IS NULL;

      CREATE TABLE recording_rendition (
        recording_id uuid NOT NULL CONSTRAINT recording_rendition_recording REFERENCES recording (id),
        number int NOT NULL CONSTRAINT recording_rendition_number CHECK (number >= 0),
        width int NOT NULL,
        height int NOT NULL,
        bandwidth int NOT NULL,
        codecs text NOT NULL,
        CONSTRAINT recording_rendition_pk PRIMARY KEY (recording_id, number)
      );

      CREATE TABLE recording_segment (
        part_id uuid NOT NULL CONSTRAINT recording_segment_part REFERENCES recording_part (id),
        rendition int NOT NULL,
        number int NOT NULL CONSTRAINT recording_segment_number CHECK (number >= 0),
        -- File name inside the part's folder, and of the piece that every player needs before it, if there is one.
        file text NOT NULL,
        init_file text,
        starts_ms int NOT NULL CONSTRAINT recording_segment_start CHECK (starts_ms >= 0),
        duration_ms int NOT NULL CONSTRAINT recording_segment_duration CHECK (duration_ms > 0),
        bytes int NOT NULL CONSTRAINT recording_segment_bytes CHECK (bytes > 0),
        -- On the machine's clock: a recording stands still when none is written.
        written_at timestamptz(3) NOT NULL,
        -- Cut out: the file is gone.
        cut_id uuid,
        CONSTRAINT recording_segment_pk PRIMARY KEY (part_id, rendition, number),
        CONSTRAINT recording_segment_file UNIQUE (part_id, rendition, file)
      );

      CREATE TABLE recording_cut (
        id uuid CONSTRAINT recording_cut_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT recording_cut_recording REFERENCES recording (id),
        from_ms int NOT NULL,
        until_ms int NOT NULL,
        reason text NOT NULL,
        cut_by uuid NOT NULL CONSTRAINT recording_cut_author REFERENCES person (id),
        cut_at timestamptz(3) NOT NULL,
        -- When its files were gone from the storage too.
        erased_at timestamptz(3),
        CONSTRAINT recording_cut_span CHECK (0 <= from_ms AND from_ms < until_ms)
      );
      CREATE INDEX recording_cut_of_recording ON recording_cut (recording_id);
      ALTER TABLE recording_segment ADD CONSTRAINT recording_segment_cut FOREIGN KEY (cut_id) REFERENCES recording_cut (id);

      -- Long work on a recording, one row each, so that a restart forgets none.
      CREATE TABLE recording_task (
        id uuid CONSTRAINT recording_task_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT recording_task_recording REFERENCES recording (id),
        kind text NOT NULL CONSTRAINT recording_task_kind CHECK (kind IN ('inspect', 'convert')),
        state text NOT NULL DEFAULT 'waiting' CONSTRAINT recording_task_state CHECK (state IN ('waiting', 'running', 'done', 'failed')),
        percent int NOT NULL DEFAULT 0 CONSTRAINT recording_task_percent CHECK (percent BETWEEN 0 AND 100),
        attempts int NOT NULL DEFAULT 0,
        -- On the machine's clock.
        created_at timestamptz(3) NOT NULL,
        not_before timestamptz(3) NOT NULL,
        alive_at timestamptz(3)
      );
      CREATE UNIQUE INDEX recording_task_once ON recording_task (recording_id, kind) WHERE state IN ('waiting', 'running');
      CREATE INDEX recording_task_next ON recording_task (not_before) WHERE state IN ('waiting', 'running');

      -- A file that comes from elsewhere, while it arrives.
      CREATE TABLE recording_upload (
        id text CONSTRAINT recording_upload_pk PRIMARY KEY,
        lecture_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT recording_upload_person REFERENCES person (id),
        file_name text NOT NULL,
        bytes bigint NOT NULL CONSTRAINT recording_upload_bytes CHECK (bytes > 0),
        created_at timestamptz(3) NOT NULL,
        -- Set when the last byte is there; null while it arrives.
        recording_id uuid CONSTRAINT recording_upload_recording REFERENCES recording (id) CONSTRAINT recording_upload_once UNIQUE,
        CONSTRAINT recording_upload_lecture FOREIGN KEY (lecture_id, edition_id) REFERENCES lecture (id, edition_id)
      );
      CREATE INDEX recording_upload_of_edition ON recording_upload (edition_id, created_at);

      -- Somebody watching in one session: the way to the files, short-lived, and the evidence of what was played.
      CREATE TABLE viewing (
        id uuid CONSTRAINT viewing_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT viewing_recording REFERENCES recording (id),
        person_id uuid NOT NULL CONSTRAINT viewing_person REFERENCES person (id),
        session_id uuid NOT NULL,
        -- All on the machine's clock.
        opened_at timestamptz(3) NOT NULL,
        beat_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        -- Up to here the person's own time has been paid out as watched, so that two tabs earn no more than one.
        earned_until timestamptz(3) NOT NULL,
        -- Played milliseconds that time has passed for and that were not claimed yet.
        allowance_ms int NOT NULL DEFAULT 0 CONSTRAINT viewing_allowance CHECK (allowance_ms >= 0),
        position_ms int NOT NULL DEFAULT 0 CONSTRAINT viewing_position CHECK (position_ms >= 0),
        played int4multirange NOT NULL DEFAULT '{}'
      );
      CREATE INDEX viewing_of_person ON viewing (person_id, recording_id, beat_at);
      CREATE INDEX viewing_of_recording ON viewing (recording_id);

      -- Places in a recording that have a name: made from what happened, set by the trainer, or written later.
      CREATE TABLE chapter (
        id uuid CONSTRAINT chapter_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT chapter_recording REFERENCES recording (id),
        at_ms int NOT NULL CONSTRAINT chapter_at CHECK (at_ms >= 0),
        kind text NOT NULL CONSTRAINT chapter_kind CHECK (kind IN ('start', 'screen', 'break', 'resume', 'question', 'mark', 'own')),
        -- Where it happened, for one that was made from that; it stays when the chapter is moved. Null: made by hand.
        happened_ms int CONSTRAINT chapter_happened CHECK (happened_ms >= 0),
        -- Null: the reader's language has a word for its kind.
        title text,
        author_id uuid CONSTRAINT chapter_author REFERENCES person (id),
        removed_at timestamptz(3),
        version int NOT NULL DEFAULT 1,
        -- What happened is told once, however often it is.
        CONSTRAINT chapter_once UNIQUE (recording_id, kind, happened_ms),
        CONSTRAINT chapter_title CHECK (kind <> 'own' OR title IS NOT NULL)
      );
      CREATE INDEX chapter_of_recording ON chapter (recording_id, at_ms);
      CREATE INDEX chapter_search ON chapter USING gin (search_words(title));

      CREATE TABLE caption_track (
        id uuid CONSTRAINT caption_track_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT caption_track_recording REFERENCES recording (id),
        language text NOT NULL CONSTRAINT caption_track_language CHECK (language IN ('en', 'it')),
        changed_by uuid NOT NULL CONSTRAINT caption_track_author REFERENCES person (id),
        changed_at timestamptz(3) NOT NULL,
        version int NOT NULL DEFAULT 1,
        CONSTRAINT caption_track_once UNIQUE (recording_id, language)
      );
      CREATE TABLE caption_cue (
        track_id uuid NOT NULL CONSTRAINT caption_cue_track REFERENCES caption_track (id) ON DELETE CASCADE,
        number int NOT NULL,
        from_ms int NOT NULL,
        until_ms int NOT NULL,
        text text NOT NULL,
        CONSTRAINT caption_cue_pk PRIMARY KEY (track_id, number),
        CONSTRAINT caption_cue_span CHECK (0 <= from_ms AND from_ms < until_ms)
      );
      CREATE INDEX caption_cue_search ON caption_cue USING gin (search_words(text));
      CREATE INDEX chat_message_search ON chat_message USING gin (search_words(text)) WHERE removed_at IS NULL;

      -- Private: nobody but its author ever reads it.
      CREATE TABLE note (
        id uuid CONSTRAINT note_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recording_id uuid NOT NULL CONSTRAINT note_recording REFERENCES recording (id),
        person_id uuid NOT NULL CONSTRAINT note_person REFERENCES person (id),
        at_ms int NOT NULL CONSTRAINT note_at CHECK (at_ms >= 0),
        text text NOT NULL CONSTRAINT note_text CHECK (length(text) BETWEEN 1 AND 4000),
        created_at timestamptz(3) NOT NULL,
        version int NOT NULL DEFAULT 1
      );
      CREATE INDEX note_of_person ON note (person_id, recording_id, at_ms);

      -- Credit for watching is a kind of its own in the ledger, once a lecture and person.
      ALTER TABLE ledger_entry ADD COLUMN recording_id uuid CONSTRAINT ledger_entry_recording REFERENCES recording (id);
      ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind, DROP CONSTRAINT ledger_entry_sign, DROP CONSTRAINT ledger_entry_source;
      ALTER TABLE ledger_entry
        ADD CONSTRAINT ledger_entry_kind CHECK (kind IN ('lecture', 'catch-up', 'reversal')),
        ADD CONSTRAINT ledger_entry_sign CHECK (CASE kind WHEN 'reversal' THEN minutes <= 0 ELSE minutes >= 0 END),
        ADD CONSTRAINT ledger_entry_source CHECK (CASE kind WHEN 'lecture' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL WHEN 'catch-up' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL AND recording_id IS NOT NULL ELSE true END);
      -- Who has watched a recording as a whole, and when that was seen.
      CREATE TABLE catch_up (
        recording_id uuid NOT NULL CONSTRAINT catch_up_recording REFERENCES recording (id),
        person_id uuid NOT NULL CONSTRAINT catch_up_person REFERENCES person (id),
        lecture_id uuid NOT NULL CONSTRAINT catch_up_lecture REFERENCES lecture (id),
        watched_at timestamptz(3) NOT NULL,
        CONSTRAINT catch_up_pk PRIMARY KEY (recording_id, person_id)
      );
      CREATE INDEX catch_up_of_lecture ON catch_up (lecture_id, person_id);
      CREATE UNIQUE INDEX ledger_entry_catch_up_once ON ledger_entry (verification_id, person_id) WHERE kind = 'catch-up';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP INDEX ledger_entry_catch_up_once;
      ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind, DROP CONSTRAINT ledger_entry_sign, DROP CONSTRAINT ledger_entry_source, DROP COLUMN recording_id;
      ALTER TABLE ledger_entry
        ADD CONSTRAINT ledger_entry_kind CHECK (kind IN ('lecture', 'reversal')),
        ADD CONSTRAINT ledger_entry_sign CHECK (CASE kind WHEN 'lecture' THEN minutes >= 0 ELSE minutes <= 0 END),
        ADD CONSTRAINT ledger_entry_source CHECK (kind <> 'lecture' OR (lecture_id IS NOT NULL AND verification_id IS NOT NULL));
      DROP INDEX chat_message_search;
      DROP TABLE catch_up, note, caption_cue, caption_track, chapter, viewing, recording_upload, recording_task, recording_segment, recording_cut, recording_rendition, recording_part, recording, recording_rule, recording_consent;
      DROP FUNCTION search_words(text), search_query(text);
    `);
  }
}
