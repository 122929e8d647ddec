import { get, measureList } from './lists/asking.mjs';
import { seedPast } from './lists/past.mjs';
import { timeBar } from './lists/time-bar.mjs';
import { slowness } from './rig/calibration.mjs';
import { bearerOf } from './rig/report.mjs';
import { openRig } from './rig/rig.mjs';
import { atMost, conclude } from './rig/verdict.mjs';

/*
 * `npm run bench -- lists`: the counsellor of a whole school of 30,000 asks who has reported and who has not.
 */
const PEOPLE = 30_000;
const TIMES = 200;

const rig = await openRig({ name: 'bench-lists', people: PEOPLE, firstPort: 3600, autovacuum: 'off' });
const programs = [];
let code = 1;
try {
  await seedPast(rig);
  programs.push(await rig.startServer());
  code = conclude('lists', await measure());
} catch (error) {
  console.error(error);
} finally {
  await Promise.all(programs.map((program) => program.stop()));
  await rig.close();
}
process.exit(code);

async function measure() {
  const authorization = bearerOf(rig.keys, rig.campus.counsellor);
  const first = await get(rig.port, authorization, '/follow-up/missing');
  const { totals } = (await get(rig.port, authorization, '/follow-up/overview')).body;
  console.log('overview', JSON.stringify(totals));
  const paths = {
    overview: '/follow-up/overview',
    'missing list': '/follow-up/missing',
    'missing list, next page': `/follow-up/missing?cursor=${encodeURIComponent(first.body.nextCursor)}`,
    'reported list': '/follow-up/reported',
    'abnormal list': '/follow-up/reported?abnormal=true',
  };
  const bars = [atMost('people of whom the overview loses sight', PEOPLE - totals.reported - totals.missing, 0)];
  for (const [name, path] of Object.entries(paths)) {
    const slow = slowness();
    const figures = await measureList(rig, authorization, path, TIMES);
    const rounded = Object.entries(figures).map(([figure, value]) => `${figure} ${value.toFixed(1)}`);
    console.log(`${name}: ${rounded.join(', ')}, machine ${slow.toFixed(2)}× slower than on record`);
    bars.push(timeBar(name, figures, slow), atMost(`${name}: SQL statements, nothing kept`, figures.cold, 4));
  }
  return bars;
}
