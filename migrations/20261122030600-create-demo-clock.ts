import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CreateDemoClock implements MigrationInterface {
  name = 'create-demo-clock-20261122030600';

  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- Where the demo stands in its year. Without a row there is no demo here.
      CREATE TABLE demo_clock (
        one boolean NOT NULL DEFAULT true CONSTRAINT demo_clock_pk PRIMARY KEY CONSTRAINT demo_clock_one CHECK (one),
        -- The course's time less the real time.
        offset_ms bigint NOT NULL,
        -- An instant that the course has reached, written down from time to time; it never goes back.
        reached_at timestamptz(3) NOT NULL,
        -- The start that set the clock, so that a part which is started again in mid-run changes nothing.
        start_id text,
        -- The time of day that this start was asked for.
        asked text
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE demo_clock;`);
  }
}
