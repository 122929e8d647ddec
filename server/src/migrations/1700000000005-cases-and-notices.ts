import type { MigrationInterface, QueryRunner } from 'typeorm';

export class CasesAndNotices1700000000005 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE cases (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        -- what opened it: the kind and id of the source, and the rule's key
        source_kind text NOT NULL CHECK (source_kind IN ('check_in_report')),
        source_id uuid NOT NULL,
        source_day date,
        rule_key text NOT NULL,
        title jsonb NOT NULL,
        -- null: nobody is responsible for the unit yet; the administrators see it
        owner_id uuid,
        state text NOT NULL CHECK (state IN ('open', 'closed')),
        opened_at timestamptz NOT NULL,
        due_at timestamptz NOT NULL,
        closed_at timestamptz,
        closed_by uuid,
        closing_note text CHECK (char_length(closing_note) BETWEEN 1 AND 500),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, source_kind, source_id, rule_key),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, owner_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, closed_by) REFERENCES people (school_id, id),
        CHECK ((state = 'closed') = (closed_at IS NOT NULL AND closed_by IS NOT NULL AND closing_note IS NOT NULL)),
        CHECK (closed_by <> person_id)
      );
      CREATE INDEX cases_open ON cases (school_id, due_at) WHERE state = 'open';
      CREATE INDEX cases_person ON cases (school_id, person_id, id);
      CREATE TABLE notices (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        kind text NOT NULL,
        params jsonb NOT NULL DEFAULT '{}',
        -- one notice per person and key, however often a job runs
        dedupe_key text NOT NULL,
        created_at timestamptz NOT NULL,
        read_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, person_id, dedupe_key),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE INDEX notices_unread ON notices (school_id, person_id) WHERE read_at IS NULL;
      CREATE INDEX notices_inbox ON notices (school_id, person_id, id DESC);
      -- who was reminded of which window on which day: a second tap finds the row
      CREATE TABLE check_in_reminders (
        school_id uuid NOT NULL,
        day date NOT NULL,
        window_id uuid NOT NULL,
        person_id uuid NOT NULL,
        reminded_by uuid NOT NULL,
        reminded_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, day, window_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, window_id) REFERENCES check_in_windows (school_id, id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE check_in_reminders, notices, cases');
  }
}
