import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Campaigns, form templates, windows and reports; reports and their versions are partitioned by month. */
export class CheckIn1700000000004 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE campaigns (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        name jsonb NOT NULL,
        legal_ground jsonb NOT NULL,
        starts_on date NOT NULL,
        ends_on date NOT NULL,
        retain_until date NOT NULL,
        audience_kinds text[] NOT NULL CHECK (audience_kinds <@ ARRAY['student', 'staff'] AND cardinality(audience_kinds) > 0),
        audience_unit_ids uuid[] NOT NULL DEFAULT '{}',
        state text NOT NULL CHECK (state IN ('draft', 'running', 'ended')),
        created_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        CHECK (starts_on <= ends_on AND ends_on <= retain_until)
      );
      CREATE UNIQUE INDEX campaigns_one_running ON campaigns (school_id) WHERE state = 'running';
      CREATE TABLE check_in_templates (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        form_key text NOT NULL CHECK (form_key ~ '^[a-z][a-z0-9_]{1,40}$'),
        version int NOT NULL CHECK (version > 0),
        state text NOT NULL CHECK (state IN ('draft', 'published', 'superseded')),
        body jsonb NOT NULL,
        published_at timestamptz,
        superseded_at timestamptz,
        -- on the published version: until when the one before it is still accepted
        grace_until timestamptz,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, form_key, version)
      );
      CREATE UNIQUE INDEX check_in_templates_one_published ON check_in_templates (school_id, form_key) WHERE state = 'published';
      CREATE UNIQUE INDEX check_in_templates_one_draft ON check_in_templates (school_id, form_key) WHERE state = 'draft';
      CREATE TABLE check_in_windows (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        campaign_id uuid NOT NULL,
        form_key text NOT NULL,
        title jsonb NOT NULL,
        kind text NOT NULL CHECK (kind IN ('student', 'staff')),
        presence text CHECK (presence IN ('on_campus', 'off_campus')),
        campus_id uuid,
        opens_minute int NOT NULL CHECK (opens_minute BETWEEN 0 AND 1439),
        closes_minute int NOT NULL CHECK (closes_minute BETWEEN 1 AND 1440),
        late_until_minute int NOT NULL CHECK (late_until_minute BETWEEN 1 AND 1440),
        -- reports point at a window for ever: one taken out of the plan stays as a row
        removed_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, campaign_id) REFERENCES campaigns (school_id, id),
        FOREIGN KEY (school_id, campus_id) REFERENCES campuses (school_id, id),
        CHECK (opens_minute < closes_minute AND closes_minute <= late_until_minute)
      );
      CREATE INDEX check_in_windows_campaign ON check_in_windows (school_id, campaign_id) WHERE removed_at IS NULL;

      CREATE TABLE check_in_reports (
        school_id uuid NOT NULL,
        day date NOT NULL,
        id uuid NOT NULL,
        person_id uuid NOT NULL,
        campaign_id uuid NOT NULL,
        window_id uuid NOT NULL,
        template_id uuid NOT NULL,
        version int NOT NULL DEFAULT 1 CHECK (version BETWEEN 1 AND 20),
        answers jsonb NOT NULL,
        is_abnormal boolean NOT NULL,
        flags text[] NOT NULL DEFAULT '{}',
        latitude numeric(5, 2),
        longitude numeric(6, 2),
        no_location_reason text,
        late_reason text,
        -- who sent it when it was not the person
        proxy_id uuid,
        submitted_at timestamptz NOT NULL,
        updated_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, day, id),
        UNIQUE (school_id, person_id, day, window_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, window_id) REFERENCES check_in_windows (school_id, id),
        FOREIGN KEY (school_id, template_id) REFERENCES check_in_templates (school_id, id)
      ) PARTITION BY RANGE (day);
      CREATE INDEX check_in_reports_abnormal ON check_in_reports (school_id, day) WHERE is_abnormal;

      CREATE TABLE check_in_report_versions (
        school_id uuid NOT NULL,
        day date NOT NULL,
        report_id uuid NOT NULL,
        version int NOT NULL,
        template_id uuid NOT NULL,
        answers jsonb NOT NULL,
        by_proxy boolean NOT NULL,
        submitted_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, day, report_id, version)
      ) PARTITION BY RANGE (day);

      -- the application may not create tables; this does it for the months ahead
      CREATE FUNCTION ensure_check_in_partitions(from_day date, months int) RETURNS int
      LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
      DECLARE
        month_start date;
        made int := 0;
        suffix text;
      BEGIN
        IF months NOT BETWEEN 1 AND 36 THEN RAISE EXCEPTION 'months must be 1 to 36'; END IF;
        FOR step IN 0 .. months - 1 LOOP
          month_start := (date_trunc('month', from_day) + make_interval(months => step))::date;
          suffix := to_char(month_start, 'YYYYMM');
          IF to_regclass('check_in_reports_' || suffix) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF check_in_reports FOR VALUES FROM (%L) TO (%L)',
              'check_in_reports_' || suffix, month_start, (month_start + interval '1 month')::date);
            EXECUTE format('CREATE TABLE %I PARTITION OF check_in_report_versions FOR VALUES FROM (%L) TO (%L)',
              'check_in_report_versions_' || suffix, month_start, (month_start + interval '1 month')::date);
            made := made + 1;
          END IF;
        END LOOP;
        RETURN made;
      END $$;
      SELECT ensure_check_in_partitions((now() - interval '2 months')::date, 15);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP FUNCTION ensure_check_in_partitions;
      DROP TABLE check_in_report_versions, check_in_reports, check_in_windows, check_in_templates, campaigns;
    `);
  }
}
