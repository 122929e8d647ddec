import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Return applications with their versions and evidence, arrivals, leaving, and what a school sets up for them. */
export class Returning1700000000009 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      -- the grounds of a campus as circles, WGS 84
      CREATE TABLE campus_circles (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campus_id uuid NOT NULL,
        latitude double precision NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        longitude double precision NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        radius_metres int NOT NULL CHECK (radius_metres BETWEEN 20 AND 10000),
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id)
      );
      CREATE INDEX campus_circles_campus ON campus_circles (school_id, campus_id);

      -- a unit without a rule takes that of the nearest unit above; none at all: its counsellors
      CREATE TABLE approver_rules (
        school_id uuid NOT NULL,
        unit_id uuid NOT NULL,
        approver_ids uuid[] NOT NULL CHECK (cardinality(approver_ids) BETWEEN 1 AND 20),
        notice jsonb,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, unit_id),
        FOREIGN KEY (school_id, unit_id) REFERENCES units (school_id, id)
      );
      CREATE TABLE return_evidence_slots (
        school_id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        key text NOT NULL CHECK (key ~ '^[a-z][a-z0-9_]{0,40}$'),
        position int NOT NULL,
        body jsonb NOT NULL,
        PRIMARY KEY (school_id, campaign_id, key),
        UNIQUE (school_id, campaign_id, position),
        FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id)
      );

      CREATE TABLE return_applications (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campaign_id uuid NOT NULL,
        person_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('draft', 'submitted', 'approved', 'returned', 'rejected', 'withdrawn', 'arrived')),
        revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
        version int NOT NULL DEFAULT 0 CHECK (version BETWEEN 0 AND 50),
        draft jsonb NOT NULL DEFAULT '{}',
        -- of the version that was handed in last
        returns_at timestamptz,
        campus_id uuid,
        approver_id uuid,
        -- reason, comment, slots and instant of the last decision that asked for something
        correction jsonb,
        submitted_at timestamptz,
        created_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, id, person_id),
        FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        FOREIGN KEY (school_id, approver_id) REFERENCES people (school_id, id),
        CHECK (approver_id <> person_id),
        CHECK (state IN ('draft', 'withdrawn') OR (version > 0 AND returns_at IS NOT NULL AND campus_id IS NOT NULL AND approver_id IS NOT NULL))
      );
      CREATE UNIQUE INDEX return_applications_one_open ON return_applications (school_id, person_id)
        WHERE state IN ('draft', 'submitted', 'returned', 'approved');
      CREATE INDEX return_applications_person ON return_applications (school_id, person_id, id DESC);
      CREATE INDEX return_applications_expected ON return_applications (school_id, returns_at, id) WHERE state IN ('approved', 'arrived');
      CREATE TABLE return_versions (
        school_id uuid NOT NULL,
        application_id uuid NOT NULL,
        version int NOT NULL CHECK (version > 0),
        content jsonb NOT NULL,
        template_id uuid NOT NULL,
        submitted_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, application_id, version),
        FOREIGN KEY (school_id, application_id) REFERENCES return_applications (school_id, id),
        FOREIGN KEY (school_id, template_id) REFERENCES check_in_templates (school_id, id)
      );
      CREATE TABLE return_evidence (
        school_id uuid NOT NULL,
        application_id uuid NOT NULL,
        version int NOT NULL,
        slot text NOT NULL,
        paper text,
        upload_id uuid NOT NULL,
        person_id uuid NOT NULL,
        PRIMARY KEY (school_id, application_id, version, slot),
        UNIQUE (school_id, application_id, version, upload_id),
        FOREIGN KEY (school_id, application_id, version) REFERENCES return_versions (school_id, application_id, version),
        FOREIGN KEY (school_id, application_id, person_id) REFERENCES return_applications (school_id, id, person_id),
        -- only one's own pictures
        FOREIGN KEY (school_id, upload_id, person_id) REFERENCES uploads (school_id, id, owner_id)
      );
      CREATE INDEX return_evidence_upload ON return_evidence (school_id, upload_id);
      CREATE TABLE return_arrivals (
        school_id uuid NOT NULL,
        application_id uuid NOT NULL,
        person_id uuid NOT NULL,
        campus_id uuid NOT NULL,
        means text NOT NULL CHECK (means IN ('location', 'approver', 'gate')),
        -- six decimals, deleted with the campaign; null where no location was used
        latitude numeric(8, 6),
        longitude numeric(9, 6),
        accuracy_metres int,
        flags text[] NOT NULL DEFAULT '{}',
        confirmed_by uuid,
        arrived_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, application_id),
        FOREIGN KEY (school_id, application_id, person_id) REFERENCES return_applications (school_id, id, person_id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        CHECK ((means = 'location') = (latitude IS NOT NULL AND longitude IS NOT NULL)),
        CHECK ((means = 'approver') = (confirmed_by IS NOT NULL)),
        CHECK (confirmed_by <> person_id)
      );
      CREATE INDEX return_arrivals_coordinates ON return_arrivals (school_id, latitude, longitude) WHERE latitude IS NOT NULL;

      CREATE TABLE leaving_applications (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        state text NOT NULL CHECK (state IN ('submitted', 'approved', 'returned', 'rejected', 'withdrawn', 'left')),
        revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
        version int NOT NULL DEFAULT 1 CHECK (version BETWEEN 1 AND 50),
        leaves_at timestamptz NOT NULL,
        destination text NOT NULL CHECK (char_length(destination) BETWEEN 1 AND 100),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
        approver_id uuid NOT NULL,
        correction jsonb,
        submitted_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, approver_id) REFERENCES people (school_id, id),
        CHECK (approver_id <> person_id)
      );
      CREATE UNIQUE INDEX leaving_applications_one_open ON leaving_applications (school_id, person_id)
        WHERE state IN ('submitted', 'returned', 'approved');
      CREATE INDEX leaving_applications_person ON leaving_applications (school_id, person_id, id DESC);
    `);
    // what was handed in once is never changed afterwards
    await db.query(`
      DO $$
      DECLARE
        application text;
      BEGIN
        FOR application IN
          SELECT DISTINCT grantee FROM information_schema.role_table_grants
          WHERE table_name = 'return_versions' AND grantee <> current_user
        LOOP
          EXECUTE format('REVOKE UPDATE ON return_versions, return_evidence, approval_transfers FROM %I', application);
        END LOOP;
      END $$
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TABLE leaving_applications, return_arrivals, return_evidence, return_versions, return_applications,
        return_evidence_slots, approver_rules, campus_circles
    `);
  }
}
