import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateSuite implements MigrationInterface {
  name = 'create-suite-20261128210100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- The link under which a room's screen shows the code that changes; only its hash is kept.
      CREATE TABLE suite_screen (
        id uuid CONSTRAINT suite_screen_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        room_id uuid NOT NULL CONSTRAINT suite_screen_room REFERENCES handson_room (id) ON DELETE CASCADE,
        token_hash bytea NOT NULL CONSTRAINT suite_screen_token UNIQUE,
        created_by uuid NOT NULL CONSTRAINT suite_screen_author REFERENCES person (id),
        created_at timestamptz(3) NOT NULL,
        revoked_at timestamptz(3)
      );
      CREATE INDEX suite_screen_of_room ON suite_screen (room_id) WHERE revoked_at IS NULL;

      -- A trainee's day in the suite: from, until, who said so; signed, it does not change any more.
      CREATE TABLE suite_day (
        id uuid CONSTRAINT suite_day_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        week_id uuid NOT NULL,
        person_id uuid NOT NULL,
        date date NOT NULL,
        came_at timestamptz(3),
        came_source text CONSTRAINT suite_day_came_source CHECK (came_source IN ('supervisor', 'code')),
        came_by uuid CONSTRAINT suite_day_came_by REFERENCES person (id),
        left_at timestamptz(3),
        left_source text CONSTRAINT suite_day_left_source CHECK (left_source IN ('supervisor', 'code')),
        left_by uuid CONSTRAINT suite_day_left_by REFERENCES person (id),
        minutes int CONSTRAINT suite_day_minutes CHECK (minutes >= 0),
        signed_at timestamptz(3),
        signed_by uuid CONSTRAINT suite_day_signer REFERENCES person (id),
        version int NOT NULL DEFAULT 1,
        CONSTRAINT suite_day_once UNIQUE (booking_id, date),
        CONSTRAINT suite_day_booking FOREIGN KEY (booking_id, week_id, person_id, edition_id) REFERENCES handson_booking (id, week_id, person_id, edition_id),
        CONSTRAINT suite_day_came CHECK ((came_at IS NULL) = (came_source IS NULL) AND (came_at IS NULL) = (came_by IS NULL)),
        CONSTRAINT suite_day_left CHECK ((left_at IS NULL) = (left_source IS NULL) AND (left_at IS NULL) = (left_by IS NULL)),
        CONSTRAINT suite_day_order CHECK (left_at IS NULL OR (came_at IS NOT NULL AND came_at <= left_at)),
        CONSTRAINT suite_day_signed CHECK ((signed_at IS NULL) = (signed_by IS NULL) AND (signed_at IS NULL) = (minutes IS NULL)),
        CONSTRAINT suite_day_whole CHECK (signed_at IS NULL OR (came_at IS NULL) = (left_at IS NULL))
      );
      CREATE INDEX suite_day_of_edition ON suite_day (edition_id, date);
      CREATE INDEX suite_day_of_person ON suite_day (person_id, edition_id);

      CREATE FUNCTION suite_day_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT EXISTS (SELECT 1 FROM handson_week w WHERE w.id = NEW.week_id AND NEW.date BETWEEN w.monday AND w.monday + 4) THEN
          RAISE EXCEPTION 'a day of the week is one from Monday to Friday' USING ERRCODE = 'check_violation', CONSTRAINT = 'suite_day_in_week';
        END IF;
        IF TG_OP = 'UPDATE' AND OLD.signed_at IS NOT NULL AND NEW.signed_at IS NOT NULL AND (NEW.came_at, NEW.left_at, NEW.minutes) IS DISTINCT FROM (OLD.came_at, OLD.left_at, OLD.minutes) THEN
          RAISE EXCEPTION 'a signed day does not change' USING ERRCODE = 'check_violation', CONSTRAINT = 'suite_day_stands';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER suite_day_rules BEFORE INSERT OR UPDATE ON suite_day FOR EACH ROW EXECUTE FUNCTION suite_day_check();

      -- Every change of a day by hand, and every reopening, with its reason.
      CREATE TABLE suite_day_change (
        id bigint GENERATED ALWAYS AS IDENTITY CONSTRAINT suite_day_change_pk PRIMARY KEY,
        day_id uuid NOT NULL CONSTRAINT suite_day_change_day REFERENCES suite_day (id),
        before jsonb NOT NULL,
        after jsonb NOT NULL,
        reason text NOT NULL CONSTRAINT suite_day_change_reason CHECK (length(trim(reason)) > 0),
        author_id uuid NOT NULL CONSTRAINT suite_day_change_author REFERENCES person (id),
        made_at timestamptz(3) NOT NULL
      );
      CREATE INDEX suite_day_change_of_day ON suite_day_change (day_id, id);
      CREATE TRIGGER suite_day_change_append_only BEFORE UPDATE OR DELETE ON suite_day_change FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER suite_day_change_no_truncate BEFORE TRUNCATE ON suite_day_change EXECUTE FUNCTION refuse_change();

      -- A trainee's week in the suite, signed: what the ledger is written from. One stands a booking.
      CREATE TABLE suite_signature (
        id uuid CONSTRAINT suite_signature_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        booking_id uuid NOT NULL,
        week_id uuid NOT NULL,
        person_id uuid NOT NULL,
        minutes int NOT NULL CONSTRAINT suite_signature_minutes CHECK (minutes >= 0),
        rule_version text NOT NULL,
        -- The days as they stood.
        evidence jsonb NOT NULL,
        signed_at timestamptz(3) NOT NULL,
        signed_by uuid NOT NULL CONSTRAINT suite_signature_author REFERENCES person (id),
        reopened_at timestamptz(3),
        reopened_by uuid CONSTRAINT suite_signature_reopener REFERENCES person (id),
        reopen_reason text,
        CONSTRAINT suite_signature_booking FOREIGN KEY (booking_id, week_id, person_id, edition_id) REFERENCES handson_booking (id, week_id, person_id, edition_id),
        CONSTRAINT suite_signature_in_edition UNIQUE (id, edition_id),
        CONSTRAINT suite_signature_reopened CHECK ((reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopen_reason IS NULL))
      );
      CREATE UNIQUE INDEX suite_signature_once ON suite_signature (booking_id) WHERE reopened_at IS NULL;
      CREATE INDEX suite_signature_of_edition ON suite_signature (edition_id, person_id);
      -- Only that it is reopened may be added, once.
      CREATE FUNCTION suite_signature_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF TG_OP = 'DELETE' OR OLD.reopened_at IS NOT NULL
           OR (to_jsonb(NEW) - '{reopened_at,reopened_by,reopen_reason}'::text[]) <> (to_jsonb(OLD) - '{reopened_at,reopened_by,reopen_reason}'::text[]) THEN
          RAISE EXCEPTION 'a signature stands as it was given' USING ERRCODE = 'restrict_violation';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER suite_signature_stands BEFORE UPDATE OR DELETE ON suite_signature FOR EACH ROW EXECUTE FUNCTION suite_signature_check();
      CREATE TRIGGER suite_signature_no_truncate BEFORE TRUNCATE ON suite_signature EXECUTE FUNCTION refuse_change();

      -- Hands-on credit is a kind of its own in the ledger: once a signature and module.
      ALTER TABLE ledger_entry ADD COLUMN signature_id uuid;
      ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind, DROP CONSTRAINT ledger_entry_source;
      ALTER TABLE ledger_entry
        ADD CONSTRAINT ledger_entry_signature FOREIGN KEY (signature_id, edition_id) REFERENCES suite_signature (id, edition_id),
        ADD CONSTRAINT ledger_entry_kind CHECK (kind IN ('lecture', 'catch-up', 'hands-on', 'reversal')),
        ADD CONSTRAINT ledger_entry_source CHECK (CASE kind
          WHEN 'lecture' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL
          WHEN 'catch-up' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL AND recording_id IS NOT NULL
          WHEN 'hands-on' THEN signature_id IS NOT NULL AND lecture_id IS NULL AND verification_id IS NULL
          ELSE true END);
      CREATE UNIQUE INDEX ledger_entry_hands_on_once ON ledger_entry (signature_id, module_id) WHERE kind = 'hands-on';
      -- A cohort's sums, now by part too, come from the index alone.
      DROP INDEX ledger_entry_of_edition;
      CREATE INDEX ledger_entry_of_edition ON ledger_entry (edition_id, person_id, module_id) INCLUDE (minutes, signature_id);
      -- A reversal is of the same part, e-learning or hands-on, as what it takes back.
      CREATE OR REPLACE FUNCTION ledger_entry_check() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE original ledger_entry;
      BEGIN
        IF NEW.kind = 'reversal' THEN
          SELECT * INTO original FROM ledger_entry WHERE id = NEW.reverses_id;
          IF original.kind = 'reversal' OR original.minutes <> -NEW.minutes OR original.person_id <> NEW.person_id
             OR original.module_id <> NEW.module_id OR original.edition_id <> NEW.edition_id OR original.signature_id IS DISTINCT FROM NEW.signature_id THEN
            RAISE EXCEPTION 'a reversal mirrors one entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_mirror';
          END IF;
        END IF;
        RETURN NEW;
      END $$;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE FUNCTION ledger_entry_check() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE original ledger_entry;
      BEGIN
        IF NEW.kind = 'reversal' THEN
          SELECT * INTO original FROM ledger_entry WHERE id = NEW.reverses_id;
          IF original.kind = 'reversal' OR original.minutes <> -NEW.minutes OR original.person_id <> NEW.person_id
             OR original.module_id <> NEW.module_id OR original.edition_id <> NEW.edition_id THEN
            RAISE EXCEPTION 'a reversal mirrors one entry' USING ERRCODE = 'check_violation', CONSTRAINT = 'ledger_entry_mirror';
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      DROP INDEX ledger_entry_hands_on_once, ledger_entry_of_edition;
      CREATE INDEX ledger_entry_of_edition ON ledger_entry (edition_id, person_id, module_id) INCLUDE (minutes);
      ALTER TABLE ledger_entry DROP CONSTRAINT ledger_entry_kind, DROP CONSTRAINT ledger_entry_source, DROP COLUMN signature_id;
      ALTER TABLE ledger_entry
        ADD CONSTRAINT ledger_entry_kind CHECK (kind IN ('lecture', 'catch-up', 'reversal')),
        ADD CONSTRAINT ledger_entry_source CHECK (CASE kind WHEN 'lecture' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL WHEN 'catch-up' THEN lecture_id IS NOT NULL AND verification_id IS NOT NULL AND recording_id IS NOT NULL ELSE true END);
      DROP TABLE suite_signature, suite_day_change, suite_day, suite_screen;
      DROP FUNCTION suite_day_check(), suite_signature_check();
    `);
  }
}
