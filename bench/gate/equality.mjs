import { SCHOOL_ID, personId } from '../rig/campus.mjs';
import { differing, sorted } from '../rig/difference.mjs';
import { leftPassages, resetPassages } from './state.mjs';

const STUDENTS = 120;

/**
 * The same scans to the server and to its peer: admitted, used, kept, repeated, of other gates, held, ended, forged.
 * @param {import('../rig/rig.mjs').Rig} rig
 * @param {import('./gates.mjs').Gates} gates
 * @param {import('./signing.mjs').Signing} signing
 * @param {{ server: number, twin: number }} ports
 * @returns {Promise<number>} rows and answers that differ
 */
export async function countDifferentScans(rig, gates, signing, ports) {
  await rig.observer.query(
    `INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
     VALUES ($1, gen_random_uuid(), $2, 'override', gen_random_uuid(), now())`,
    [SCHOOL_ID, personId(7)],
  );
  await rig.observer.query('UPDATE passes SET ended_at = now() WHERE school_id = $1 AND person_id = $2', [
    ...[SCHOOL_ID, personId(9)],
  ]);
  const scans = scansOf(gates, signing);
  const left = [];
  for (const port of [ports.server, ports.twin]) {
    await resetPassages(rig);
    const answers = [];
    for (const { device, scan } of scans) {
      answers.push(await answerOf(port, signing.post(device, 'scans', scan)));
    }
    left.push({ answers, ...(await leftPassages(rig)) });
  }
  await rig.observer.query('DELETE FROM pass_holds');
  await rig.observer.query('UPDATE passes SET ended_at = NULL');
  const [ours, theirs] = left;
  console.log('answers of the comparison:', JSON.stringify(tallyOf(ours.answers)));
  return Object.keys(ours).reduce((sum, name) => sum + differing(name, ours[name], theirs[name]), 0);
}

/** @param {import('./gates.mjs').Gates} gates @param {import('./signing.mjs').Signing} signing */
function scansOf({ devices }, signing) {
  /** @type {{ device: import('./gates.mjs').Device, scan: object }[]} */
  const scans = [];
  for (let n = 1; n <= STUDENTS; n++) {
    const device = devices[n % devices.length];
    const other = devices[(n + 1) % devices.length];
    const sequence = n * 10;
    const send = (/** @type {number} */ at, /** @type {string} */ code, temperatureTenths = 365, to = device) =>
      scans.push({ device: to, scan: signing.scanOf(to, sequence + at, code, temperatureTenths) });
    const code = signing.code(device, n);
    if (n % 4 === 0) {
      scans.push({ device, scan: { ...signing.scanOf(device, sequence, code), temperatureTenths: undefined } });
    }
    send(0, code);
    if (n % 3 === 0) {
      send(0, code);
      send(1, code);
    }
    if (n % 5 === 0) {
      send(2, signing.code(device, n), 365, other);
      const long = Math.floor(Date.now() / 1000) - 600;
      send(3, signing.code(device, n, { iat: long, exp: long + 60 }));
      send(4, `${code.slice(0, -8)}AAAAAAAA`);
      send(5, 'https://example.invalid');
      send(6, signing.code(device, n, { sub: Buffer.alloc(16).toString('base64url') }));
    }
  }
  return scans;
}

/** @param {number} port @param {ReturnType<import('./signing.mjs').Signing['post']>} request */
async function answerOf(port, { target, headers, body }) {
  const answer = await fetch(`http://127.0.0.1:${port}${target}`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/json' },
    body,
  });
  const text = await answer.text();
  if (answer.status !== 200) {
    return `${answer.status}`;
  }
  const { keptUntil, ...rest } = JSON.parse(text);
  return `200 ${keptUntil === null ? 'not kept' : 'kept'} ${JSON.stringify(sorted(rest))}`;
}

/** @param {string[]} answers */
function tallyOf(answers) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const answer of answers) {
    const verdict = /"verdict":"(\w+)"/.exec(answer)?.[1] ?? answer;
    counts[verdict] = (counts[verdict] ?? 0) + 1;
  }
  return counts;
}
