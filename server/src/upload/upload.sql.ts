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

/**
 * Near pictures share a piece: the index finds those that do, and of these the bits are counted. A piece that thousands
 * share says little: its newest are looked at, $4 of them. $1 school $2 pictures $3 bits
 */
export const LOOKALIKE = `
  SELECT EXISTS (
    SELECT FROM (
      SELECT DISTINCT own.upload_id AS mine_id, near.upload_id AS other_id
      FROM upload_pieces own
      CROSS JOIN LATERAL (
        SELECT same.upload_id FROM upload_pieces same
        WHERE same.piece = own.piece AND same.upload_id <> own.upload_id
        ORDER BY same.upload_id DESC LIMIT $4
      ) near
      WHERE own.school_id = $1 AND own.upload_id = ANY ($2::uuid[])
    ) pair
    JOIN uploads mine ON mine.school_id = $1 AND mine.id = pair.mine_id
    -- one at a time by its key: a plan that reads the table instead grows with it
    CROSS JOIN LATERAL (
      SELECT FROM uploads other
      WHERE other.school_id = $1 AND other.id = pair.other_id AND other.state = 'stored' AND other.purpose = mine.purpose
        AND (other.owner_id <> mine.owner_id OR other.slot IS DISTINCT FROM mine.slot)
        AND bit_count(('x' || encode(other.perceptual_hash, 'hex'))::bit(1024)
                    # ('x' || encode(mine.perceptual_hash, 'hex'))::bit(1024)) <= $3
      LIMIT 1
    ) alike
  ) AS found`;
