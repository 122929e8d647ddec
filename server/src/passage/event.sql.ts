import type { Direction } from '@shared/gate';
import type { Presence } from '@shared/identity';
import type { PassageMeans } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import type { Prepared } from '../common/prepared';

/** One event of a batch, as KNOWN_OF_EVENTS is asked about it. */
export interface AskedEvent {
  /** place in the batch, from 0 */
  at: number;
  boot_id: string;
  sequence: number;
  scan_sequence: number | null;
  pass_id: string | null;
  number: string | null;
  /** null: no instant at all */
  occurred_at: Date | null;
}

/** What the database knows of it. */
export interface KnownEvent {
  // under its own key
  own_hash: Buffer | null;
  own_verdict: Verdict | null;
  own_tenths: number | null;
  // under the key of the scan that was not answered
  scan_hash: Buffer | null;
  scan_verdict: Verdict | null;
  scan_passage: string | null;
  // who was shown
  person_id: string | null;
  presence: Presence | null;
  pass_id: string | null;
  epoch: number | null;
  device_since: Date | null;
  ended_at: Date | null;
  was_held: boolean;
  /** they may not come, and could not then */
  was_inactive: boolean;
}

/** $1 school $2 terminal $3 AskedEvent[] as JSON. One row an event, in their order. */
export const KNOWN_OF_EVENTS: Prepared = {
  name: 'passage.known_of_events',
  text: `
    SELECT own.shown_hash AS own_hash, own.verdict AS own_verdict, own.temperature_tenths AS own_tenths,
      scan.shown_hash AS scan_hash, scan.verdict AS scan_verdict, scan.passage_id AS scan_passage,
      p.id AS person_id, p.presence, a.id AS pass_id, a.epoch, a.device_since, a.ended_at,
      EXISTS (
        SELECT FROM pass_holds h WHERE h.school_id = $1 AND h.person_id = p.id
          AND h.placed_at <= e.occurred_at AND (h.lifted_at IS NULL OR h.lifted_at > e.occurred_at)
      ) AS was_held,
      coalesce(p.state NOT IN ('admitted', 'active') AND p.state_since <= e.occurred_at, false) AS was_inactive
    FROM json_to_recordset($3::json) AS e (
      at int, boot_id uuid, sequence int, scan_sequence int, pass_id uuid, number text, occurred_at timestamptz)
    LEFT JOIN terminal_events own ON own.terminal_id = $2 AND own.boot_id = e.boot_id AND own.sequence = e.sequence
    LEFT JOIN terminal_events scan
      ON scan.terminal_id = $2 AND scan.boot_id = e.boot_id AND scan.sequence = e.scan_sequence
    LEFT JOIN passes shown ON shown.school_id = $1 AND shown.id = e.pass_id
    LEFT JOIN people numbered ON numbered.school_id = $1 AND numbered.number = e.number
    LEFT JOIN people p ON p.school_id = $1 AND p.id = coalesce(shown.person_id, numbered.id)
    LEFT JOIN passes a ON a.school_id = $1 AND a.person_id = p.id
    ORDER BY e.at`,
};

/** An event as it is stored. */
export interface StoredEvent {
  passage_id: string;
  boot_id: string;
  sequence: number;
  /** hex */
  shown_hash: string;
  temperature_tenths: number | null;
  verdict: Verdict;
  occurred_at: Date;
  device_at: Date | null;
  offset_ms: number;
  person_id: string | null;
  pass_id: string | null;
  direction: Direction;
  means: PassageMeans;
  jti: string | null;
  quarantine: string | null;
  /** the scan of the same showing was judged alike: the key is remembered, and the passage is that one's */
  is_repeat: boolean;
  event_key: string;
  /** of the job that an arrival takes; null: none */
  job_id: string | null;
}

export interface WrittenPassage {
  passage_id: string;
  double_use_of: string | null;
}

const STORED = `json_to_recordset($3::json) AS e (
      passage_id uuid, boot_id uuid, sequence int, shown_hash text, temperature_tenths int, verdict text,
      occurred_at timestamptz, device_at timestamptz, offset_ms bigint, person_id uuid, pass_id uuid, direction text,
      means text, jti text, quarantine text, is_repeat boolean, event_key text, job_id uuid)`;
const PASSAGE_COLUMNS = `school_id, occurred_at, id, gate_id, terminal_id, person_id, pass_id, direction, means, verdict,
        temperature_tenths, offline, offset_ms, device_at, recorded_at, quarantine`;
const PASSAGE_VALUES = `$1::uuid, f.occurred_at, f.passage_id, $5::uuid, $2::uuid, f.person_id, f.pass_id, f.direction, f.means,
        f.verdict, f.temperature_tenths, true, f.offset_ms, f.device_at, $4::timestamptz, f.quarantine`;

