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

/** Which of these pictures of a person is byte for byte this one. */
export const SAME_BYTES = `
  SELECT id FROM uploads
  WHERE school_id = $1 AND owner_id = $2 AND id = ANY ($3) AND state <> 'removing' AND source_sha256 = $4 LIMIT 1`;

export const KEEPING = `
  SELECT coalesce(sum(bytes), 0)::float8 AS bytes, count(*) FILTER (WHERE state = 'storing')::int AS unfinished
  FROM uploads WHERE school_id = $1 AND owner_id = $2`;

/** Near pictures share a piece: the index finds the few that do, and of these the bits are counted. */
export const LOOKALIKE = `
  SELECT EXISTS (
    SELECT FROM uploads mine
    JOIN upload_pieces own ON own.school_id = mine.school_id AND own.upload_id = mine.id
    JOIN upload_pieces same ON same.piece = own.piece AND same.upload_id <> own.upload_id
    JOIN uploads other ON other.school_id = same.school_id AND other.id = same.upload_id
    WHERE mine.school_id = $1 AND mine.id = $2
      AND other.school_id = mine.school_id AND other.state = 'stored' AND other.purpose = mine.purpose
      AND (other.owner_id <> mine.owner_id OR other.slot IS DISTINCT FROM mine.slot)
      AND bit_count(('x' || encode(other.perceptual_hash, 'hex'))::bit(1024)
                  # ('x' || encode(mine.perceptual_hash, 'hex'))::bit(1024)) <= $3
  ) AS found`;
