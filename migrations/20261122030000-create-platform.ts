import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreatePlatform implements MigrationInterface {
  name = 'create-platform-20261122030000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE EXTENSION IF NOT EXISTS btree_gist;

      -- Some tables are evidence: rows are added, never changed or taken away, whoever asks.
      CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
      END $$;

      CREATE TABLE event (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT event_pk PRIMARY KEY,
        name text NOT NULL,
        payload jsonb NOT NULL,
        actor_id uuid,
        request_id text,
        occurred_at timestamptz(3) NOT NULL
      );
      CREATE INDEX event_by_time ON event (occurred_at);
      CREATE INDEX event_by_actor ON event (actor_id, id);
      CREATE TRIGGER event_append_only BEFORE UPDATE OR DELETE ON event FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER event_no_truncate BEFORE TRUNCATE ON event EXECUTE FUNCTION refuse_change();

      CREATE TABLE mail (
        id uuid CONSTRAINT mail_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        recipient text NOT NULL,
        subject text NOT NULL,
        template text NOT NULL,
        text text NOT NULL,
        html text NOT NULL,
        -- The same cause never mails the same person twice.
        dedupe_key text CONSTRAINT mail_once UNIQUE,
        state text NOT NULL CONSTRAINT mail_state CHECK (state IN ('kept', 'waiting', 'sent', 'failed')),
        attempts int NOT NULL DEFAULT 0,
        error text,
        created_at timestamptz(3) NOT NULL,
        next_try_at timestamptz(3) NOT NULL,
        sent_at timestamptz(3)
      );
      CREATE INDEX mail_due ON mail (next_try_at) WHERE state = 'waiting';
      CREATE INDEX mail_newest_first ON mail (created_at DESC, id DESC);

      -- Counters may be lost in a crash; they only slow down who tries too often.
      CREATE UNLOGGED TABLE rate_limit (
        key text CONSTRAINT rate_limit_pk PRIMARY KEY,
        window_start timestamptz(3) NOT NULL,
        hits int NOT NULL
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE mail, event, rate_limit; DROP FUNCTION refuse_change();`);
  }
}
