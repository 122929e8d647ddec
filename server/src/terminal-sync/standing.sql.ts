import type { Standing } from '@shared/terminal';
import type { Prepared } from '../common/prepared';

export interface StandingRow {
  digest_key: Buffer;
  /** everything below it has come to its end */
  horizon: string;
  /** null where nothing has changed */
  pass_id: string | null;
  changed_xid: string;
  epoch: number;
  refusal: Standing['refusal'];
  /** null where the person belongs to another campus */
  number: string | null;
}

/**
 * $1 school $2 terminal $3 campus of its gate $4, $5 transaction and pass after which to go on $6 how many.
 * A row names the transaction that changed it last. Below the oldest transaction that still runs, nothing can appear
 * any more: whatever commits late stands above it and is read later.
 */
export const CHANGED_STANDINGS: Prepared = {
  name: 'standing.changed',
  text: `
    SELECT t.digest_key, pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, page.*
    FROM terminals t
    LEFT JOIN LATERAL (
      SELECT s.pass_id, s.changed_xid::text, s.epoch, s.refusal,
        CASE WHEN $3::uuid IN (p.campus_id, p.presence_campus_id) THEN p.number END AS number
      FROM pass_standings s
      JOIN passes a ON a.school_id = s.school_id AND a.id = s.pass_id
      JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
      WHERE s.school_id = $1 AND (s.changed_xid, s.pass_id) > ($4::xid8, $5::uuid)
        AND s.changed_xid < pg_snapshot_xmin(pg_current_snapshot())
      ORDER BY s.changed_xid, s.pass_id LIMIT $6
    ) page ON true
    WHERE t.school_id = $1 AND t.id = $2
    ORDER BY page.changed_xid::xid8, page.pass_id`,
};

export interface NewestStandingRow {
  /** everything below it has come to its end */
  horizon: string;
  /** null in a school without passes */
  changed_xid: string | null;
  pass_id: string | null;
}

/** $1 school. What has changed last, whether it can be read yet or not. */
export const NEWEST_STANDING: Prepared = {
  name: 'standing.newest',
  text: `
    SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS horizon, s.changed_xid::text, s.pass_id
    FROM (VALUES (1)) AS once
    LEFT JOIN LATERAL (
      SELECT changed_xid, pass_id FROM pass_standings WHERE school_id = $1 ORDER BY changed_xid DESC, pass_id DESC LIMIT 1
    ) s ON true`,
};

export interface StandingSumRow {
  count: number;
  sum: string;
  /** null in a school without passes */
  newest_xid: string | null;
}

/** $1 school. Rows hash as shared/src/terminal.ts says. */
export const STANDING_SUM: Prepared = {
  name: 'standing.sum',
  text: `
    SELECT count(*)::int AS count,
      (coalesce(sum(('x' || encode(substr(sha256(convert_to(
        translate(rtrim(encode(uuid_send(pass_id), 'base64'), '='), '+/', '-_') || '|' || epoch || '|' || coalesce(refusal, ''),
        'UTF8')), 1, 6), 'hex'))::bit(48)::bigint), 0) % 281474976710656)::text AS sum,
      max(changed_xid)::text AS newest_xid
    FROM pass_standings WHERE school_id = $1`,
};
