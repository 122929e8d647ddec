import { comparable, codeOf, type Answer } from './ask';
import { CHOSEN, signInFirstTime, tryPassword } from './sign-in';
import { forgetCounters, makeWorld, type World } from './world';

/** HOSTILE_FULL=1 interleaves 2,000 requests, otherwise 200. */
const ROUNDS = process.env.HOSTILE_FULL ? 400 : 40;
const MAX_MS = 5;
/** the account's limit is five a minute; counters are forgotten before it is met */
const ROUNDS_PER_PAUSE = 4;
const LOCKED_AFTER = 5;

const median = (values: number[]): number => {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
};

/** How much each attempt differs from the first, in milliseconds: the median over the rounds. */
const differences = ([first = [], ...others]: number[][]): number[] => [
  0,
  ...others.map((times) => Math.abs(median(times.map((time, round) => time - (first[round] ?? 0))))),
];

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
   * Interleaved, so that a busy machine slows all alike, and compared within a round. Two equal attempts tell the
   * noise: where they differ by more than a millisecond, clocks say nothing and the processor's time decides.
   * @returns how far each attempt after these two is from the first, in milliseconds
   */
  const apart = async (
    attempts: (() => Promise<Answer>)[],
    code: string,
    pause: () => Promise<void>,
  ): Promise<number[]> => {
    const waited = attempts.map((): number[] => []);
    const worked = attempts.map((): number[] => []);
    for (let round = -ROUNDS_PER_PAUSE; round < ROUNDS; round += 1) {
      if (round % ROUNDS_PER_PAUSE === 0) {
        await pause();
      }
      for (let turn = 0; turn < attempts.length; turn += 1) {
        const at = (turn + Math.max(round, 0)) % attempts.length;
        const [startedAt, before] = [performance.now(), process.cpuUsage()];
        expect(codeOf((await attempts[at]?.()) as Answer)).toBe(code);
        if (round >= 0) {
          const { user, system } = process.cpuUsage(before);
          waited[at]?.push(performance.now() - startedAt);
          worked[at]?.push((user + system) / 1000);
        }
      }
    }
    const [, noise = 0, ...waits] = differences(waited);
    const [, ...works] = differences(worked);
    return noise > 1 ? works : waits;
  };

  it(`takes as long for all of them, over ${ROUNDS * 5} requests`, async () => {
    const judged = await apart(Object.values(tries()), 'CREDENTIALS_WRONG', forgetCounters);
    expect({ judged, apart: judged.every((difference) => difference < MAX_MS) }).toEqual({ judged, apart: true });
  }, 300_000);

  it(`takes as long for a locked number, known or not, over ${ROUNDS * 5} requests`, async () => {
    const attempts = Object.values(tries());
    const lock = async (): Promise<void> => {
      await forgetCounters();
      for (const attempt of attempts) {
        for (let guess = 0; guess < LOCKED_AFTER; guess += 1) {
          await attempt();
        }
      }
    };
    const judged = await apart(attempts, 'SIGN_IN_THROTTLED', lock);
    expect({ judged, apart: judged.every((difference) => difference < MAX_MS) }).toEqual({ judged, apart: true });
  }, 300_000);

  it('is told beside the right password only', async () => {
    const { own, harness } = world;
    await harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [own.people.classmateB.id]);
    expect(codeOf(await tryPassword(own, own.people.classmateB.number, CHOSEN))).toBe('PERSON_SUSPENDED');
  });
});
