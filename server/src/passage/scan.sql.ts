import type { Direction } from '@shared/gate';
import type { PersonKind, PersonState, Presence } from '@shared/identity';
import type { Verdict } from '@shared/verdict';
import type { Prepared } from '../common/prepared';

/** Everything that a scan asks of the database. */
export interface ScanRow {
  // the same key, judged before
  shown_hash: Buffer | null;
  judged_tenths: number | null;
  judged: Verdict | null;
  judged_at: Date | null;
  // who is shown
  person_id: string | null;
  name: string | null;
  kind: PersonKind | null;
  state: PersonState | null;
  presence: Presence | null;
  campus_id: string | null;
  unit_path: string[] | null;
  pass_id: string | null;
  epoch: number | null;
  created_at: Date | null;
  ended_at: Date | null;
  photo_upload_id: string | null;
  is_held: boolean;
  reported_at: Date | null;
  // what became of the code
  is_used: boolean | null;
  kept_until: Date | null;
  last_direction: Direction | null;
}

const scanFacts = (whoIsShown: string): string => `
  SELECT e.shown_hash, e.temperature_tenths AS judged_tenths, e.verdict AS judged, e.recorded_at AS judged_at,
    p.id AS person_id, p.name, p.kind, p.state, p.presence, coalesce(p.presence_campus_id, p.campus_id) AS campus_id,
    u.path AS unit_path, a.id AS pass_id, a.epoch, a.created_at, a.ended_at, a.photo_upload_id,
    EXISTS (
      SELECT FROM pass_holds h WHERE h.school_id = $1 AND h.person_id = p.id AND h.lifted_at IS NULL
    ) AS is_held,
    CASE WHEN $8::date IS NOT NULL THEN (
      SELECT max(r.updated_at) FROM check_in_reports r
      WHERE r.school_id = $1 AND r.person_id = p.id AND r.day BETWEEN $8::date AND $8::date + 8
    ) END AS reported_at,
    c.passage_id IS NOT NULL AS is_used, c.kept_until, o.direction AS last_direction
  FROM (VALUES (1)) AS scan
  LEFT JOIN terminal_events e ON e.terminal_id = $2 AND e.boot_id = $3 AND e.sequence = $4
  ${whoIsShown}
  LEFT JOIN units u ON u.school_id = $1 AND u.id = p.unit_id
  LEFT JOIN used_codes c ON c.school_id = $1 AND c.pass_id = a.id AND c.jti = $6
  LEFT JOIN occupancies o ON o.school_id = $1 AND o.place_id = $7 AND o.person_id = p.id`;

/**
 * $1 school $2 terminal $3 boot $4 sequence $5 pass $6 id of the code $7 place $8 first day of reports that count,
 * or null; none counts for more than a week */
export const SCAN_BY_CODE: Prepared = {
  name: 'passage.scan_by_code',
  text: scanFacts(`
  LEFT JOIN passes a ON a.school_id = $1 AND a.id = $5
  LEFT JOIN people p ON p.school_id = $1 AND p.id = a.person_id`),
};

/** The same with $5 a number and $6 null */
export const SCAN_BY_NUMBER: Prepared = {
  name: 'passage.scan_by_number',
  text: scanFacts(`
  LEFT JOIN people p ON p.school_id = $1 AND p.number = $5
  LEFT JOIN passes a ON a.school_id = $1 AND a.person_id = p.id`),
};

/** $1 school $2 person $3 place $4 before. Which way somebody had gone last, as the gates of a place wrote it down. */
export const WENT_BEFORE = `
  SELECT a.direction FROM passages a JOIN gates g ON g.school_id = a.school_id AND g.id = a.gate_id
  WHERE a.school_id = $1 AND a.person_id = $2 AND coalesce(g.building_id, g.campus_id) = $3 AND a.occurred_at < $4
    AND a.verdict = 'admitted' AND a.quarantine IS NULL
  ORDER BY a.occurred_at DESC LIMIT 1`;

