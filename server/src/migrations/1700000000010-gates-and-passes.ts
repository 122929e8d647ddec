import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Gates, passes with their holds, applications for them, and what a school decides about them. */
export class GatesAndPasses1700000000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- how a school is named in a pass code; four signs at most
      CREATE SEQUENCE school_short_codes;
      ALTER TABLE schools ADD COLUMN short_code text NOT NULL UNIQUE
        DEFAULT 's' || to_hex(nextval('school_short_codes')) CHECK (short_code ~ '^[a-z0-9]{1,4}$');
      ALTER SEQUENCE school_short_codes OWNED BY schools.short_code;

      CREATE TABLE buildings (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campus_id uuid NOT NULL,
        code text NOT NULL CHECK (code ~ '^[a-z0-9]{1,6}$'),
        name jsonb NOT NULL,
        created_at timestamptz NOT NULL,
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, code),
        -- a gate names campus and building together
        UNIQUE (school_id, id, campus_id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id)
      );
      CREATE TABLE gates (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campus_id uuid NOT NULL,
        building_id uuid,
        code text NOT NULL CHECK (code ~ '^[a-z0-9]{1,6}$'),
        name jsonb NOT NULL,
        directions text[] NOT NULL CHECK (directions <@ ARRAY['in', 'out'] AND cardinality(directions) BETWEEN 1 AND 2),
        important boolean NOT NULL DEFAULT false,
        inside_private boolean NOT NULL DEFAULT false,
        anti_passback text NOT NULL DEFAULT 'off' CHECK (anti_passback IN ('off', 'warn', 'block')),
        created_at timestamptz NOT NULL,
        -- passages point at a gate for ever: one that is closed down stays as a row
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, code),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        FOREIGN KEY (school_id, building_id, campus_id) REFERENCES buildings (school_id, id, campus_id)
      );
      CREATE INDEX gates_campus ON gates (school_id, campus_id) WHERE removed_at IS NULL;
      -- closed management; no campus: the whole school
      CREATE TABLE closures (
        school_id uuid NOT NULL REFERENCES schools (id),
        campus_id uuid,
        since timestamptz NOT NULL,
        set_by uuid NOT NULL,
        UNIQUE NULLS NOT DISTINCT (school_id, campus_id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        FOREIGN KEY (school_id, set_by) REFERENCES people (school_id, id)
      );

      CREATE TABLE pass_policies (
        school_id uuid PRIMARY KEY REFERENCES schools (id),
        fever_tenths int NOT NULL CHECK (fever_tenths BETWEEN 360 AND 400),
        check_in_max_age_hours int CHECK (check_in_max_age_hours BETWEEN 1 AND 168),
        exempt_kinds text[] NOT NULL CHECK (exempt_kinds <@ ARRAY['student', 'staff']),
        exempt_unit_ids uuid[] NOT NULL DEFAULT '{}' CHECK (cardinality(exempt_unit_ids) <= 200),
        updated_at timestamptz NOT NULL
      );
      CREATE TABLE passes (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        origin text NOT NULL CHECK (origin IN ('return', 'exempt')),
        -- the application that was approved
        origin_id uuid,
        photo_upload_id uuid,
        -- codes with a lower v are replaced
        epoch int NOT NULL DEFAULT 1 CHECK (epoch BETWEEN 1 AND 999),
        created_at timestamptz NOT NULL,
        ended_at timestamptz,
        -- of the phone that shows the codes
        device_session_id uuid,
        device_since timestamptz,
        last_gate_id uuid,
        last_direction text CHECK (last_direction IN ('in', 'out')),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, photo_upload_id, person_id) REFERENCES uploads (school_id, id, owner_id),
        FOREIGN KEY (school_id, device_session_id) REFERENCES sessions (school_id, id),
        FOREIGN KEY (school_id, last_gate_id) REFERENCES gates (school_id, id)
      );
      -- how passes stand for terminals without network; a row that changes carries the transaction that changed it
      CREATE TABLE pass_standings (
        school_id uuid NOT NULL,
        pass_id uuid NOT NULL,
        epoch int NOT NULL,
        refusal text CHECK (refusal IN ('pass_held', 'pass_ended', 'person_inactive')),
        changed_xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
        PRIMARY KEY (school_id, pass_id),
        FOREIGN KEY (school_id, pass_id) REFERENCES passes (school_id, id) ON DELETE CASCADE
      );
      CREATE INDEX pass_standings_changes ON pass_standings (school_id, changed_xid, pass_id);

      CREATE TABLE pass_holds (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        cause text NOT NULL CHECK (cause IN ('fever', 'open_case', 'override', 'left')),
        -- what the cause names: the case, the override; the person where there is nothing else
        source_id uuid NOT NULL,
        placed_at timestamptz NOT NULL,
        lifted_at timestamptz,
        lifted_by uuid,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, person_id, cause, source_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, lifted_by) REFERENCES people (school_id, id),
        CHECK (lifted_by IS NULL OR lifted_at IS NOT NULL),
        -- nobody lifts a hold of their own
        CHECK (lifted_by <> person_id)
      );
      CREATE INDEX pass_holds_open ON pass_holds (school_id, person_id) WHERE lifted_at IS NULL;
      CREATE INDEX pass_holds_source ON pass_holds (school_id, source_id);
      CREATE TABLE pass_overrides (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        effect text NOT NULL CHECK (effect IN ('hold', 'lift')),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 10 AND 500),
        state text NOT NULL DEFAULT 'proposed' CHECK (state IN ('proposed', 'confirmed', 'refused', 'expired')),
        proposed_by uuid NOT NULL,
        proposed_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, proposed_by) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, decided_by) REFERENCES people (school_id, id),
        -- two persons, neither of them the one whom it is about
        CHECK (proposed_by <> person_id AND decided_by <> person_id),
        CHECK (state <> 'confirmed' OR (decided_by IS NOT NULL AND decided_by <> proposed_by))
      );
      CREATE UNIQUE INDEX pass_overrides_one_open ON pass_overrides (school_id, person_id) WHERE state = 'proposed';

      CREATE TABLE exempt_passes (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned', 'rejected', 'withdrawn')),
        revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
        version int NOT NULL DEFAULT 1 CHECK (version BETWEEN 1 AND 50),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
        -- gone once it is of no use
        photo_upload_id uuid,
        approver_id uuid NOT NULL,
        correction jsonb,
        submitted_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, approver_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, photo_upload_id, person_id) REFERENCES uploads (school_id, id, owner_id),
        CHECK (approver_id <> person_id),
        CHECK (photo_upload_id IS NOT NULL OR state NOT IN ('submitted', 'returned'))
      );
      CREATE UNIQUE INDEX exempt_passes_one_open ON exempt_passes (school_id, person_id) WHERE state IN ('submitted', 'returned');
      CREATE TABLE temporary_passes (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned', 'rejected', 'withdrawn')),
        revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
        version int NOT NULL DEFAULT 1 CHECK (version BETWEEN 1 AND 50),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
        gate_ids uuid[] NOT NULL CHECK (cardinality(gate_ids) BETWEEN 1 AND 10),
        starts_at timestamptz NOT NULL,
        ends_at timestamptz NOT NULL,
        approver_id uuid NOT NULL,
        correction jsonb,
        submitted_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, approver_id) REFERENCES people (school_id, id),
        CHECK (starts_at < ends_at AND ends_at <= starts_at + interval '7 days'),
        CHECK (approver_id <> person_id)
      );
      CREATE INDEX temporary_passes_person ON temporary_passes (school_id, person_id, ends_at);

      ALTER TABLE cases DROP CONSTRAINT cases_source_kind_check,
        ADD CONSTRAINT cases_source_kind_check CHECK (source_kind IN ('check_in_report', 'passage'));

      -- whoever was approved, or stands on the campus by an arrival, before there were passes
      INSERT INTO passes (school_id, id, person_id, origin, origin_id, created_at)
      SELECT DISTINCT ON (a.school_id, a.person_id) a.school_id, gen_random_uuid(), a.person_id, 'return', a.id, now()
      FROM return_applications a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
      WHERE p.state IN ('admitted', 'active', 'suspended')
        AND (a.state = 'approved' OR (a.state = 'arrived' AND p.presence = 'on_campus'))
      ORDER BY a.school_id, a.person_id, a.updated_at DESC;
      INSERT INTO pass_standings (school_id, pass_id, epoch, refusal)
      SELECT a.school_id, a.id, a.epoch, CASE WHEN p.state = 'suspended' THEN 'person_inactive' END
      FROM passes a JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id;
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DELETE FROM cases WHERE source_kind = 'passage';
      ALTER TABLE cases DROP CONSTRAINT cases_source_kind_check,
        ADD CONSTRAINT cases_source_kind_check CHECK (source_kind IN ('check_in_report'));
      DROP TABLE temporary_passes, exempt_passes, pass_overrides, pass_holds, pass_standings, passes, pass_policies,
        closures, gates, buildings;
      ALTER TABLE schools DROP COLUMN short_code;
    `);
  }
}
