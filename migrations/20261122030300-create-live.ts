import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLive implements MigrationInterface {
  name = 'create-live-20261122030300';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The online room of a lecture; made when somebody first enters.
      CREATE TABLE classroom (
        lecture_id uuid CONSTRAINT classroom_pk PRIMARY KEY CONSTRAINT classroom_lecture REFERENCES lecture (id) ON DELETE CASCADE,
        -- Numbers chat messages without gaps in the order they were committed.
        last_seq int NOT NULL DEFAULT 0
      );

      CREATE TABLE lecture_break (
        id uuid CONSTRAINT lecture_break_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL CONSTRAINT lecture_break_lecture REFERENCES lecture (id),
        started_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3),
        CONSTRAINT lecture_break_span CHECK (ended_at IS NULL OR ended_at >= started_at),
        CONSTRAINT lecture_break_overlap EXCLUDE USING gist (lecture_id WITH =, tstzrange(started_at, ended_at) WITH &&)
      );

      CREATE TABLE chat_message (
        id uuid CONSTRAINT chat_message_pk PRIMARY KEY,
        lecture_id uuid NOT NULL CONSTRAINT chat_message_classroom REFERENCES classroom (lecture_id),
        seq int NOT NULL,
        person_id uuid NOT NULL CONSTRAINT chat_message_person REFERENCES person (id),
        role text NOT NULL CONSTRAINT chat_message_role CHECK (role IN ('trainee', 'trainer', 'director', 'observer')),
        text text NOT NULL CONSTRAINT chat_message_text CHECK (length(text) BETWEEN 1 AND 4000),
        sent_at timestamptz(3) NOT NULL,
        removed_at timestamptz(3),
        removed_by uuid CONSTRAINT chat_message_remover REFERENCES person (id),
        CONSTRAINT chat_message_seq UNIQUE (lecture_id, seq)
      );

      CREATE TABLE hand (
        id uuid CONSTRAINT hand_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL CONSTRAINT hand_lecture REFERENCES lecture (id),
        person_id uuid NOT NULL CONSTRAINT hand_person REFERENCES person (id),
        raised_at timestamptz(3) NOT NULL,
        lowered_at timestamptz(3),
        lowered_by uuid CONSTRAINT hand_lowerer REFERENCES person (id),
        CONSTRAINT hand_span CHECK (lowered_at IS NULL OR lowered_at >= raised_at)
      );
      CREATE UNIQUE INDEX hand_once ON hand (lecture_id, person_id) WHERE lowered_at IS NULL;
      CREATE INDEX hand_of_lecture ON hand (lecture_id, raised_at);

      CREATE TABLE removal (
        id uuid CONSTRAINT removal_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL CONSTRAINT removal_lecture REFERENCES lecture (id),
        person_id uuid NOT NULL CONSTRAINT removal_person REFERENCES person (id),
        reason text,
        removed_at timestamptz(3) NOT NULL,
        removed_by uuid NOT NULL CONSTRAINT removal_author REFERENCES person (id),
        readmitted_at timestamptz(3),
        readmitted_by uuid CONSTRAINT removal_readmitter REFERENCES person (id)
      );
      CREATE UNIQUE INDEX removal_once ON removal (lecture_id, person_id) WHERE readmitted_at IS NULL;

      -- One uninterrupted presence of one connection, as one source saw it.
      CREATE TABLE stay (
        id uuid CONSTRAINT stay_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL CONSTRAINT stay_lecture REFERENCES lecture (id),
        person_id uuid NOT NULL CONSTRAINT stay_person REFERENCES person (id),
        device text NOT NULL,
        -- The session behind a socket, so that signing out there ends its stay and its place in the media room.
        session_id uuid,
        source text NOT NULL CONSTRAINT stay_source CHECK (source IN ('socket', 'media', 'roll')),
        -- What the source calls the connection: our own id of the socket, or LiveKit's participant SID.
        connection text NOT NULL,
        joined_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        left_at timestamptz(3),
        ended_by text,
        CONSTRAINT stay_once UNIQUE (source, connection),
        CONSTRAINT stay_span CHECK (last_seen_at >= joined_at AND (left_at IS NULL OR left_at >= joined_at)),
        CONSTRAINT stay_end CHECK ((left_at IS NULL) = (ended_by IS NULL))
      ) WITH (fillfactor = 80);
      CREATE INDEX stay_of_lecture ON stay (lecture_id, person_id);
      CREATE INDEX stay_of_person ON stay (person_id, lecture_id);
      CREATE INDEX stay_of_session ON stay (session_id) WHERE session_id IS NOT NULL;
      -- Without last_seen_at: a beat then changes no index.
      CREATE INDEX stay_open ON stay (lecture_id) WHERE left_at IS NULL;

      -- LiveKit's webhooks as they came, once each.
      CREATE TABLE webhook_receipt (
        id text CONSTRAINT webhook_receipt_pk PRIMARY KEY,
        kind text NOT NULL,
        room text NOT NULL,
        identity text,
        sid text,
        joined_at_ms bigint,
        happened_at timestamptz(3) NOT NULL,
        received_at timestamptz(3) NOT NULL,
        payload jsonb NOT NULL
      );
      CREATE INDEX webhook_receipt_of_room ON webhook_receipt (room, sid);
      CREATE TRIGGER webhook_receipt_append_only BEFORE UPDATE OR DELETE ON webhook_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER webhook_receipt_no_truncate BEFORE TRUNCATE ON webhook_receipt EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE webhook_receipt, stay, removal, hand, chat_message, lecture_break, classroom;`);
  }
}
