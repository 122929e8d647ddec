import { comparable, codeOf, type Answer } from './ask';
import { CHOSEN, signInFirstTime, tryPassword } from './sign-in';
import { forgetCounters, makeWorld, type World } from './world';

/** HOSTILE_FULL=1 interleaves 2,000 requests, otherwise 200. */
const ROUNDS = process.env.HOSTILE_FULL ? 400 : 40;
const MAX_MS = 5;
/** the account's limit is five a minute; counters are forgotten before it is met */
const ROUNDS_PER_PAUSE = 4;

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

describe('what a refused sign-in tells', () => {
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
    await signInFirstTime(world.own, world.own.people.classmateB);
  });
  afterAll(() => world.close());
  beforeEach(() => forgetCounters());

  const tries = (): Record<string, () => Promise<Answer>> => {
    const { own } = world;
    return {
      unknown: () => tryPassword(own, 'nobody-1', 'wrong-one'),
      'unknown, to know the noise': () => tryPassword(own, 'nobody-2', 'wrong-one'),
      'wrong for an initial password': () => tryPassword(own, own.people.studentA.number, 'wrong-one'),
      'wrong for a chosen one': () => tryPassword(own, own.people.classmateB.number, 'wrong-one'),
      'of somebody who left': () => tryPassword(own, own.people.left.number, 'wrong-one'),
    };
  };

  it('is one answer for an unknown number, a wrong password, and people and cards in any state', async () => {
    const { own, harness } = world;
    await harness.database.query(`UPDATE cards SET state = 'lost' WHERE person_id = $1`, [own.people.studentFar.id]);
    const answers = await Promise.all([
      ...Object.values(tries()).map((attempt) => attempt()),
      tryPassword(own, own.people.studentFar.number, 'wrong-one'),
      tryPassword(own, own.people.suspended.number, 'wrong-one'),
      tryPassword(own, own.people.administrator.number, 'wrong-one'),
    ]);
    expect([...new Set(answers.map(comparable))]).toHaveLength(1);
    expect(answers.map(codeOf)[0]).toBe('CREDENTIALS_WRONG');
  });

  it('is one answer for a locked number, known or not', async () => {
    const { own } = world;
    const codes: string[][] = [];
    for (const number of ['nobody-3', own.people.studentA.number]) {
      const answers: string[] = [];
      for (let guess = 0; guess < 7; guess += 1) {
        answers.push(codeOf(await tryPassword(own, number, 'wrong-one')));
      }
      codes.push(answers);
    }
    expect(codes[0]).toEqual(codes[1]);
    expect(codes[0]?.at(-1)).toBe('SIGN_IN_THROTTLED');
  });

  /**
   * Interleaved, so that a busy machine slows all alike; two equal attempts tell the noise. The bound is 5 ms, and
   * where the two equal ones differ by more than 2 ms themselves, that much more.
   */
  it(`takes as long for all of them, over ${ROUNDS * 5} requests`, async () => {
    const attempts = Object.entries(tries());
    const times = new Map(attempts.map(([name]) => [name, [] as number[]]));
    for (let round = -ROUNDS_PER_PAUSE; round < ROUNDS; round += 1) {
      if (round % ROUNDS_PER_PAUSE === 0) {
        await forgetCounters();
      }
      for (let turn = 0; turn < attempts.length; turn += 1) {
        const [name, attempt] = attempts[(turn + Math.max(round, 0)) % attempts.length] as (typeof attempts)[number];
        const startedAt = performance.now();
        const answer = await attempt();
        if (round >= 0) {
          times.get(name)?.push(performance.now() - startedAt);
        }
        expect(codeOf(answer)).toBe('CREDENTIALS_WRONG');
      }
    }
    const medians = attempts.map(([name]) => median(times.get(name) ?? []));
    const [unknown = 0, control = 0] = medians;
    const noise = Math.max(0, Math.abs(unknown - control) - 2);
    const apart = Math.max(...medians) - Math.min(...medians);
    expect({ medians, apart: apart < MAX_MS + noise }).toEqual({ medians, apart: true });
  }, 300_000);

  it('is told beside the right password only', async () => {
    const { own, harness } = world;
    await harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [own.people.classmateB.id]);
    expect(codeOf(await tryPassword(own, own.people.classmateB.number, CHOSEN))).toBe('PERSON_SUSPENDED');
  });
});
