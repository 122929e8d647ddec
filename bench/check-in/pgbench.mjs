import { spawn, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { CAMPAIGN_ID, PERSON, SCHOOL_ID, SESSION, sqlId, TEMPLATE_ID, WINDOW_ID } from '../rig/campus.mjs';
import { healthyAnswers } from '../rig/report.mjs';
import { CALLER, REPORT } from '../twin/statements.mjs';

export const PGBENCH_MISSING =
  'pgbench is missing: it comes with PostgreSQL itself (Debian, Ubuntu: apt-get install postgresql-contrib; macOS: brew install postgresql).';

export const hasPgbench = () => spawnSync('pgbench', ['--version']).status === 0;

const uuid = (/** @type {string} */ id) => `'${id}'::uuid`;
const drawn = (/** @type {string} */ variable) =>
  `('00000000-0000-4000-8000-' || lpad(to_hex(:${variable}::bigint), 12, '0'))::uuid`;

/** Both statements of a report with everything written into them but the student and three fresh ids. */
function scriptOf({ people, day }) {
  const student = sqlId(PERSON, ':n');
  const frame = JSON.stringify({ submittedAt: '', window: {}, nextWindow: {}, cases: [] });
  const values = [
    ...[uuid(SCHOOL_ID), student, drawn('key'), `'\\x${'00'.repeat(32)}'::bytea`, `'${frame}'::jsonb`, 'now()'],
    ...[`'${day}'::date`, drawn('report'), student, uuid(CAMPAIGN_ID), uuid(WINDOW_ID), uuid(TEMPLATE_ID)],
    ...[`'${JSON.stringify(healthyAnswers(1, '一切正常'))}'::jsonb`, 'false', `'{}'::text[]`, '40.8', '111.6'],
    ...['NULL', 'NULL', 'NULL::uuid', drawn('job')],
  ];
  const filled = REPORT.replaceAll(/\$(\d+)/g, (_, at) => values[Number(at) - 1]);
  return [
    `\\set n random(1, ${people})`,
    ...['key', 'report', 'job'].map((name) => `\\set ${name} random(1, 281474976710655)`),
    `${CALLER.replace('$1', sqlId(SESSION, ':n'))};`,
    `${filled};`,
  ].join('\n');
}

/**
 * pgbench with the same statements, the same role and as many clients as the driver has connections.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @returns {(connections: number, seconds: number) => Promise<number>} reports a second
 */
export function openPgbench({ place, campus, env }) {
  const file = place.inDir('report.pgbench.sql');
  writeFileSync(file, scriptOf(campus));
  const url = new URL(String(env().DATABASE_URL));
  const settings = {
    PGHOST: url.hostname,
    PGPORT: url.port,
    PGUSER: url.username,
    PGPASSWORD: url.password,
    PGDATABASE: url.pathname.slice(1),
    PGOPTIONS: '-c timezone=UTC -c lock_timeout=800 -c statement_timeout=10000',
  };
  return (connections, seconds) =>
    new Promise((resolve, reject) => {
      const args = ['-n', '-M', 'prepared', '-c', String(connections), '-j', '2', '-T', String(seconds), '-f', file];
      const child = spawn('pgbench', args, { env: { ...process.env, ...settings } });
      let output = '';
      for (const stream of [child.stdout, child.stderr]) {
        stream.on('data', (chunk) => (output += chunk));
      }
      child.once('error', reject);
      child.once('close', (code) => {
        const tps = /tps = ([\d.]+) \(without/.exec(output)?.[1];
        return code === 0 && tps
          ? resolve(Number(tps))
          : reject(new Error(`pgbench → ${code}\n${output.slice(0, 1500)}`));
      });
    });
}
