import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateIdentity implements MigrationInterface {
  name = 'create-identity-20261122030100';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE person (
        id uuid CONSTRAINT person_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        email text NOT NULL CONSTRAINT person_email_lower CHECK (email = lower(email)),
        given_name text NOT NULL,
        family_name text NOT NULL,
        password_hash text,
        locale text NOT NULL DEFAULT 'en' CONSTRAINT person_locale CHECK (locale IN ('en', 'it')),
        time_zone text NOT NULL,
        administrator boolean NOT NULL DEFAULT false,
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT person_email UNIQUE (email)
      );
      CREATE INDEX person_by_name ON person (family_name, given_name, id);

      -- A role in one edition, from one moment to another: withdrawing and re-admitting keep their history.
      CREATE TABLE membership (
        id uuid CONSTRAINT membership_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        person_id uuid NOT NULL CONSTRAINT membership_person REFERENCES person (id),
        edition_id uuid NOT NULL,
        role text NOT NULL CONSTRAINT membership_role CHECK (role IN ('applicant', 'trainee', 'trainer', 'supervisor', 'director', 'staff')),
        since timestamptz(3) NOT NULL,
        until timestamptz(3),
        CONSTRAINT membership_span CHECK (until IS NULL OR until >= since)
      );
      CREATE UNIQUE INDEX membership_once ON membership (person_id, edition_id, role) WHERE until IS NULL;
      CREATE INDEX membership_of_edition ON membership (edition_id, role) WHERE until IS NULL;
      -- With those that are over: a lecture asks who was a trainee at its time.
      CREATE INDEX membership_history ON membership (edition_id, person_id);

      CREATE TABLE session (
        id uuid CONSTRAINT session_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL CONSTRAINT session_token UNIQUE,
        csrf_token text NOT NULL,
        person_id uuid NOT NULL CONSTRAINT session_person REFERENCES person (id),
        -- Set for a guest let in by a personal link: this session opens that lecture and nothing else.
        lecture_link_id uuid,
        user_agent text,
        created_at timestamptz(3) NOT NULL,
        last_seen_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        ended_at timestamptz(3)
      );
      CREATE INDEX session_of_person ON session (person_id) WHERE ended_at IS NULL;

      CREATE TABLE single_use_link (
        id uuid CONSTRAINT single_use_link_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        token_hash bytea NOT NULL CONSTRAINT single_use_link_token UNIQUE,
        purpose text NOT NULL CONSTRAINT single_use_link_purpose CHECK (purpose IN ('invitation', 'reset', 'first-director')),
        person_id uuid CONSTRAINT single_use_link_person REFERENCES person (id),
        created_at timestamptz(3) NOT NULL,
        expires_at timestamptz(3) NOT NULL,
        used_at timestamptz(3),
        CONSTRAINT single_use_link_for_somebody CHECK ((purpose = 'first-director') = (person_id IS NULL))
      );
      CREATE INDEX single_use_link_of_person ON single_use_link (person_id) WHERE used_at IS NULL;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE single_use_link, session, membership, person;`);
  }
}