/**
 * A batch of events, whole. Whatever its key holds already is left out, so that a batch may come any number of times.
 * A code that was admitted before, here or anywhere, stays with that passage, and the later one names it. The place of
 * a person is where the last event says, whatever order they come in. Answers the passages that are new.
 *
 * Rows that several batches may want are taken in one order: codes, then places, each by their keys.
 *
 * $1 school $2 terminal $3 StoredEvent[] as JSON $4 now $5 gate $6 place $7 campus
 */
export const STORE_EVENTS: Prepared = {
  name: 'passage.store_events',
  text: `
    WITH event AS MATERIALIZED (
      SELECT * FROM ${STORED}
    ), receipt AS (
      INSERT INTO terminal_events (terminal_id, boot_id, sequence, school_id, shown_hash, temperature_tenths, verdict,
        passage_id, recorded_at)
      SELECT $2::uuid, boot_id, sequence, $1::uuid, decode(shown_hash, 'hex'), temperature_tenths, verdict, passage_id,
        $4::timestamptz
      FROM event ORDER BY boot_id, sequence
      ON CONFLICT DO NOTHING RETURNING boot_id, sequence
    ), fresh AS MATERIALIZED (
      SELECT e.* FROM event e JOIN receipt r ON r.boot_id = e.boot_id AND r.sequence = e.sequence WHERE NOT e.is_repeat
    ), used AS (
      INSERT INTO used_codes AS c (school_id, pass_id, jti, gate_id, passage_id, admitted, seen_at)
      SELECT DISTINCT ON (pass_id, jti) $1::uuid, pass_id, jti, $5::uuid, passage_id, verdict = 'admitted', $4::timestamptz
      FROM fresh
      WHERE quarantine IS NULL AND pass_id IS NOT NULL AND jti IS NOT NULL AND verdict IN ('admitted', 'fever')
      ORDER BY pass_id, jti, verdict = 'admitted' DESC, occurred_at, sequence
      ON CONFLICT (school_id, pass_id, jti) DO UPDATE SET
        passage_id = CASE WHEN c.admitted OR (c.passage_id IS NOT NULL AND NOT excluded.admitted)
          THEN c.passage_id ELSE excluded.passage_id END,
        admitted = c.admitted OR excluded.admitted
      RETURNING pass_id, jti, passage_id, admitted
    ), passage AS (
      INSERT INTO passages (${PASSAGE_COLUMNS}, double_use_of)
      SELECT ${PASSAGE_VALUES},
        CASE WHEN f.verdict = 'admitted' AND f.quarantine IS NULL AND u.admitted THEN nullif(u.passage_id, f.passage_id) END
      FROM fresh f LEFT JOIN used u ON u.pass_id = f.pass_id AND u.jti = f.jti
      RETURNING id, double_use_of
    ), place AS (
      INSERT INTO occupancies AS o (school_id, place_id, person_id, direction, occurred_at, event_key)
      SELECT DISTINCT ON (f.person_id) $1::uuid, $6::uuid, f.person_id, f.direction, f.occurred_at, f.event_key
      FROM fresh f JOIN passage ON passage.id = f.passage_id
      WHERE f.quarantine IS NULL AND f.verdict = 'admitted' AND f.person_id IS NOT NULL
      ORDER BY f.person_id, f.occurred_at DESC, f.event_key DESC
      ON CONFLICT (school_id, place_id, person_id) DO UPDATE SET
        direction = excluded.direction, occurred_at = excluded.occurred_at, event_key = excluded.event_key
        WHERE (o.occurred_at, o.event_key) < (excluded.occurred_at, excluded.event_key)
    ), job AS (
      INSERT INTO outbox (id, school_id, name, payload, due_at)
      SELECT DISTINCT ON (person_id) job_id, $1::uuid, 'passage.at_campus',
        jsonb_build_object('schoolId', $1::uuid, 'personId', person_id, 'campusId', $7::uuid, 'at', occurred_at),
        $4::timestamptz
      FROM fresh WHERE job_id IS NOT NULL ORDER BY person_id, occurred_at DESC
    )
    SELECT id AS passage_id, double_use_of FROM passage`,
};

/**
 * Events under keys that other events have: each content once. Answers those that are new.
 * $1 to $5 as STORE_EVENTS; `shown_hash` is of the whole event
 */
export const STORE_FORKS: Prepared = {
  name: 'passage.store_forks',
  text: `
    WITH event AS MATERIALIZED (
      SELECT * FROM ${STORED}
    ), fork AS (
      INSERT INTO forked_events (terminal_id, boot_id, sequence, content_hash, school_id, passage_id, recorded_at)
      SELECT $2::uuid, boot_id, sequence, decode(shown_hash, 'hex'), $1::uuid, passage_id, $4::timestamptz
      FROM event ORDER BY boot_id, sequence
      ON CONFLICT DO NOTHING RETURNING passage_id
    ), passage AS (
      INSERT INTO passages (${PASSAGE_COLUMNS})
      SELECT ${PASSAGE_VALUES} FROM event f JOIN fork ON fork.passage_id = f.passage_id
      RETURNING id
    )
    SELECT id AS passage_id, NULL::uuid AS double_use_of FROM passage`,
};
