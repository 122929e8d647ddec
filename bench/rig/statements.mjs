/** Statements of the application's role since the count began, by text. */
const COUNTED = `
  SELECT s.query, s.calls::int AS calls, s.total_exec_time AS ms
  FROM pg_stat_statements s JOIN pg_roles r ON r.oid = s.userid
  WHERE r.rolname = 'campus_app' ORDER BY s.calls DESC`;

/**
 * @param {import('./rig.mjs').Rig} rig
 * @param {() => Promise<number>} work answers how many requests it made
 * @returns {Promise<{ perRequest: number, msPerRequest: number, lines: { query: string, calls: number }[] }>}
 */
export async function countStatements({ observer }, work) {
  await observer.query('SELECT pg_stat_statements_reset()');
  const requests = await work();
  const { rows } = await observer.query(COUNTED);
  const sum = (/** @type {'calls' | 'ms'} */ figure) => rows.reduce((total, row) => total + row[figure], 0) / requests;
  return { perRequest: sum('calls'), msPerRequest: sum('ms'), lines: rows };
}
