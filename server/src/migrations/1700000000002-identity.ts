import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cards, passwords, sign-ins, platform bindings and what card staff do for people. */
export class Identity1700000000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE cards (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        last_four text NOT NULL CHECK (last_four ~ '^[0-9]{4}$'),
        state text NOT NULL CHECK (state IN ('active', 'lost', 'frozen', 'cancelled')),
        balance_fen bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (school_id, id),
        UNIQUE (school_id, person_id, last_four),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE TABLE credentials (
        school_id uuid NOT NULL,
        person_id uuid NOT NULL,
        kind text NOT NULL CHECK (kind IN ('initial', 'chosen')),
        -- argon2id in PHC form
        hash text NOT NULL,
        set_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (school_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE TABLE password_reset_codes (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        code_hash text NOT NULL,
        issued_by uuid NOT NULL,
        issued_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, issued_by) REFERENCES people (school_id, id),
        CHECK (issued_by <> person_id)
      );
      CREATE UNIQUE INDEX password_reset_codes_live ON password_reset_codes (school_id, person_id) WHERE used_at IS NULL;
      CREATE TABLE invitations (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        token_hash bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL,
        used_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE TABLE totp_secrets (
        school_id uuid NOT NULL,
        person_id uuid NOT NULL,
        secret_cipher bytea NOT NULL,
        confirmed_at timestamptz,
        -- the last time step that was accepted: a code works once
        last_step bigint NOT NULL DEFAULT 0,
        PRIMARY KEY (school_id, person_id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE TABLE platform_bindings (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        platform text NOT NULL CHECK (platform IN ('h5', 'alipay', 'weapp')),
        app_id text NOT NULL,
        -- the platform's own id of the user; for h5 the person's id
        subject text NOT NULL,
        card_id uuid,
        bound_at timestamptz NOT NULL,
        unbound_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, card_id) REFERENCES cards (school_id, id)
      );
      CREATE UNIQUE INDEX platform_bindings_subject ON platform_bindings (platform, app_id, subject) WHERE unbound_at IS NULL;
      CREATE UNIQUE INDEX platform_bindings_person ON platform_bindings (school_id, person_id, platform) WHERE unbound_at IS NULL;
      CREATE TABLE sessions (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        platform text NOT NULL CHECK (platform IN ('h5', 'alipay', 'weapp')),
        device_id text NOT NULL CHECK (char_length(device_id) BETWEEN 1 AND 64),
        device_name text NOT NULL CHECK (char_length(device_name) BETWEEN 1 AND 64),
        -- many people signed in from this device within a day
        shared_device boolean NOT NULL DEFAULT false,
        -- staff roles count only in a session that passed TOTP
        staff_verified boolean NOT NULL DEFAULT false,
        refresh_hash bytea NOT NULL UNIQUE,
        previous_refresh_hash bytea,
        refreshed_at timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        created_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        ended_at timestamptz,
        ended_reason text CHECK (ended_reason IN ('signed_out', 'ended_by_owner', 'refresh_reused', 'password_changed', 'unbound', 'person_left', 'person_suspended', 'expired')),
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id)
      );
      CREATE UNIQUE INDEX sessions_previous_refresh ON sessions (previous_refresh_hash) WHERE previous_refresh_hash IS NOT NULL;
      CREATE INDEX sessions_person ON sessions (school_id, person_id) WHERE ended_at IS NULL;
      CREATE INDEX sessions_device ON sessions (device_id, created_at);
      CREATE TABLE correction_requests (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        person_id uuid NOT NULL,
        field text NOT NULL CHECK (field IN ('name', 'number', 'unit')),
        before_value text NOT NULL,
        wished text NOT NULL CHECK (char_length(wished) BETWEEN 1 AND 64),
        reason text NOT NULL CHECK (char_length(reason) BETWEEN 1 AND 200),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'accepted', 'refused')),
        after_value text,
        answer text,
        created_at timestamptz NOT NULL,
        decided_by uuid,
        decided_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, person_id) REFERENCES people (school_id, id),
        FOREIGN KEY (school_id, decided_by) REFERENCES people (school_id, id),
        CHECK ((state = 'open') = (decided_at IS NULL)),
        CHECK (decided_by <> person_id)
      );
      CREATE UNIQUE INDEX correction_requests_open ON correction_requests (school_id, person_id, field) WHERE state = 'open';
      CREATE INDEX correction_requests_state ON correction_requests (school_id, state, id);
      CREATE TABLE imports (
        school_id uuid NOT NULL REFERENCES schools (id),
        id uuid NOT NULL UNIQUE,
        state text NOT NULL CHECK (state IN ('checked', 'confirmed')),
        file_sha256 bytea NOT NULL,
        missing_means text NOT NULL CHECK (missing_means IN ('keep', 'left')),
        counts jsonb NOT NULL,
        -- line, column and rule of each refused cell; never its value
        faults jsonb NOT NULL,
        created_by uuid NOT NULL,
        created_at timestamptz NOT NULL,
        confirmed_at timestamptz,
        PRIMARY KEY (school_id, id),
        FOREIGN KEY (school_id, created_by) REFERENCES people (school_id, id)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP TABLE imports, correction_requests, sessions, platform_bindings, totp_secrets, invitations, password_reset_codes, credentials, cards',
    );
  }
}
