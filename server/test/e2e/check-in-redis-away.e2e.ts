import type { Queue } from 'bull';
import { openQueue, type QueuedJob } from '../../src/common/bull-queue';
import { JobRunner } from '../../src/common/job-runner';
import { Relay } from '../../src/common/relay';
import { reportFor, type TestCaller } from '../check-in-factories';
import { CheckInStage } from '../check-in-stage';
import { redisUrl } from '../database';
import { createPerson, createUnit } from '../factories';
import { RedisLine } from '../redis-line';

const PATIENCE_MS = 20_000;
/** longer than the relay waits between two looks */
const LOOKS_MS = 500;

interface Readiness {
  status: string;
  database: string;
  redis: string;
}

const stage = new CheckInStage();
const line = new RedisLine(new URL(redisUrl()));
let queue: Queue<QueuedJob>;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
const until = async (what: string, holds: () => Promise<boolean>): Promise<void> => {
  for (const end = performance.now() + PATIENCE_MS; !(await holds()); await pause(50)) {
    if (performance.now() > end) {
      throw new Error(`${what}: not within ${PATIENCE_MS} ms`);
    }
  }
};
const readiness = async (): Promise<Readiness> =>
  (await stage.harness.request.get('/health/ready').expect(200)).body as Readiness;
const told = async (caller: TestCaller): Promise<string[]> => {
  const { items } = (await caller.get('/notices').expect(200)).body as { items: { kind: string }[] };
  return items.map(({ kind }) => kind);
};

beforeAll(async () => {
  await line.mend();
  process.env.REDIS_URL = line.url;
  await stage.open();
  await stage.reset();
  queue = openQueue(line.url);
  await queue.isReady();
  await queue.obliterate({ force: true });
  stage.harness.get(JobRunner).start(queue);
  stage.harness.get(Relay).start(queue);
}, 30_000);
afterAll(async () => {
  await line.mend();
  await stage.harness.get(Relay).stop();
  await queue.close();
  await stage.harness.close();
  await line.cut();
  process.env.REDIS_URL = redisUrl();
}, 30_000);

describe('while Redis is away', () => {
  it('reports are accepted, readiness says degraded, and a reminder is delivered once it is back', async () => {
    const { harness, school } = stage;
    const unit = await createUnit(harness, school);
    await harness.database.query('UPDATE people SET unit_id = $2 WHERE id = $1', [stage.student.id, unit.id]);
    const missing = await stage.callerOf(await createPerson(harness, school, { unitId: unit.id }));
    const desk = await stage.callerOf(
      await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'counsellor', unitId: unit.id }] }),
    );
    expect(await readiness()).toMatchObject({ status: 'ready', redis: 'up' });

    await line.cut();
    expect(await readiness()).toMatchObject({ status: 'degraded', database: 'up', redis: 'down' });
    expect((await stage.send(reportFor(await stage.form()))).status).toBe(201);
    const { body } = await desk.post('/follow-up/reminders', { day: '2026-09-07' }).expect(200);
    expect(body).toEqual({ reminded: 1, alreadyReminded: 0 });
    await pause(LOOKS_MS);
    expect(await told(missing)).toEqual([]);

    await line.mend();
    await until('the reminder', async () => (await told(missing)).includes('check_in.reminder'));
    expect(await told(missing)).toEqual(['check_in.reminder']);
    await until('readiness', async () => (await readiness()).status === 'ready');
    await until('an empty outbox', async () => (await stage.rows('outbox')) === 0);
  }, 60_000);
});
