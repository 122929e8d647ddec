import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Devices at gates, what they were told apart by, and every passage; passages are partitioned by month. */
export class TerminalsAndPassages1700000000011 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE terminals (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        gate_id uuid NOT NULL,
        name text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 64),
        state text NOT NULL DEFAULT 'awaiting' CHECK (state IN ('awaiting', 'active', 'revoked')),
        model text CHECK (char_length(model) <= 64),
        version text CHECK (char_length(version) <= 32),
        -- keyed digests of numbers for this device alone
        digest_key bytea NOT NULL CHECK (octet_length(digest_key) = 32),
        enrolment_hash bytea UNIQUE,
        enrolment_until timestamptz,
        -- of the last start that the device announced
        boot_id uuid,
        boot_number int NOT NULL DEFAULT 0,
        last_seen_at timestamptz,
        queued_events int NOT NULL DEFAULT 0,
        -- server minus device
        offset_ms bigint,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        revoked_at timestamptz,
        PRIMARY KEY (school_id, id),
        -- what a device stores names its gate as well
        UNIQUE (school_id, id, gate_id),
        FOREIGN KEY (school_id, gate_id) REFERENCES gates (school_id, id),
        FOREIGN KEY (school_id, created_by) REFERENCES people (school_id, id),
        CHECK ((state = 'revoked') = (revoked_at IS NOT NULL)),
        CHECK ((state = 'awaiting') = (enrolment_hash IS NOT NULL))
      );
      CREATE TABLE terminal_keys (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        terminal_id uuid NOT NULL,
        -- P-256, uncompressed without the leading four: x then y
        point bytea NOT NULL CHECK (octet_length(point) = 64),
        created_at timestamptz NOT NULL,
        -- signs until then; null: the key of today
        ends_at timestamptz,
        PRIMARY KEY (school_id, id),
        UNIQUE (point),
        FOREIGN KEY (school_id, terminal_id) REFERENCES terminals (school_id, id)
      );
      CREATE UNIQUE INDEX terminal_keys_current ON terminal_keys (school_id, terminal_id) WHERE ends_at IS NULL;
      CREATE TABLE terminal_alarms (
        school_id uuid NOT NULL,
        terminal_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('sequence_forked', 'boot_forked', 'clock_off', 'events_quarantined')),
        count int NOT NULL DEFAULT 1,
        first_at timestamptz NOT NULL,
        last_at timestamptz NOT NULL,
        seen_at timestamptz,
        PRIMARY KEY (school_id, terminal_id, kind),
        FOREIGN KEY (school_id, terminal_id) REFERENCES terminals (school_id, id)
      );
      -- nonces of signed requests of the last minutes; nothing is lost with it that a repeat could harm
      CREATE UNLOGGED TABLE terminal_nonces (
        terminal_id uuid NOT NULL,
        nonce text NOT NULL CHECK (char_length(nonce) BETWEEN 8 AND 64),
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (terminal_id, nonce)
      );
      CREATE INDEX terminal_nonces_age ON terminal_nonces (seen_at);

      -- a person's number and campuses decide what a device learns of their pass: a change is a change of the standing
      CREATE FUNCTION touch_standings() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        moved uuid[];
      BEGIN
        SELECT array_agg(p.id) INTO moved
        FROM people_after p JOIN people_before b ON b.id = p.id
        WHERE (b.number, b.campus_id, b.presence_campus_id) IS DISTINCT FROM (p.number, p.campus_id, p.presence_campus_id);
        IF moved IS NULL THEN
          RETURN NULL;
        END IF;
        -- whoever writes standings locks the passes first
        PERFORM FROM passes a JOIN people_after p ON p.school_id = a.school_id AND p.id = a.person_id
        WHERE p.id = ANY (moved) ORDER BY a.id FOR NO KEY UPDATE OF a;
        UPDATE pass_standings s SET changed_xid = pg_current_xact_id()
        FROM passes a JOIN people_after p ON p.school_id = a.school_id AND p.id = a.person_id
        WHERE p.id = ANY (moved) AND s.school_id = a.school_id AND s.pass_id = a.id;
        RETURN NULL;
      END $$;
      CREATE TRIGGER people_touch_standings AFTER UPDATE ON people
        REFERENCING OLD TABLE AS people_before NEW TABLE AS people_after
        FOR EACH STATEMENT EXECUTE FUNCTION touch_standings();

      -- every scan that was judged and every event that a device has sent, once
      CREATE TABLE terminal_events (
        terminal_id uuid NOT NULL,
        boot_id uuid NOT NULL,
        sequence int NOT NULL CHECK (sequence > 0),
        school_id uuid NOT NULL,
        -- of the code or number that was shown: another one under the same key is another device
        shown_hash bytea NOT NULL CHECK (octet_length(shown_hash) = 32),
        temperature_tenths int,
        verdict text NOT NULL,
        passage_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (terminal_id, boot_id, sequence)
      );
      CREATE INDEX terminal_events_age ON terminal_events (recorded_at);
      -- events under a key that another event has: each content once
      CREATE TABLE forked_events (
        terminal_id uuid NOT NULL,
        boot_id uuid NOT NULL,
        sequence int NOT NULL,
        content_hash bytea NOT NULL CHECK (octet_length(content_hash) = 32),
        school_id uuid NOT NULL,
        passage_id uuid NOT NULL,
        recorded_at timestamptz NOT NULL,
        PRIMARY KEY (terminal_id, boot_id, sequence, content_hash)
      );
      CREATE INDEX forked_events_age ON forked_events (recorded_at);

      -- a code works once for its pass; one that waits for a temperature is kept by its gate until then
      CREATE TABLE used_codes (
        school_id uuid NOT NULL,
        pass_id uuid NOT NULL,
        jti text NOT NULL CHECK (char_length(jti) = 8),
        gate_id uuid NOT NULL,
        -- null while it waits
        passage_id uuid,
        -- with a fever the code is used up, and nobody went through
        admitted boolean NOT NULL DEFAULT false,
        kept_until timestamptz,
        seen_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, pass_id, jti),
        CHECK (passage_id IS NOT NULL OR kept_until IS NOT NULL),
        CHECK (NOT admitted OR passage_id IS NOT NULL)
      );
      CREATE INDEX used_codes_age ON used_codes (seen_at);

      CREATE TABLE passages (
        school_id uuid NOT NULL,
        occurred_at timestamptz NOT NULL,
        id uuid NOT NULL,
        gate_id uuid NOT NULL,
        terminal_id uuid NOT NULL,
        -- null where nobody was recognised
        person_id uuid,
        pass_id uuid,
        direction text CHECK (direction IN ('in', 'out')),
        means text NOT NULL CHECK (means IN ('code', 'number')),
        verdict text NOT NULL,
        temperature_tenths int,
        offline boolean NOT NULL,
        -- server minus device, as applied to the instant; null: the server's own clock
        offset_ms bigint,
        -- as the device told it; null: the server judged
        device_at timestamptz,
        recorded_at timestamptz NOT NULL,
        -- stored and counts for nothing
        quarantine text,
        -- the same code, admitted elsewhere before
        double_use_of uuid,
        PRIMARY KEY (school_id, occurred_at, id)
      ) PARTITION BY RANGE (occurred_at);
      CREATE INDEX passages_person ON passages (school_id, person_id, occurred_at DESC) WHERE person_id IS NOT NULL;
      CREATE INDEX passages_gate ON passages (school_id, gate_id, occurred_at DESC);

      -- where a person went last, by building; the campus itself where there is no building
      CREATE TABLE occupancies (
        school_id uuid NOT NULL,
        place_id uuid NOT NULL,
        person_id uuid NOT NULL,
        direction text NOT NULL CHECK (direction IN ('in', 'out')),
        occurred_at timestamptz NOT NULL,
        -- orders what happened in the same millisecond
        event_key text NOT NULL,
        PRIMARY KEY (school_id, place_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      ) WITH (fillfactor = 80);
      CREATE INDEX occupancies_inside ON occupancies (school_id, place_id) WHERE direction = 'in';

      CREATE FUNCTION ensure_passage_partitions(from_day date, months int) RETURNS int
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
          IF to_regclass('passages_' || suffix) IS NULL THEN
            EXECUTE format('CREATE TABLE %I PARTITION OF passages FOR VALUES FROM (%L) TO (%L)',
              'passages_' || suffix, month_start::timestamp AT TIME ZONE 'UTC',
              (month_start + interval '1 month') AT TIME ZONE 'UTC');
            made := made + 1;
          END IF;
        END LOOP;
        RETURN made;
      END $$;
      SELECT ensure_passage_partitions((now() - interval '2 months')::date, 15);
      REVOKE ALL ON FUNCTION ensure_passage_partitions FROM PUBLIC;
      GRANT EXECUTE ON FUNCTION ensure_passage_partitions TO ${applicationRole()};
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`
      DROP TRIGGER people_touch_standings ON people;
      DROP FUNCTION touch_standings;
      DROP FUNCTION ensure_passage_partitions;
      DROP TABLE occupancies, passages, used_codes, forked_events, terminal_events, terminal_nonces, terminal_alarms, terminal_keys, terminals;
    `);
  }
}

const applicationRole = (): string => {
  const role = process.env.DATABASE_APP_ROLE ?? 'campus_app';
  if (!/^[a-z_][a-z0-9_]{0,62}$/.test(role)) {
    throw new Error('DATABASE_APP_ROLE must be a plain lower-case role name');
  }
  return role;
};
