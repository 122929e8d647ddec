import { randomUUID } from 'node:crypto';
import { faultsOf } from './checker.mjs';
import { readStored } from './stored.mjs';

/**
 * Bugs that the checker must see, planted into the real rows and taken back: SQL on the report $1 and its key $2.
 * @type {Record<string, string[]>}
 */
const PLANTED_ROWS = {
  'an acknowledged report dropped': [
    'DELETE FROM check_in_report_versions WHERE report_id = $1 AND $2::text IS NOT NULL',
    'DELETE FROM check_in_reports WHERE id = $1 AND $2::text IS NOT NULL',
  ],
  'an acknowledged version dropped': [
    `DELETE FROM check_in_report_versions WHERE report_id = $1 AND answers ->> 'other' = $2`,
  ],
  'a version stored twice': [
    `INSERT INTO check_in_report_versions
     SELECT school_id, day, report_id, 19, template_id, answers, by_proxy, submitted_at
     FROM check_in_report_versions WHERE report_id = $1 AND answers ->> 'other' = $2`,
  ],
  'a second report of the same window': [
    `ALTER TABLE check_in_reports DROP CONSTRAINT check_in_reports_school_id_person_id_day_window_id_key`,
    `INSERT INTO check_in_reports (school_id, day, id, person_id, campaign_id, window_id, template_id, version, answers,
       is_abnormal, submitted_at, updated_at)
     SELECT school_id, day, gen_random_uuid(), person_id, campaign_id, window_id, template_id, version, answers,
       is_abnormal, submitted_at, updated_at
     FROM check_in_reports WHERE id = $1 AND $2::text IS NOT NULL`,
  ],
  'a key that remembers another receipt': [
    `UPDATE idempotency_keys SET answer = answer || '{"version": 18}' WHERE answer ->> 'reportId' = $1::uuid::text AND key = $2::text::uuid`,
  ],
};

/**
 * @param {import('../../bench/rig/rig.mjs').Rig} rig
 * @param {import('./history.mjs').History} history
 * @returns {Promise<string[]>} planted bugs that the checker did not see
 */
export async function unseenBugs({ observer }, history) {
  const writes = [...history.writes.values()];
  const victim = writes.find(({ state }) => state === 'acknowledged');
  if (!victim) {
    return ['nothing was acknowledged, so nothing could be planted'];
  }
  const unseen = [];
  const invented = { ...victim, key: randomUUID() };
  if (faultsOf([...writes, invented], await readStored(observer)).length === 0) {
    unseen.push('acknowledged and never stored');
  }
  for (const [bug, statements] of Object.entries(PLANTED_ROWS)) {
    if ((await faultsWith(observer, statements, [victim.receipts[0].reportId, victim.key], writes)).length === 0) {
      unseen.push(bug);
    }
  }
  return unseen;
}

/** @param {import('pg').Pool} observer @param {string[]} statements @param {string[]} values @param {import('./history.mjs').Write[]} writes */
async function faultsWith(observer, statements, values, writes) {
  const client = await observer.connect();
  try {
    await client.query('BEGIN');
    for (const statement of statements) {
      await client.query(statement, statement.includes('$1') ? values : []);
    }
    return faultsOf(writes, await readStored(client));
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
