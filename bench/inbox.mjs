import { requestId, seedApplications } from './inbox/applications.mjs';
import { get, measureList } from './lists/asking.mjs';
import { timeBar } from './lists/time-bar.mjs';
import { slowness } from './rig/calibration.mjs';
import { bearerOf } from './rig/report.mjs';
import { openRig } from './rig/rig.mjs';
import { atMost, conclude } from './rig/verdict.mjs';

/*
 * `npm run bench -- inbox`: an approver for whom 3,000 applications wait among 1,000,000 opens the inbox and one
 * application after the other. BENCH_SMOKE=1: fewer of everything, and statements alone are judged.
 */
const isSmoke = process.env.BENCH_SMOKE === '1';
const SIZE = isSmoke ? { all: 2_000, pending: 300 } : { all: 1_000_000, pending: 3_000 };
const PEOPLE = isSmoke ? 1_000 : 30_000;
const TIMES = isSmoke ? 20 : 200;
const MOST_STATEMENTS = 4;
const SMOKE = ['first page', 'one application'];

const rig = await openRig({ name: 'bench-inbox', people: PEOPLE, firstPort: 3850, autovacuum: 'off' });
const programs = [];
let code = 1;
try {
  await seedApplications(rig, SIZE);
  programs.push(await rig.startServer());
  code = conclude('inbox', await measure());
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

async function measure() {
  const authorization = bearerOf(rig.keys, rig.campus.counsellor);
  const { counts, nextCursor } = (await get(rig.port, authorization, '/approvals')).body;
  let opened = 0;
  const lists = {
    'first page': '/approvals',
    'next page': `/approvals?cursor=${encodeURIComponent(nextCursor)}`,
    'those that need a look': '/approvals?triage=needs_look',
    'what was done': '/approvals?state=done',
    'one application': () => `/approvals/${requestId(1 + (opened++ % SIZE.pending))}`,
  };
  const bars = [atMost('requests of which the counts lose sight', SIZE.pending - counts.clean - counts.needs_look, 0)];
  const measured = Object.entries(lists).filter(([name]) => !isSmoke || SMOKE.includes(name));
  for (const [name, path] of measured) {
    const slow = slowness();
    const figures = await measureList(rig, authorization, path, TIMES);
    const rounded = Object.entries(figures).map(([figure, value]) => `${figure} ${value.toFixed(1)}`);
    console.log(`${name}: ${rounded.join(', ')}, machine ${slow.toFixed(2)}× slower than on record`);
    bars.push(
      ...(isSmoke ? [] : [timeBar(name, figures, slow)]),
      atMost(`${name}: SQL statements, nothing kept`, figures.cold, MOST_STATEMENTS),
    );
  }
  return bars;
}
