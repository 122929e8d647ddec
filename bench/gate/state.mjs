import { setTimeout as sleep } from 'node:timers/promises';

/** Nobody has passed yet. @param {import('../rig/rig.mjs').Rig} rig */
export async function resetPassages({ observer }) {
  await observer.query(
    'TRUNCATE passages, used_codes, terminal_events, forked_events, terminal_nonces, terminal_alarms, occupancies, outbox',
  );
  await observer.query('CHECKPOINT');
  await sleep(100);
}

/** Everything that a scan leaves, but for ids and instants that differ from one sending to the next. */
const LEFT_ROWS = {
  passages: `SELECT a.person_id, a.pass_id, a.gate_id, a.terminal_id, a.direction, a.means, a.verdict, a.temperature_tenths,
      a.offline, a.offset_ms, a.quarantine, a.double_use_of
    FROM passages a JOIN terminal_events e ON e.passage_id = a.id ORDER BY e.terminal_id, e.sequence`,
  receipts: `SELECT e.terminal_id, e.boot_id, e.sequence, encode(e.shown_hash, 'hex') AS shown, e.temperature_tenths, e.verdict,
      a.verdict AS of_passage
    FROM terminal_events e LEFT JOIN passages a ON a.id = e.passage_id ORDER BY e.terminal_id, e.sequence`,
  codes: `SELECT c.pass_id, c.jti, c.gate_id, c.admitted, c.kept_until IS NOT NULL AS kept, a.verdict
    FROM used_codes c LEFT JOIN passages a ON a.id = c.passage_id ORDER BY c.pass_id, c.jti`,
  places: `SELECT o.place_id, o.person_id, o.direction, o.event_key FROM occupancies o ORDER BY o.person_id`,
  jobs: `SELECT o.name, o.payload - 'at' AS payload FROM outbox o ORDER BY o.payload ->> 'personId'`,
};

/** @param {import('../rig/rig.mjs').Rig} rig @returns {Promise<Record<string, string[]>>} one line a row */
export async function leftPassages({ observer }) {
  /** @type {Record<string, string[]>} */
  const left = {};
  for (const [name, sql] of Object.entries(LEFT_ROWS)) {
    left[name] = (await observer.query(sql)).rows.map((row) => JSON.stringify(row));
  }
  return left;
}
