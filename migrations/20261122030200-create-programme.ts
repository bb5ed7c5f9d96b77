import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateProgramme implements MigrationInterface {
  name = 'create-programme-20261122030200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE edition (
        id uuid CONSTRAINT edition_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        name text NOT NULL CONSTRAINT edition_name UNIQUE,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        time_zone text NOT NULL,
        bridge_seconds int NOT NULL DEFAULT 120 CONSTRAINT edition_bridge CHECK (bridge_seconds BETWEEN 0 AND 600),
        join_minutes_before int NOT NULL DEFAULT 15 CONSTRAINT edition_join CHECK (join_minutes_before BETWEEN 0 AND 120),
        whole_from_percent int NOT NULL DEFAULT 90 CONSTRAINT edition_whole CHECK (whole_from_percent BETWEEN 50 AND 100),
        version int NOT NULL DEFAULT 1,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT edition_span CHECK (starts_on < ends_on)
      );
      ALTER TABLE membership ADD CONSTRAINT membership_edition FOREIGN KEY (edition_id) REFERENCES edition (id);

      CREATE TABLE module (
        id uuid CONSTRAINT module_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT module_edition REFERENCES edition (id),
        key text NOT NULL,
        position int NOT NULL,
        title_en text NOT NULL,
        title_it text NOT NULL,
        kind text NOT NULL CONSTRAINT module_kind CHECK (kind IN ('e-learning', 'e-learning + hands-on')),
        elearning_minutes int NOT NULL CONSTRAINT module_elearning CHECK (elearning_minutes >= 0),
        handson_minutes int NOT NULL CONSTRAINT module_handson CHECK (handson_minutes >= 0),
        version int NOT NULL DEFAULT 1,
        CONSTRAINT module_key UNIQUE (edition_id, key),
        CONSTRAINT module_position UNIQUE (edition_id, position) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT module_in_edition UNIQUE (id, edition_id),
        CONSTRAINT module_handson_kind CHECK (kind = 'e-learning + hands-on' OR handson_minutes = 0)
      );

      CREATE TABLE lecture (
        id uuid CONSTRAINT lecture_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT lecture_edition REFERENCES edition (id),
        module_id uuid NOT NULL,
        title_en text NOT NULL,
        title_it text NOT NULL,
        trainer_id uuid CONSTRAINT lecture_trainer REFERENCES person (id),
        starts_at timestamptz(3) NOT NULL,
        ends_at timestamptz(3) NOT NULL,
        state text NOT NULL DEFAULT 'planned' CONSTRAINT lecture_state CHECK (state IN ('planned', 'live', 'ended', 'verified')),
        -- The time the lecture was really held; attendance is clipped to it.
        held_from timestamptz(3),
        held_until timestamptz(3),
        version int NOT NULL DEFAULT 1,
        CONSTRAINT lecture_module FOREIGN KEY (module_id, edition_id) REFERENCES module (id, edition_id),
        CONSTRAINT lecture_in_edition UNIQUE (id, edition_id),
        CONSTRAINT lecture_span CHECK (starts_at < ends_at),
        CONSTRAINT lecture_held CHECK ((state = 'planned') = (held_from IS NULL) AND (state IN ('planned', 'live')) = (held_until IS NULL) AND (held_until IS NULL OR held_from <= held_until)),
        -- One class, one room: lectures of an edition never overlap, and nobody teaches twice at once.
        CONSTRAINT lecture_overlap EXCLUDE USING gist (edition_id WITH =, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT lecture_trainer_twice EXCLUDE USING gist (trainer_id WITH =, tstzrange(starts_at, ends_at) WITH &&) DEFERRABLE INITIALLY IMMEDIATE
      );
      CREATE INDEX lecture_plan ON lecture (edition_id, starts_at);
      CREATE INDEX lecture_of_trainer ON lecture (trainer_id, starts_at);
      CREATE INDEX lecture_live ON lecture (state) WHERE state IN ('live', 'ended');

      -- A trainer's personal link to one lecture. It may be opened on several devices, until a day after the lecture's planned end.
      CREATE TABLE lecture_link (
        id uuid CONSTRAINT lecture_link_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL CONSTRAINT lecture_link_token UNIQUE,
        lecture_id uuid NOT NULL CONSTRAINT lecture_link_lecture REFERENCES lecture (id) ON DELETE CASCADE,
        person_id uuid NOT NULL CONSTRAINT lecture_link_person REFERENCES person (id),
        created_by uuid CONSTRAINT lecture_link_author REFERENCES person (id),
        created_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3),
        last_used_at timestamptz(3)
      );
      CREATE INDEX lecture_link_of_lecture ON lecture_link (lecture_id);
      ALTER TABLE session ADD CONSTRAINT session_lecture_link FOREIGN KEY (lecture_link_id) REFERENCES lecture_link (id) ON DELETE CASCADE;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE session DROP CONSTRAINT session_lecture_link; DROP TABLE lecture_link, lecture, module; ALTER TABLE membership DROP CONSTRAINT membership_edition; DROP TABLE edition;`);
  }
}
