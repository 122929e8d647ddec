import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Outbox, idempotency, throttles and the audit log with its seals. */
export class Platform1700000000003 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        school_id uuid NOT NULL,
        name text NOT NULL,
        payload jsonb NOT NULL,
        due_at timestamptz NOT NULL,
        relayed_at timestamptz,
        attempts int NOT NULL DEFAULT 0,
        -- set when every attempt failed: kept for the operator
        failed_at timestamptz
      ) WITH (fillfactor = 70, autovacuum_vacuum_scale_factor = 0.02);
      CREATE INDEX outbox_waiting ON outbox (due_at) WHERE relayed_at IS NULL AND failed_at IS NULL;
      CREATE INDEX outbox_relayed ON outbox (relayed_at) WHERE relayed_at IS NOT NULL AND failed_at IS NULL;
      CREATE TABLE idempotency_keys (
        school_id uuid NOT NULL,
        person_id uuid NOT NULL,
        key uuid NOT NULL,
        body_hash bytea NOT NULL,
        answer jsonb,
        created_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, person_id, key)
      );
      CREATE INDEX idempotency_keys_age ON idempotency_keys (created_at);
      -- shape given by the rate limiter's PostgreSQL store: used while Redis is away
      CREATE TABLE throttle_counters (key varchar(255) PRIMARY KEY, points integer NOT NULL DEFAULT 0, expire bigint);
      CREATE TABLE audit_entries (
        school_id uuid NOT NULL REFERENCES schools (id),
        id bigint GENERATED ALWAYS AS IDENTITY,
        at timestamptz NOT NULL,
        -- keyed hash of the person; 'operator' and 'system' stand as they are
        actor text NOT NULL,
        action text NOT NULL,
        object_kind text NOT NULL,
        object_id text NOT NULL,
        request_id text NOT NULL,
        PRIMARY KEY (school_id, id)
      );
      CREATE TABLE audit_seals (
        school_id uuid NOT NULL REFERENCES schools (id),
        batch int NOT NULL,
        first_id bigint NOT NULL,
        last_id bigint NOT NULL,
        entries int NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL,
        sealed_at timestamptz NOT NULL,
        PRIMARY KEY (school_id, batch)
      );
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE audit_seals, audit_entries, throttle_counters, idempotency_keys, outbox');
  }
}
