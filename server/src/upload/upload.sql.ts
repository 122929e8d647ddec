import type { UploadPurpose } from '@shared/upload';

/** What the statements below read of an upload. */
export interface UploadRow {
  id: string;
  owner_id: string;
  purpose: UploadPurpose;
  slot: string | null;
  state: 'storing' | 'stored' | 'removing';
  width: number;
  height: number;
  bytes: number;
  source_sha256: Buffer;
}

export const COLUMNS = 'id, owner_id, purpose, slot, state, width, height, bytes, source_sha256';

/** The newest picture of each other slot of a person, where it is byte for byte this one. */
export const SAME_BYTES = `
  SELECT slot FROM (
    SELECT DISTINCT ON (slot) slot, source_sha256 FROM uploads
    WHERE school_id = $1 AND owner_id = $2 AND purpose = $3 AND state <> 'removing'
    ORDER BY slot, created_at DESC, id DESC
  ) newest
  WHERE source_sha256 = $4 AND slot IS DISTINCT FROM $5 LIMIT 1`;

export const KEEPING = `
  SELECT coalesce(sum(bytes), 0)::float8 AS bytes, count(*) FILTER (WHERE state = 'storing')::int AS unfinished
  FROM uploads WHERE school_id = $1 AND owner_id = $2`;

export interface LookRow {
  owner_id: string;
  purpose: UploadPurpose;
  slot: string | null;
  /** as bits, `0101…` */
  hash: string | null;
  /** as PostgreSQL's bigint */
  hash_pieces: string[];
}

const BITS_OF = `('x' || encode(perceptual_hash, 'hex'))::bit(1024)`;

export const LOOK = `
  SELECT owner_id, purpose, slot, ${BITS_OF}::text AS hash, hash_pieces
  FROM uploads WHERE school_id = $1 AND id = $2`;

/**
 * Nothing is known about how rare the pieces are, so the planner expects too much of them and would read the table:
 * until AS_USUAL it takes the index.
 */
export const BY_INDEX = 'SET LOCAL enable_seqscan = off';
export const AS_USUAL = 'SET LOCAL enable_seqscan TO DEFAULT';

/** Pictures that look the same share a piece: the index finds the few that do, and of these the bits are counted. */
export const LOOKALIKE = `
  SELECT coalesce(bool_or(bit_count(${BITS_OF} # $7::text::bit(1024)) <= $8), false) AS found
  FROM uploads
  WHERE hash_pieces && $5::bigint[] AND state = 'stored' AND school_id = $1 AND purpose = $6 AND id <> $2
    AND (owner_id <> $3 OR slot IS DISTINCT FROM $4)`;
