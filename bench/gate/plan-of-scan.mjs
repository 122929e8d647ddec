import { createHash, randomUUID } from 'node:crypto';
import { SCHOOL_ID, personId } from '../rig/campus.mjs';
import { RECORD, SCAN } from '../twin/scan-statements.mjs';
import { passId } from './gates.mjs';

/** What PostgreSQL does for one admitted scan, with the pages it touches; rolled back. */
export async function explainScan({ observer, campus }, { devices: [device] }) {
  const place = 'a1000000-0000-7000-8000-000000000001';
  const n = 1;
  const jti = 'AAAAAAAA';
  const key = [SCHOOL_ID, device.id, device.bootId, 1];
  const record = [
    ...[...key, createHash('sha256').update('x').digest(), 365, 'admitted', randomUUID(), new Date(), device.gateId],
    ...[personId(n), passId(n), 'in', 'code', jti, place, 'key', false, null, null],
  ];
  const client = await observer.connect();
  try {
    await client.query('BEGIN');
    const plans = [];
    for (const [text, values] of [
      [SCAN, [...key, passId(n), jti, place, campus.day]],
      [RECORD, record],
    ]) {
      const { rows } = await client.query(`EXPLAIN (ANALYZE, BUFFERS, COSTS OFF) ${text}`, values);
      plans.push(rows.map((row) => row['QUERY PLAN']).join('\n'));
    }
    return plans.join('\n\n');
  } finally {
    await client.query('ROLLBACK');
    client.release();
  }
}
