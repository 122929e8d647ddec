import { createHash, randomUUID } from 'node:crypto';
import { CAMPAIGN_ID, personId, SCHOOL_ID, TEMPLATE_ID, WINDOW_ID } from '../rig/campus.mjs';
import { healthyAnswers } from '../rig/report.mjs';
import { REPORT } from '../twin/statements.mjs';

/** What PostgreSQL does for one first report, with the pages it touches; rolled back. @param {import('../rig/rig.mjs').Rig} rig */
export async function explainReport({ observer, campus }) {
  const now = new Date().toISOString();
  const n = 1;
  const values = [
    ...[SCHOOL_ID, personId(n), randomUUID(), createHash('sha256').update('body').digest(), '{}', now],
    ...[campus.day, randomUUID(), personId(n), CAMPAIGN_ID, WINDOW_ID, TEMPLATE_ID],
    ...[JSON.stringify(healthyAnswers(n, '一切正常')), false, [], 40.8, 111.6, null, null, null, randomUUID()],
  ];
  const client = await observer.connect();
  try {
    await client.query('BEGIN');
    const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${REPORT}`, values);
    return rows.map((row) => row['QUERY PLAN']).join('\n');
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
