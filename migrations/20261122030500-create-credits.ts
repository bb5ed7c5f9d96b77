import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateCredits implements MigrationInterface {
  name = 'create-credits-20261122030500';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE ledger_entry (
        id uuid CONSTRAINT ledger_entry_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        module_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT ledger_entry_person REFERENCES person (id),
        lecture_id uuid,
        verification_id uuid CONSTRAINT ledger_entry_verification REFERENCES verification (id),
        kind text NOT NULL CONSTRAINT ledger_entry_kind CHECK (kind IN ('lecture', 'reversal')),
        minutes int NOT NULL,
        reverses_id uuid CONSTRAINT ledger_entry_reversed REFERENCES ledger_entry (id) CONSTRAINT ledger_entry_reversed_once UNIQUE,
        rule_version text NOT NULL,
        why jsonb NOT NULL,
        author_id uuid NOT NULL CONSTRAINT ledger_entry_author REFERENCES person (id),
        reason text,
        recorded_at timestamptz(3) NOT NULL,
        seq bigint GENERATED ALWAYS AS IDENTITY,
        CONSTRAINT ledger_entry_module FOREIGN KEY (module_id, edition_id) REFERENCES module (id, edition_id),
        CONSTRAINT ledger_entry_lecture FOREIGN KEY (lecture_id, edition_id) REFERENCES lecture (id, edition_id),
        CONSTRAINT ledger_entry_reversal CHECK ((kind = 'reversal') = (reverses_id IS NOT NULL)),
        CONSTRAINT ledger_entry_sign CHECK (CASE kind WHEN 'lecture' THEN minutes >= 0 ELSE minutes <= 0 END),
        CONSTRAINT ledger_entry_source CHECK (kind <> 'lecture' OR (lecture_id IS NOT NULL AND verification_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX ledger_entry_once ON ledger_entry (verification_id, person_id) WHERE kind = 'lecture';
      CREATE INDEX ledger_entry_of_person ON ledger_entry (person_id, edition_id, seq);
      CREATE INDEX ledger_entry_of_edition ON ledger_entry (edition_id, person_id, module_id) INCLUDE (minutes);
      CREATE INDEX ledger_entry_of_lecture ON ledger_entry (lecture_id);
      CREATE TRIGGER ledger_entry_append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change();
      CREATE TRIGGER ledger_entry_no_truncate BEFORE TRUNCATE ON ledger_entry EXECUTE FUNCTION refuse_change();

      -- A reversal takes back exactly what the entry gave, to the same person and module.
      CREATE FUNCTION ledger_entry_check() RETURNS trigger LANGUAGE plpgsql AS $$
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
      CREATE TRIGGER ledger_entry_mirror BEFORE INSERT ON ledger_entry FOR EACH ROW EXECUTE FUNCTION ledger_entry_check();
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE ledger_entry; DROP FUNCTION ledger_entry_check();`);
  }
}