/**
 * A judged scan, whole: the code used up, the place taken, the passage, the receipt, and the job that an arrival takes.
 * Of many scans of one code at once the primary key of `used_codes` lets one through; where going twice the same way is
 * blocked, the row of the place does. Answers the verdict that came of it.
 *
 * The receipt comes last and without a way out: of two requests under one key the later one fails at
 * terminal_events_pkey and takes everything back with it; a second look finds the first one's receipt.
 *
 * $1 school $2 terminal $3 boot $4 sequence $5 hash of what was shown $6 temperature $7 verdict $8 passage id $9 now
 * $10 gate $11 person $12 pass $13 direction $14 means $15 id of the code, null by number $16 place $17 event key
 * $18 whether going twice is blocked $19 outbox id, null where the person is on campus $20 payload of that job
 */
export const RECORD_SCAN: Prepared = {
  name: 'passage.record_scan',
  text: `
    WITH used AS (
      INSERT INTO used_codes AS c (school_id, pass_id, jti, gate_id, passage_id, admitted, seen_at)
      SELECT $1::uuid, $12::uuid, $15::text, $10::uuid, $8::uuid, $7::text = 'admitted', $9::timestamptz
      WHERE $15::text IS NOT NULL AND $7::text IN ('admitted', 'fever')
      ON CONFLICT (school_id, pass_id, jti) DO UPDATE SET passage_id = excluded.passage_id, admitted = excluded.admitted
        WHERE c.passage_id IS NULL AND c.gate_id = excluded.gate_id
      RETURNING jti
    ), free AS (
      SELECT WHERE $7::text = 'admitted' AND ($15::text IS NULL OR EXISTS (SELECT FROM used))
    ), place AS (
      INSERT INTO occupancies AS o (school_id, place_id, person_id, direction, occurred_at, event_key)
      SELECT $1::uuid, $16::uuid, $11::uuid, $13::text, $9::timestamptz, $17::text FROM free
      ON CONFLICT (school_id, place_id, person_id) DO UPDATE SET
        direction = CASE WHEN (o.occurred_at, o.event_key) < (excluded.occurred_at, excluded.event_key)
          THEN excluded.direction ELSE o.direction END,
        occurred_at = greatest(o.occurred_at, excluded.occurred_at),
        event_key = CASE WHEN (o.occurred_at, o.event_key) < (excluded.occurred_at, excluded.event_key)
          THEN excluded.event_key ELSE o.event_key END
        WHERE NOT $18::boolean OR o.direction <> excluded.direction
      RETURNING person_id
    ), decided AS (
      SELECT CASE
        WHEN $15::text IS NOT NULL AND $7::text IN ('admitted', 'fever') AND NOT EXISTS (SELECT FROM used) THEN 'code_used'
        WHEN $7::text = 'admitted' AND NOT EXISTS (SELECT FROM place) THEN 'passback'
        ELSE $7::text
      END AS verdict
    ), passage AS (
      INSERT INTO passages (school_id, occurred_at, id, gate_id, terminal_id, person_id, pass_id, direction, means, verdict,
        temperature_tenths, offline, recorded_at)
      SELECT $1::uuid, $9::timestamptz, $8::uuid, $10::uuid, $2::uuid, $11::uuid, $12::uuid, $13::text, $14::text, verdict,
        $6::int, false, $9::timestamptz
      FROM decided
    ), job AS (
      INSERT INTO outbox (id, school_id, name, payload, due_at)
      SELECT $19::uuid, $1::uuid, 'passage.at_campus', $20::jsonb, $9::timestamptz
      FROM decided WHERE verdict = 'admitted' AND $19::uuid IS NOT NULL
    ), receipt AS (
      INSERT INTO terminal_events (terminal_id, boot_id, sequence, school_id, shown_hash, temperature_tenths, verdict,
        passage_id, recorded_at)
      SELECT $2::uuid, $3::uuid, $4::int, $1::uuid, $5::bytea, $6::int, verdict, $8::uuid, $9::timestamptz FROM decided
    )
    SELECT verdict FROM decided`,
};

/** $1 school $2 pass $3 id of the code $4 gate $5 until when $6 now. A code that is kept already stays as it is. */
export const KEEP_CODE: Prepared = {
  name: 'passage.keep_code',
  text: `
    INSERT INTO used_codes (school_id, pass_id, jti, gate_id, kept_until, seen_at) VALUES ($1, $2, $3, $4, $5, $6)
    ON CONFLICT DO NOTHING`,
};
