import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateAttendance implements MigrationInterface {
  name = 'create-attendance-20261122030400';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE attendance_correction (
        id uuid CONSTRAINT attendance_correction_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL CONSTRAINT attendance_correction_lecture REFERENCES lecture (id),
        person_id uuid NOT NULL CONSTRAINT attendance_correction_person REFERENCES person (id),
        minutes int NOT NULL CONSTRAINT attendance_correction_minutes CHECK (minutes BETWEEN 0 AND 1440),
        measured_minutes int NOT NULL,
        reason text NOT NULL CONSTRAINT attendance_correction_reason CHECK (length(trim(reason)) > 0),
        author_id uuid NOT NULL CONSTRAINT attendance_correction_author REFERENCES person (id),
        made_at timestamptz(3) NOT NULL,
        -- Orders corrections made within the same millisecond.
        seq bigint GENERATED ALWAYS AS IDENTITY
      );
      CREATE INDEX attendance_correction_of_lecture ON attendance_correction (lecture_id, person_id, seq);
      CREATE TRIGGER attendance_correction_append_only BEFORE UPDATE OR DELETE ON attendance_correction FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER attendance_correction_no_truncate BEFORE TRUNCATE ON attendance_correction EXECUTE FUNCTION refuse_change();

      CREATE TABLE verification (
        id uuid CONSTRAINT verification_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        lecture_id uuid NOT NULL,
        edition_id uuid NOT NULL,
        attendance_rule text NOT NULL,
        credit_rule text NOT NULL,
        whole_from_percent int NOT NULL,
        bridge_seconds int NOT NULL,
        held_ms bigint NOT NULL,
        fingerprint text NOT NULL,
        verified_at timestamptz(3) NOT NULL,
        verified_by uuid NOT NULL CONSTRAINT verification_author REFERENCES person (id),
        reopened_at timestamptz(3),
        reopened_by uuid CONSTRAINT verification_reopener REFERENCES person (id),
        reopen_reason text,
        CONSTRAINT verification_lecture FOREIGN KEY (lecture_id, edition_id) REFERENCES lecture (id, edition_id),
        CONSTRAINT verification_reopened CHECK ((reopened_at IS NULL) = (reopened_by IS NULL) AND (reopened_at IS NULL) = (reopen_reason IS NULL))
      );
      -- However many press the button: a lecture has one standing verification.
      CREATE UNIQUE INDEX verification_once ON verification (lecture_id) WHERE reopened_at IS NULL;
      CREATE INDEX verification_of_lecture ON verification (lecture_id, verified_at);

      -- What was verified about each trainee, as it stood at that moment.
      CREATE TABLE attendance_record (
        verification_id uuid NOT NULL CONSTRAINT attendance_record_verification REFERENCES verification (id),
        person_id uuid NOT NULL CONSTRAINT attendance_record_person REFERENCES person (id),
        lecture_id uuid NOT NULL CONSTRAINT attendance_record_lecture REFERENCES lecture (id),
        present_ms bigint NOT NULL,
        measured_minutes int NOT NULL,
        minutes int NOT NULL CONSTRAINT attendance_record_minutes CHECK (minutes >= 0),
        credit_minutes int NOT NULL CONSTRAINT attendance_record_credit CHECK (credit_minutes >= 0),
        counts_whole boolean NOT NULL,
        evidence jsonb NOT NULL,
        CONSTRAINT attendance_record_pk PRIMARY KEY (verification_id, person_id)
      );
      CREATE INDEX attendance_record_of_person ON attendance_record (person_id, lecture_id);
      CREATE TRIGGER attendance_record_append_only BEFORE UPDATE OR DELETE ON attendance_record FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER attendance_record_no_truncate BEFORE TRUNCATE ON attendance_record EXECUTE FUNCTION refuse_change();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE attendance_record, verification, attendance_correction;`);
  }
}
