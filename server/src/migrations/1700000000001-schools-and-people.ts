import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Schools, campuses, units and people: what every other table points at by (school_id, id). */
export class SchoolsAndPeople1700000000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE schools (
        id uuid PRIMARY KEY,
        code text NOT NULL UNIQUE CHECK (code ~ '^[a-z0-9-]{2,32}$'),
        name jsonb NOT NULL,
        time_zone text NOT NULL DEFAULT 'Asia/Shanghai',
        is_demo boolean NOT NULL DEFAULT false,
        support jsonb NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now()
      );
      CREATE TABLE campuses (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        code text NOT NULL,
        name jsonb NOT NULL,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, code)
      );
      CREATE TABLE units (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        parent_id uuid,
        code text NOT NULL,
        kind text NOT NULL CHECK (kind IN ('school', 'college', 'department', 'major', 'class')),
        name jsonb NOT NULL,
        -- ids from the root down to this unit, itself included
        path uuid[] NOT NULL,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, code),
        FOREIGN KEY (school_id, parent_id) REFERENCES units (school_id, id),
        CHECK (path[cardinality(path)] = id)
      );
      CREATE INDEX units_path ON units USING gin (path);
      CREATE TABLE people (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        number text NOT NULL CHECK (char_length(number) BETWEEN 1 AND 32),
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 64),
        sex text NOT NULL CHECK (sex IN ('female', 'male', 'unstated')),
        kind text NOT NULL CHECK (kind IN ('student', 'staff')),
        state text NOT NULL CHECK (state IN ('admitted', 'active', 'suspended', 'left')),
        unit_id uuid NOT NULL,
        campus_id uuid NOT NULL,
        presence text NOT NULL DEFAULT 'off_campus' CHECK (presence IN ('on_campus', 'off_campus')),
        presence_campus_id uuid,
        presence_since timestamptz,
        id_kind text NOT NULL DEFAULT 'resident' CHECK (id_kind IN ('resident', 'other')),
        -- AES-256-GCM, key id in front; never shown whole
        id_cipher bytea NOT NULL,
        -- keyed hash for equality only
        id_lookup bytea NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, number),
        UNIQUE (school_id, id_lookup),
        FOREIGN KEY (school_id, unit_id) REFERENCES units (school_id, id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        FOREIGN KEY (school_id, presence_campus_id) REFERENCES campuses (school_id, id),
        CHECK ((presence = 'on_campus') = (presence_campus_id IS NOT NULL))
      );
      CREATE INDEX people_unit ON people (school_id, unit_id) WHERE state IN ('admitted', 'active', 'suspended');
      CREATE TABLE role_grants (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        role text NOT NULL CHECK (role IN ('counsellor', 'card_staff', 'school_admin')),
        unit_id uuid,
        granted_by uuid,
        granted_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, unit_id) REFERENCES units (school_id, id),
        CHECK ((role = 'counsellor') = (unit_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX role_grants_once ON role_grants (school_id, person_id, role, unit_id) NULLS NOT DISTINCT;
      CREATE INDEX role_grants_unit ON role_grants (school_id, unit_id) WHERE role = 'counsellor';
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE role_grants, people, units, campuses, schools');
  }
}
