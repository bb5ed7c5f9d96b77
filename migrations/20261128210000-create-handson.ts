import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateHandson implements MigrationInterface {
  name = 'create-handson-20261128210000';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- What an edition says about its hands-on weeks; without a row the defaults hold.
      CREATE TABLE handson_rule (
        edition_id uuid CONSTRAINT handson_rule_pk PRIMARY KEY CONSTRAINT handson_rule_edition REFERENCES edition (id),
        wishes_until timestamptz(3),
        max_wishes int NOT NULL DEFAULT 5 CONSTRAINT handson_rule_max_wishes CHECK (max_wishes BETWEEN 1 AND 20),
        -- Nobody is in the suite in a week in which a lecture of the edition is held.
        keep_lecture_days boolean NOT NULL DEFAULT false,
        hold_hours int NOT NULL DEFAULT 72 CONSTRAINT handson_rule_hold CHECK (hold_hours BETWEEN 1 AND 720),
        offer_hours int NOT NULL DEFAULT 48 CONSTRAINT handson_rule_offer CHECK (offer_hours BETWEEN 1 AND 720),
        -- A fifth of 42 h: what a day gives at most.
        day_minutes int NOT NULL DEFAULT 504 CONSTRAINT handson_rule_day CHECK (day_minutes BETWEEN 60 AND 720),
        version int NOT NULL DEFAULT 1
      );

      -- The suite has one or two rooms with two places each: never more than four trainees a week.
      CREATE TABLE handson_room (
        id uuid CONSTRAINT handson_room_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT handson_room_edition REFERENCES edition (id),
        position smallint NOT NULL CONSTRAINT handson_room_two CHECK (position IN (1, 2)),
        name text NOT NULL CONSTRAINT handson_room_named CHECK (length(trim(name)) BETWEEN 1 AND 60),
        -- What the changing code on the room's screen is made from; never leaves the server.
        screen_secret bytea NOT NULL,
        CONSTRAINT handson_room_position UNIQUE (edition_id, position) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT handson_room_name UNIQUE (edition_id, name) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT handson_room_in_edition UNIQUE (id, edition_id)
      );

      CREATE TABLE handson_week (
        id uuid CONSTRAINT handson_week_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT handson_week_edition REFERENCES edition (id),
        monday date NOT NULL CONSTRAINT handson_week_monday CHECK (extract(isodow FROM monday) = 1),
        -- Procedures of the catalogue that the suite's list has in this week.
        planned text[] NOT NULL DEFAULT '{}',
        CONSTRAINT handson_week_once UNIQUE (edition_id, monday),
        CONSTRAINT handson_week_in_edition UNIQUE (id, edition_id)
      );

      -- A place is a row: two a room and week, made with either. There is no fifth for anybody to take.
      CREATE TABLE handson_place (
        id uuid CONSTRAINT handson_place_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        week_id uuid NOT NULL,
        room_id uuid NOT NULL,
        number smallint NOT NULL CONSTRAINT handson_place_two CHECK (number IN (1, 2)),
        CONSTRAINT handson_place_once UNIQUE (week_id, room_id, number),
        CONSTRAINT handson_place_of_week UNIQUE (id, week_id, edition_id),
        CONSTRAINT handson_place_week FOREIGN KEY (week_id, edition_id) REFERENCES handson_week (id, edition_id) ON DELETE CASCADE,
        CONSTRAINT handson_place_room FOREIGN KEY (room_id, edition_id) REFERENCES handson_room (id, edition_id) ON DELETE CASCADE
      );
      CREATE TRIGGER handson_place_stays BEFORE UPDATE ON handson_place FOR EACH ROW EXECUTE FUNCTION refuse_change();

      CREATE FUNCTION handson_make_places() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        -- A week and a room that are added at once must not miss each other.
        PERFORM 1 FROM edition WHERE id = NEW.edition_id FOR NO KEY UPDATE;
        INSERT INTO handson_place (edition_id, week_id, room_id, number)
        SELECT NEW.edition_id, w.id, r.id, n.number
        FROM handson_week w JOIN handson_room r ON r.edition_id = w.edition_id CROSS JOIN (VALUES (1), (2)) AS n (number)
        WHERE w.edition_id = NEW.edition_id AND (w.id = NEW.id OR r.id = NEW.id)
          AND NOT EXISTS (SELECT 1 FROM handson_place p WHERE p.week_id = w.id AND p.room_id = r.id AND p.number = n.number);
        RETURN NULL;
      END $$;
      CREATE TRIGGER handson_week_places AFTER INSERT ON handson_week FOR EACH ROW EXECUTE FUNCTION handson_make_places();
      CREATE TRIGGER handson_room_places AFTER INSERT ON handson_room FOR EACH ROW EXECUTE FUNCTION handson_make_places();

      -- No room: the whole week.
      CREATE TABLE handson_closure (
        id uuid CONSTRAINT handson_closure_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        week_id uuid NOT NULL,
        room_id uuid,
        reason text NOT NULL CONSTRAINT handson_closure_reason CHECK (length(trim(reason)) > 0),
        created_by uuid NOT NULL CONSTRAINT handson_closure_author REFERENCES person (id),
        created_at timestamptz(3) NOT NULL,
        CONSTRAINT handson_closure_once UNIQUE NULLS NOT DISTINCT (week_id, room_id),
        CONSTRAINT handson_closure_week FOREIGN KEY (week_id, edition_id) REFERENCES handson_week (id, edition_id) ON DELETE CASCADE,
        CONSTRAINT handson_closure_room FOREIGN KEY (room_id, edition_id) REFERENCES handson_room (id, edition_id) ON DELETE CASCADE
      );

      CREATE TABLE handson_wish_list (
        edition_id uuid NOT NULL CONSTRAINT handson_wish_list_edition REFERENCES edition (id),
        person_id uuid NOT NULL CONSTRAINT handson_wish_list_person REFERENCES person (id),
        note text,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz(3) NOT NULL,
        CONSTRAINT handson_wish_list_pk PRIMARY KEY (edition_id, person_id)
      );
      -- Rank 1 is the dearest; no rank: impossible.
      CREATE TABLE handson_wish (
        edition_id uuid NOT NULL,
        person_id uuid NOT NULL,
        week_id uuid NOT NULL,
        rank smallint CONSTRAINT handson_wish_from_one CHECK (rank >= 1),
        CONSTRAINT handson_wish_pk PRIMARY KEY (week_id, person_id),
        CONSTRAINT handson_wish_rank UNIQUE (edition_id, person_id, rank) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT handson_wish_in_list FOREIGN KEY (edition_id, person_id) REFERENCES handson_wish_list (edition_id, person_id) ON DELETE CASCADE,
        CONSTRAINT handson_wish_week FOREIGN KEY (week_id, edition_id) REFERENCES handson_week (id, edition_id) ON DELETE CASCADE
      );

      -- Who has which place. held: for somebody who asked for it or was offered it, until then; agreed: published.
      CREATE TABLE handson_booking (
        id uuid CONSTRAINT handson_booking_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        place_id uuid NOT NULL,
        week_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT handson_booking_whose REFERENCES person (id),
        state text NOT NULL CONSTRAINT handson_booking_state CHECK (state IN ('held', 'agreed')),
        held_until timestamptz(3),
        created_at timestamptz(3) NOT NULL,
        -- Rises with each change that calendars must learn of.
        calendar_sequence int NOT NULL DEFAULT 0,
        CONSTRAINT handson_booking_held CHECK ((state = 'held') = (held_until IS NOT NULL)),
        -- Checked at the end of a statement, so that one statement can exchange two.
        CONSTRAINT handson_booking_place_once UNIQUE (place_id) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT handson_booking_week_once UNIQUE (week_id, person_id) DEFERRABLE INITIALLY IMMEDIATE,
        CONSTRAINT handson_booking_of_person UNIQUE (id, week_id, person_id, edition_id),
        CONSTRAINT handson_booking_place FOREIGN KEY (place_id, week_id, edition_id) REFERENCES handson_place (id, week_id, edition_id)
      );
      CREATE INDEX handson_booking_of_edition ON handson_booking (edition_id, week_id);
      CREATE INDEX handson_booking_of_person_index ON handson_booking (person_id, edition_id);
      CREATE INDEX handson_booking_due ON handson_booking (held_until) WHERE state = 'held';

      -- What no booking may break, whoever writes it: closures, impossible weeks, lecture days, and who is a trainee.
      CREATE FUNCTION handson_booking_check() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE of_week handson_week;
      BEGIN
        IF TG_OP = 'UPDATE' AND (NEW.person_id, NEW.edition_id) IS DISTINCT FROM (OLD.person_id, OLD.edition_id) THEN
          RAISE EXCEPTION 'a booking stays with its person' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_booking_person';
        END IF;
        -- Whoever closes the week or calls it impossible waits for us, and we for them.
        SELECT * INTO of_week FROM handson_week WHERE id = NEW.week_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM handson_closure c JOIN handson_place p ON p.id = NEW.place_id WHERE c.week_id = NEW.week_id AND (c.room_id IS NULL OR c.room_id = p.room_id)) THEN
          RAISE EXCEPTION 'the room is closed in this week' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_booking_open';
        END IF;
        IF EXISTS (SELECT 1 FROM handson_wish w WHERE w.week_id = NEW.week_id AND w.person_id = NEW.person_id AND w.rank IS NULL) THEN
          RAISE EXCEPTION 'the week is impossible for this trainee' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_booking_possible';
        END IF;
        IF EXISTS (SELECT 1 FROM handson_rule r JOIN edition e ON e.id = r.edition_id JOIN lecture l ON l.edition_id = r.edition_id
                   WHERE r.edition_id = NEW.edition_id AND r.keep_lecture_days
                     AND (l.starts_at AT TIME ZONE e.time_zone)::date BETWEEN of_week.monday AND of_week.monday + 4) THEN
          RAISE EXCEPTION 'lectures are held in this week' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_booking_lectures';
        END IF;
        IF NOT EXISTS (SELECT 1 FROM membership m WHERE m.person_id = NEW.person_id AND m.edition_id = NEW.edition_id AND m.role = 'trainee' AND m.until IS NULL) THEN
          RAISE EXCEPTION 'only trainees of the edition have places' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_booking_trainee';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER handson_booking_rules BEFORE INSERT OR UPDATE OF edition_id, place_id, week_id, person_id ON handson_booking FOR EACH ROW EXECUTE FUNCTION handson_booking_check();

      CREATE FUNCTION handson_closure_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        PERFORM 1 FROM handson_week WHERE id = NEW.week_id FOR UPDATE;
        IF EXISTS (SELECT 1 FROM handson_booking b JOIN handson_place p ON p.id = b.place_id WHERE b.week_id = NEW.week_id AND (NEW.room_id IS NULL OR NEW.room_id = p.room_id)) THEN
          RAISE EXCEPTION 'somebody has a place there' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_closure_free';
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER handson_closure_rules BEFORE INSERT OR UPDATE ON handson_closure FOR EACH ROW EXECUTE FUNCTION handson_closure_check();

      CREATE FUNCTION handson_wish_check() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NEW.rank IS NULL THEN
          PERFORM 1 FROM handson_week WHERE id = NEW.week_id FOR UPDATE;
          IF EXISTS (SELECT 1 FROM handson_booking b WHERE b.week_id = NEW.week_id AND b.person_id = NEW.person_id) THEN
            RAISE EXCEPTION 'the trainee has a place in this week' USING ERRCODE = 'check_violation', CONSTRAINT = 'handson_wish_unbooked';
          END IF;
        END IF;
        RETURN NEW;
      END $$;
      CREATE TRIGGER handson_wish_rules BEFORE INSERT OR UPDATE ON handson_wish FOR EACH ROW EXECUTE FUNCTION handson_wish_check();

      -- The rota to be, as differences from the bookings: this place would have this person, or nobody.
      CREATE TABLE handson_draft (
        place_id uuid CONSTRAINT handson_draft_pk PRIMARY KEY CONSTRAINT handson_draft_place REFERENCES handson_place (id) ON DELETE CASCADE,
        edition_id uuid NOT NULL CONSTRAINT handson_draft_edition REFERENCES edition (id),
        person_id uuid CONSTRAINT handson_draft_person REFERENCES person (id),
        changed_by uuid NOT NULL CONSTRAINT handson_draft_author REFERENCES person (id),
        changed_at timestamptz(3) NOT NULL
      );
      CREATE INDEX handson_draft_of_edition ON handson_draft (edition_id);

      -- What the solver answered, with the seed of its ties: the same question has the same answer.
      CREATE TABLE handson_proposal (
        id uuid CONSTRAINT handson_proposal_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT handson_proposal_edition REFERENCES edition (id),
        seed int NOT NULL,
        rule_version text NOT NULL,
        problem jsonb NOT NULL,
        answer jsonb NOT NULL,
        created_by uuid NOT NULL CONSTRAINT handson_proposal_author REFERENCES person (id),
        created_at timestamptz(3) NOT NULL
      );
      CREATE INDEX handson_proposal_of_edition ON handson_proposal (edition_id, created_at);
      CREATE TRIGGER handson_proposal_append_only BEFORE UPDATE OR DELETE ON handson_proposal FOR EACH ROW EXECUTE FUNCTION refuse_change();

      -- A trainee asks for a free place; it is held meanwhile.
      CREATE TABLE handson_request (
        id uuid CONSTRAINT handson_request_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT handson_request_person REFERENCES person (id),
        week_id uuid NOT NULL,
        booking_id uuid CONSTRAINT handson_request_booking REFERENCES handson_booking (id) ON DELETE SET NULL,
        note text,
        state text NOT NULL CONSTRAINT handson_request_state CHECK (state IN ('waiting', 'agreed', 'refused', 'expired', 'withdrawn')),
        created_at timestamptz(3) NOT NULL,
        decided_at timestamptz(3),
        decided_by uuid CONSTRAINT handson_request_decider REFERENCES person (id),
        reason text,
        CONSTRAINT handson_request_week FOREIGN KEY (week_id, edition_id) REFERENCES handson_week (id, edition_id),
        CONSTRAINT handson_request_decided CHECK ((state = 'waiting') = (decided_at IS NULL))
      );
      -- One at a time: nobody holds weeks that others could ask for.
      CREATE UNIQUE INDEX handson_request_once ON handson_request (edition_id, person_id) WHERE state = 'waiting';
      CREATE INDEX handson_request_of_edition ON handson_request (edition_id, created_at);

      -- First come, first offered.
      CREATE TABLE handson_waiting (
        id uuid CONSTRAINT handson_waiting_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL,
        person_id uuid NOT NULL CONSTRAINT handson_waiting_person REFERENCES person (id),
        week_id uuid NOT NULL,
        since timestamptz(3) NOT NULL,
        state text NOT NULL CONSTRAINT handson_waiting_state CHECK (state IN ('waiting', 'offered', 'taken', 'declined', 'expired', 'left')),
        booking_id uuid CONSTRAINT handson_waiting_booking REFERENCES handson_booking (id) ON DELETE SET NULL,
        ended_at timestamptz(3),
        CONSTRAINT handson_waiting_week FOREIGN KEY (week_id, edition_id) REFERENCES handson_week (id, edition_id),
        CONSTRAINT handson_waiting_ended CHECK ((state IN ('waiting', 'offered')) = (ended_at IS NULL))
      );
      CREATE UNIQUE INDEX handson_waiting_once ON handson_waiting (person_id, week_id) WHERE state IN ('waiting', 'offered');
      CREATE INDEX handson_waiting_line ON handson_waiting (week_id, since, id) WHERE state = 'waiting';
      CREATE INDEX handson_waiting_of_person ON handson_waiting (person_id, edition_id);

      -- Two trainees exchange their weeks, if the other and then the director agree.
      CREATE TABLE handson_swap (
        id uuid CONSTRAINT handson_swap_pk PRIMARY KEY DEFAULT gen_random_uuid(),
        edition_id uuid NOT NULL CONSTRAINT handson_swap_edition REFERENCES edition (id),
        asker_id uuid NOT NULL CONSTRAINT handson_swap_asker REFERENCES person (id),
        asker_booking_id uuid CONSTRAINT handson_swap_asker_booking REFERENCES handson_booking (id) ON DELETE SET NULL,
        asker_week_id uuid NOT NULL,
        other_id uuid NOT NULL CONSTRAINT handson_swap_other REFERENCES person (id),
        other_booking_id uuid CONSTRAINT handson_swap_other_booking REFERENCES handson_booking (id) ON DELETE SET NULL,
        other_week_id uuid NOT NULL,
        note text,
        state text NOT NULL CONSTRAINT handson_swap_state CHECK (state IN ('asked', 'accepted', 'agreed', 'declined', 'refused', 'withdrawn', 'void')),
        reason text,
        created_at timestamptz(3) NOT NULL,
        answered_at timestamptz(3),
        decided_at timestamptz(3),
        decided_by uuid CONSTRAINT handson_swap_decider REFERENCES person (id),
        CONSTRAINT handson_swap_two CHECK (asker_id <> other_id AND asker_week_id <> other_week_id),
        CONSTRAINT handson_swap_asker_week FOREIGN KEY (asker_week_id, edition_id) REFERENCES handson_week (id, edition_id),
        CONSTRAINT handson_swap_other_week FOREIGN KEY (other_week_id, edition_id) REFERENCES handson_week (id, edition_id)
      );
      CREATE UNIQUE INDEX handson_swap_once ON handson_swap (asker_booking_id, other_booking_id) WHERE state IN ('asked', 'accepted');
      CREATE INDEX handson_swap_of_edition ON handson_swap (edition_id, created_at);

      -- An invitation may come with the event for the reader's calendar.
      ALTER TABLE mail ADD COLUMN calendar text, ADD COLUMN calendar_method text CONSTRAINT mail_calendar_method CHECK (calendar_method IN ('PUBLISH', 'CANCEL'));
      ALTER TABLE mail ADD CONSTRAINT mail_calendar CHECK ((calendar IS NULL) = (calendar_method IS NULL));
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE mail DROP COLUMN calendar, DROP COLUMN calendar_method;
      DROP TABLE handson_swap, handson_waiting, handson_request, handson_proposal, handson_draft, handson_booking, handson_wish, handson_wish_list, handson_closure, handson_place, handson_week, handson_room, handson_rule;
      DROP FUNCTION handson_booking_check(), handson_closure_check(), handson_wish_check(), handson_make_places();
    `);
  }
}
