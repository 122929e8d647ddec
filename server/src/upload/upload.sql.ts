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

/** Near pictures share a piece; the index finds those, and of those the ones that differ in few bits count. */
export const LOOKALIKE = `
  SELECT EXISTS (
    SELECT FROM uploads other
    WHERE other.hash_pieces && mine.hash_pieces AND other.state = 'stored'
      AND other.school_id = mine.school_id AND other.purpose = mine.purpose AND other.id <> mine.id
      AND (other.owner_id <> mine.owner_id OR other.slot IS DISTINCT FROM mine.slot)
      AND bit_count(('x' || encode(other.perceptual_hash, 'hex'))::bit(1024)
                  # ('x' || encode(mine.perceptual_hash, 'hex'))::bit(1024)) <= $3
  ) AS found
  FROM uploads mine WHERE mine.school_id = $1 AND mine.id = $2`;
