import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Pictures that people hand in. A row is written before its file and marked after it: neither stays without the other. */
export class Uploads1700000000007 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE uploads (
        school_id uuid NOT NULL,
        id uuid NOT NULL UNIQUE,
        owner_id uuid NOT NULL,
        purpose text NOT NULL CHECK (purpose IN ('evidence', 'id_photo')),
        slot text CHECK (slot ~ '^[a-z][a-z0-9_]{0,40}$'),
        state text NOT NULL CHECK (state IN ('storing', 'stored', 'removing')),
        -- of our own JPEG
        width int CHECK (width > 0),
        height int CHECK (height > 0),
        bytes int CHECK (bytes > 0),
        -- of what was sent: tells a repeat and a photo that was handed in twice
        source_sha256 bytea NOT NULL CHECK (octet_length(source_sha256) = 32),
        perceptual_hash bytea CHECK (octet_length(perceptual_hash) = 128),
        -- the Idempotency-Key of the phone
        client_key uuid NOT NULL,
        created_at timestamptz NOT NULL,
        -- since when something that was handed in names it; until then it may be collected
        attached_at timestamptz,
        -- a draft names it: not collected before
        held_until timestamptz,
        PRIMARY KEY (school_id, id),
        -- what another person owns cannot even be referenced
        UNIQUE (school_id, id, owner_id),
        UNIQUE (school_id, owner_id, client_key),
        FOREIGN KEY (school_id, owner_id) REFERENCES people (school_id, id),
        CHECK (state <> 'stored' OR (width IS NOT NULL AND height IS NOT NULL AND bytes IS NOT NULL))
      );
      CREATE INDEX uploads_owner ON uploads (school_id, owner_id, created_at);
      CREATE INDEX uploads_unattached ON uploads (school_id, created_at) WHERE attached_at IS NULL;
      -- pieces of the perceptual hash, each with its school and place: two near pictures share at least one
      CREATE TABLE upload_pieces (
        piece bigint NOT NULL,
        school_id uuid NOT NULL,
        upload_id uuid NOT NULL,
        PRIMARY KEY (piece, upload_id),
        FOREIGN KEY (school_id, upload_id) REFERENCES uploads (school_id, id) ON DELETE CASCADE
      );
      CREATE INDEX upload_pieces_upload ON upload_pieces (school_id, upload_id);
    `);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP TABLE upload_pieces, uploads');
  }
}
