import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateLogbook implements MigrationInterface {
  name = 'create-logbook-20261128210200';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- A procedure that a trainee saw, assisted or performed. The id is the phone's own: what is sent twice is one entry. Nothing of a patient.
      CREATE TABLE logbook_entry (
        id uuid CONSTRAINT logbook_entry_pk PRIMARY KEY,
        edition_id uuid NOT NULL CONSTRAINT logbook_entry_edition REFERENCES edition (id),
        person_id uuid NOT NULL CONSTRAINT logbook_entry_person REFERENCES person (id),
        performed_on date NOT NULL,
        procedure_key text NOT NULL,
        role text NOT NULL CONSTRAINT logbook_entry_role CHECK (role IN ('observed', 'assisted', 'supervised', 'performed')),
        access text,
        outcome text CONSTRAINT logbook_entry_outcome CHECK (outcome IN ('success', 'partial', 'failure')),
        -- 0: none; 1 to 6: grade of severity.
        complication smallint CONSTRAINT logbook_entry_complication CHECK (complication BETWEEN 0 AND 6),
        fluoroscopy_seconds int CONSTRAINT logbook_entry_fluoroscopy CHECK (fluoroscopy_seconds BETWEEN 0 AND 36000),
        -- Dose-area product in mGy cm2, air kerma at the reference point in mGy.
        dose_area_product int CONSTRAINT logbook_entry_dose CHECK (dose_area_product BETWEEN 0 AND 100000000),
        air_kerma int CONSTRAINT logbook_entry_kerma CHECK (air_kerma BETWEEN 0 AND 100000),
        note text CONSTRAINT logbook_entry_note CHECK (length(note) BETWEEN 1 AND 500),
        supervisor_id uuid CONSTRAINT logbook_entry_supervisor REFERENCES person (id),
        state text NOT NULL DEFAULT 'waiting' CONSTRAINT logbook_entry_state CHECK (state IN ('waiting', 'signed', 'returned')),
        decided_at timestamptz(3),
        decided_by uuid CONSTRAINT logbook_entry_decider REFERENCES person (id),
        returned_reason text,
        version int NOT NULL DEFAULT 1,
        -- What was written so far, as version:digest: a phone that never heard the answer and sends it again is told apart from one that has missed a change.
        written text[] NOT NULL DEFAULT '{}',
        received_at timestamptz(3) NOT NULL,
        removed_at timestamptz(3),
        CONSTRAINT logbook_entry_decided CHECK ((state = 'waiting') = (decided_at IS NULL) AND (decided_at IS NULL) = (decided_by IS NULL)),
        CONSTRAINT logbook_entry_returned CHECK ((state = 'returned') = (returned_reason IS NOT NULL)),
        CONSTRAINT logbook_entry_removed CHECK (removed_at IS NULL OR state <> 'signed')
      );
      CREATE INDEX logbook_entry_of_person ON logbook_entry (person_id, edition_id, performed_on DESC, id DESC) WHERE removed_at IS NULL;
      CREATE INDEX logbook_entry_of_edition ON logbook_entry (edition_id, person_id, procedure_key, role, state) WHERE removed_at IS NULL;
      CREATE INDEX logbook_entry_to_sign ON logbook_entry (edition_id, performed_on) WHERE state = 'waiting' AND removed_at IS NULL;

      -- What was signed stands.
      CREATE FUNCTION logbook_entry_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF OLD.state = 'signed' THEN RAISE EXCEPTION 'a signed entry stands' USING ERRCODE = 'restrict_violation', CONSTRAINT = 'logbook_entry_stands'; END IF;
        IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
        IF (NEW.person_id, NEW.edition_id) IS DISTINCT FROM (OLD.person_id, OLD.edition_id) THEN
          RAISE EXCEPTION 'an entry stays with its author' USING ERRCODE = 'check_violation', CONSTRAINT = 'logbook_entry_author';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER logbook_entry_stands BEFORE UPDATE OR DELETE ON logbook_entry FOR EACH ROW EXECUTE FUNCTION logbook_entry_check();

      -- What the supervisor saw: how much may be entrusted (1 to 5), and a short direct observation.
      CREATE TABLE logbook_assessment (
        id uuid CONSTRAINT logbook_assessment_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        entry_id uuid NOT NULL CONSTRAINT logbook_assessment_entry REFERENCES logbook_entry (id) CONSTRAINT logbook_assessment_once UNIQUE,
        supervisor_id uuid NOT NULL CONSTRAINT logbook_assessment_author REFERENCES person (id),
        entrustment smallint NOT NULL CONSTRAINT logbook_assessment_level CHECK (entrustment BETWEEN 1 AND 5),
        -- By item of the observation, 1 to 5; an item that was not seen is left out.
        observation jsonb NOT NULL DEFAULT '{}',
        next_step text CONSTRAINT logbook_assessment_next CHECK (length(next_step) BETWEEN 1 AND 500),
        made_at timestamptz(3) NOT NULL
      );
      CREATE TRIGGER logbook_assessment_append_only BEFORE UPDATE OR DELETE ON logbook_assessment FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER logbook_assessment_no_truncate BEFORE TRUNCATE ON logbook_assessment EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE logbook_assessment, logbook_entry; DROP FUNCTION logbook_entry_check();`);
  }
}
