import { newId } from '../../src/common/id';
import { ask, codeOf } from './ask';
import { CHOSEN, initialOf, newDevice, nextStep, signInFirstTime, ticketOf, tryPassword } from './sign-in';
import { forgetCounters, makeWorld, type World } from './world';

/** HOSTILE_FULL=1 sprays all 10,000 accounts; otherwise the first 1,500, where the school's limit is long past. */
const SPRAYED = process.env.HOSTILE_FULL ? 10_000 : 1_500;
const GUESSES = 1_000;
const SCHOOL_LIMIT = 300;
const AT_ONCE = 8;

const countsOf = (codes: string[]): Record<string, number> =>
  Object.fromEntries([...new Set(codes)].map((code) => [code, codes.filter((one) => one === code).length]));

describe('guessing passwords', () => {
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());
  beforeEach(() => forgetCounters());

  /** Every account's guess from a device of its own, some at a time. */
  const guessAll = async (numbers: string[], password: (at: number) => string): Promise<string[]> => {
    const codes: string[] = [];
    for (let from = 0; from < numbers.length; from += AT_ONCE) {
      const some = numbers
        .slice(from, from + AT_ONCE)
        .map((number, at) => tryPassword(world.own, number, password(from + at)));
      codes.push(...(await Promise.all(some)).map(codeOf));
    }
    return codes;
  };

  it(`lets ${GUESSES} guesses at one account in five times, and then not even the right one`, async () => {
    const { own } = world;
    const victim = own.people.studentA;
    const numbers = Array.from({ length: GUESSES }, () => victim.number);
    const counts = countsOf(await guessAll(numbers, (at) => String(at).padStart(6, '9')));
    expect(counts).toEqual({ CREDENTIALS_WRONG: 5, SIGN_IN_THROTTLED: GUESSES - 5 });
    const right = await tryPassword(own, victim.number, initialOf(victim));
    expect(codeOf(right)).toBe('SIGN_IN_THROTTLED');
    expect(Number(right.headers['retry-after'])).toBeGreaterThan(0);
  });

  it('locks nobody out of a platform login that is bound', async () => {
    const { own, harness } = world;
    const victim = own.people.classmateB;
    await harness.database.query(
      `INSERT INTO platform_bindings (school_id, id, person_id, platform, app_id, subject, bound_at)
       VALUES ($1, $2, $3, 'alipay', 'sandbox', 'victim', $4)`,
      [own.rows.id, newId(), victim.id, harness.clock.now()],
    );
    await guessAll(
      Array.from({ length: 10 }, () => victim.number),
      () => 'wrong-one',
    );
    expect(codeOf(await tryPassword(own, victim.number, initialOf(victim)))).toBe('SIGN_IN_THROTTLED');
    const platform = await ask(harness, {
      method: 'POST',
      path: '/api/v1/sessions/platform',
      body: { platform: 'alipay', code: 'sandbox:victim', device: newDevice() },
    });
    expect(platform.body).toMatchObject({ step: 'done' });
  });

  it(`ends a spray over ${SPRAYED} accounts at the school's limit; its true hits too`, async () => {
    const { own, other } = world;
    const numbers = Array.from({ length: SPRAYED }, (_, at) => `spray${at}`);
    const lucky = [own.people.studentFar, own.people.counsellorFar];
    numbers.splice(SCHOOL_LIMIT + 100, 0, ...lucky.map(({ number }) => number));
    const counts = countsOf(await guessAll(numbers, (at) => initialOf(lucky[at % 2] ?? own.people.studentFar)));
    expect(counts.CREDENTIALS_WRONG).toBeLessThan(SCHOOL_LIMIT + AT_ONCE);
    expect(counts).toEqual({
      CREDENTIALS_WRONG: counts.CREDENTIALS_WRONG,
      SCHOOL_THROTTLED: numbers.length - (counts.CREDENTIALS_WRONG ?? 0),
    });
    const elsewhere = await tryPassword(other, other.people.studentFar.number, initialOf(other.people.studentFar));
    expect(elsewhere.body).toMatchObject({ step: 'set_password' });
  }, 120_000);

  it('is limited by the device, whatever account it tries', async () => {
    const device = newDevice();
    const codes: string[] = [];
    for (let at = 0; at < 40; at += 1) {
      codes.push(codeOf(await tryPassword(world.own, `one-device-${at}`, 'wrong-one', device)));
    }
    expect(countsOf(codes)).toEqual({ CREDENTIALS_WRONG: 30, SIGN_IN_THROTTLED: 10 });
  });

  it('is no way around the second factor of staff: its codes are limited as well', async () => {
    const { own } = world;
    const staff = own.people.counsellor;
    const first = await tryPassword(own, staff.number, initialOf(staff));
    const second = await nextStep(own, 'password', { ticket: ticketOf(first), newPassword: CHOSEN });
    expect(second.body).toMatchObject({ step: 'enrol_totp' });
    await nextStep(own, 'totp/enrolment', { ticket: ticketOf(second) });
    const codes: string[] = [];
    for (let code = 0; code < 30; code += 1) {
      const answer = await nextStep(own, 'totp', { ticket: ticketOf(second), code: String(code).padStart(6, '0') });
      codes.push(codeOf(answer));
    }
    expect(codes.slice(-15)).toEqual(Array.from({ length: 15 }, () => 'SIGN_IN_THROTTLED'));
  });

  it('limits reset codes like passwords', async () => {
    const { own } = world;
    const codes: string[] = [];
    for (let guess = 0; guess < 10; guess += 1) {
      const body = {
        ...{ schoolCode: own.rows.code, number: own.people.studentA.number, code: `AAAA-AA${10 + guess}` },
        ...{ newPassword: CHOSEN, device: newDevice() },
      };
      codes.push(codeOf(await ask(own.harness, { method: 'POST', path: '/api/v1/password-resets', body })));
    }
    expect(countsOf(codes)).toEqual({ RESET_CODE_WRONG: 5, SIGN_IN_THROTTLED: 5 });
  });

  it('limits the current password when it is to be changed', async () => {
    const token = await signInFirstTime(world.other, world.other.people.classmateB);
    const codes: string[] = [];
    for (let guess = 0; guess < 8; guess += 1) {
      const body = { currentPassword: `wrong-one-${guess}`, newPassword: 'another-lantern-43' };
      codes.push(codeOf(await ask(world.harness, { method: 'PUT', path: '/api/v1/me/password', token, body })));
    }
    expect(countsOf(codes)).toEqual({ CREDENTIALS_WRONG: 5, SIGN_IN_THROTTLED: 3 });
  });
});
