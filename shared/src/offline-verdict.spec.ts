import fc from 'fast-check';
import { DIRECTIONS } from './gate';
import {
  isPlausibleTemperature,
  isToldLater,
  offlineVerdictOf,
  usesCodeUp,
  type OfflineFacts,
  type OfflineVerdict,
} from './offline-verdict';
import { audienceOf, CODE_KEPT_SECONDS, CODE_LEEWAY_SECONDS, type PassCodeClaims } from './pass-code';
import type { Standing } from './terminal';
import { VERDICTS, type Verdict } from './verdict';

const NOW = new Date('2026-09-01T00:00:00Z');
const SECOND = NOW.getTime() / 1000;
const seconds = (after: number): Date => new Date(NOW.getTime() + after * 1000);

const claims = (wish: Partial<PassCodeClaims> = {}): PassCodeClaims => ({
  sub: 'AAAAAAAAAAAAAAAAAAAAAA',
  aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction: 'in' }),
  iat: SECOND - 10,
  exp: SECOND + 50,
  jti: 'jtijtiji',
  v: 3,
  ...wish,
});
const standing = (wish: Partial<Standing> = {}): Standing => ({
  passId: 'AAAAAAAAAAAAAAAAAAAAAA',
  epoch: 3,
  refusal: null,
  numberDigest: 'digest',
  ...wish,
});
const CONFIG: OfflineFacts['config'] = {
  schoolCode: 's1',
  feverTenths: 373,
  gate: {
    id: 'gate',
    code: 'n2',
    name: { zh: '北门', en: 'North gate' },
    directions: ['in', 'out'],
    antiPassback: 'block',
    needsTemporaryPass: false,
    needsBooking: false,
  },
};
const facts = (wish: Partial<OfflineFacts> = {}): OfflineFacts => ({
  shown: { means: 'code', code: claims() },
  config: CONFIG,
  lane: null,
  standing: standing(),
  use: null,
  lastDirection: null,
  feverHere: false,
  temperatureTenths: 365,
  ...wish,
});
const code = (wish: Partial<PassCodeClaims>): OfflineFacts['shown'] => ({ means: 'code', code: claims(wish) });
const number = (direction: 'in' | 'out' = 'in'): OfflineFacts['shown'] => ({ means: 'number', direction });
const face = (direction: 'in' | 'out' = 'in'): OfflineFacts['shown'] => ({ means: 'face', direction });
const gate = (wish: Partial<OfflineFacts['config']['gate']>): OfflineFacts['config'] => ({
  ...CONFIG,
  gate: { ...CONFIG.gate, ...wish },
});
const verdict = (wish: Partial<OfflineFacts> = {}): Verdict => offlineVerdictOf(facts(wish), NOW).verdict;

describe('a terminal without network', () => {
  it('admits a right code with a normal temperature', () => {
    expect(offlineVerdictOf(facts(), NOW)).toEqual<OfflineVerdict>({
      verdict: 'admitted',
      direction: 'in',
      keptUntil: null,
    });
  });

  it.each<[string, Partial<OfflineFacts>, Verdict]>([
    ['what is no code', { shown: { means: 'code', code: 'code_unreadable' } }, 'code_unreadable'],
    ['a wrong signature', { shown: { means: 'code', code: 'code_forged' } }, 'code_forged'],
    ['an audience that names no gate', { shown: code({ aud: 's1' }) }, 'code_unreadable'],
    ['another school', { shown: code({ aud: 's2.n2.i' }) }, 'code_other_school'],
    ['another gate', { shown: code({ aud: 's1.n3.i' }) }, 'code_other_gate'],
    ['a way that the gate has not', { config: gate({ directions: ['out'] }) }, 'code_other_direction'],
    ['a way that this lane does not serve', { lane: 'out' }, 'code_other_direction'],
    ['a number the other way of the lane', { shown: number('out'), lane: 'in' }, 'code_other_direction'],
    ['a code used before', { use: { keptUntil: null } }, 'code_used'],
    ['a code whose time of keeping is over', { use: { keptUntil: seconds(-1) } }, 'code_used'],
    ['a number that it does not know', { shown: number(), standing: null }, 'number_unknown'],
    ['a person whose account rests', { standing: standing({ refusal: 'person_inactive' }) }, 'person_inactive'],
    ['a code of the phone before', { standing: standing({ epoch: 4 }) }, 'code_replaced'],
    ['a person who is held', { standing: standing({ refusal: 'pass_held' }) }, 'pass_held'],
    ['whoever had a fever here just now', { feverHere: true }, 'pass_held'],
    ['a pass that has ended', { standing: standing({ refusal: 'pass_ended' }) }, 'pass_ended'],
    [
      'an important gate under closed management',
      { config: gate({ needsTemporaryPass: true }) },
      'temporary_pass_needed',
    ],
    ['a face that belongs to nobody', { shown: face(), standing: null }, 'number_unknown'],
    ['a number at the door of a venue', { shown: number(), config: gate({ needsBooking: true }) }, 'booking_needed'],
    ['a face there', { shown: face(), config: gate({ needsBooking: true }) }, 'booking_needed'],
    ['a second way in', { lastDirection: 'in' }, 'passback'],
    ['a fever', { temperatureTenths: 373 }, 'fever'],
  ])('says of %s: %p → %s', (_, wish, expected) => {
    expect(verdict(wish)).toBe(expected);
  });

  it('admits a pass that is younger than its last synchronisation', () => {
    expect(verdict({ standing: null })).toBe('admitted');
  });

  it('admits by number, which no phone replaces', () => {
    expect(verdict({ shown: number(), standing: standing({ epoch: 9 }) })).toBe('admitted');
  });

  it('takes the code of a venue’s door for a proof of the booking, and lets out without one', () => {
    const config = gate({ needsBooking: true });
    expect(verdict({ config })).toBe('admitted');
    expect(verdict({ config, shown: number('out') })).toBe('admitted');
    expect(verdict({ config, shown: face('out') })).toBe('admitted');
  });

  it('lets out by code whoever has left the campus, and not by number', () => {
    const ended = standing({ refusal: 'pass_ended' });
    expect(verdict({ shown: code({ aud: 's1.n2.o' }), standing: ended })).toBe('admitted');
    expect(verdict({ shown: number('out'), standing: ended })).toBe('pass_ended');
  });

  it.each(['off', 'warn'] as const)('lets in twice where anti-passback is %s', (antiPassback) => {
    expect(verdict({ config: gate({ antiPassback }), lastDirection: 'in' })).toBe('admitted');
  });

  it('lets out whoever went in', () => {
    expect(verdict({ shown: code({ aud: 's1.n2.o' }), lastDirection: 'in' })).toBe('admitted');
  });

  it('takes 37.2 for no fever', () => {
    expect(verdict({ temperatureTenths: 372 })).toBe('admitted');
  });
});

describe('the clock of a terminal without network', () => {
  it.each([
    [-10 - CODE_LEEWAY_SECONDS - 1, 'code_too_early'],
    [-10 - CODE_LEEWAY_SECONDS, 'admitted'],
    [50 + CODE_LEEWAY_SECONDS, 'admitted'],
    [50 + CODE_LEEWAY_SECONDS + 1, 'code_expired'],
  ])('%p s after the scan says %s', (after, expected) => {
    expect(offlineVerdictOf(facts(), seconds(after)).verdict).toBe(expected);
  });

  it('does not let a code expire while it waits for a temperature', () => {
    const late = seconds(200);
    expect(offlineVerdictOf(facts({ use: { keptUntil: late } }), late).verdict).toBe('admitted');
    expect(offlineVerdictOf(facts({ use: { keptUntil: seconds(199) } }), late).verdict).toBe('code_expired');
  });
});

describe('a scan without a temperature', () => {
  const unmeasured = facts({ temperatureTenths: null });

  it('keeps the code for half a minute', () => {
    expect(offlineVerdictOf(unmeasured, NOW)).toEqual({
      verdict: 'measure_now',
      direction: 'in',
      keptUntil: seconds(CODE_KEPT_SECONDS),
    });
  });

  it('keeps it no longer when it is shown again', () => {
    const use = { keptUntil: seconds(CODE_KEPT_SECONDS) };
    expect(offlineVerdictOf({ ...unmeasured, use }, seconds(20)).keptUntil).toEqual(use.keptUntil);
    expect(offlineVerdictOf({ ...unmeasured, use }, seconds(31)).verdict).toBe('code_used');
  });

  it('keeps nothing of a number', () => {
    expect(offlineVerdictOf({ ...unmeasured, shown: number() }, NOW)).toMatchObject({
      verdict: 'measure_now',
      keptUntil: null,
    });
  });

  it('is refused at once where anything stands against it', () => {
    expect(verdict({ temperatureTenths: null, standing: standing({ refusal: 'pass_held' }) })).toBe('pass_held');
  });
});

/** Everything that can stand against a code, in the order of the verdicts; each may be there or not. */
const OBSTACLES: { verdict: Verdict; apply: (to: OfflineFacts) => OfflineFacts }[] = [
  { verdict: 'code_unreadable', apply: (to) => ({ ...to, shown: { means: 'code', code: 'code_unreadable' } }) },
  { verdict: 'code_forged', apply: (to) => ({ ...to, shown: { means: 'code', code: 'code_forged' } }) },
  { verdict: 'code_other_school', apply: (to) => ({ ...to, config: { ...to.config, schoolCode: 's2' } }) },
  {
    verdict: 'code_other_gate',
    apply: (to) => ({ ...to, config: { ...to.config, gate: { ...to.config.gate, code: 'n3' } } }),
  },
  { verdict: 'code_other_direction', apply: (to) => ({ ...to, lane: 'out' }) },
  {
    verdict: 'code_expired',
    apply: (to) => ({ ...to, shown: codeOf(to, { iat: SECOND - 1000, exp: SECOND - 940 }) }),
  },
  { verdict: 'code_used', apply: (to) => ({ ...to, use: { keptUntil: null } }) },
  { verdict: 'person_inactive', apply: (to) => ({ ...to, standing: standing({ refusal: 'person_inactive' }) }) },
  {
    verdict: 'code_replaced',
    apply: (to) => ({ ...to, standing: standing({ refusal: to.standing?.refusal ?? null, epoch: 4 }) }),
  },
  { verdict: 'pass_held', apply: (to) => ({ ...to, feverHere: true }) },
  {
    verdict: 'pass_ended',
    apply: (to) => ({
      ...to,
      standing: standing({ epoch: to.standing?.epoch, refusal: to.standing?.refusal ?? 'pass_ended' }),
    }),
  },
  {
    verdict: 'temporary_pass_needed',
    apply: (to) => ({ ...to, config: { ...to.config, gate: { ...to.config.gate, needsTemporaryPass: true } } }),
  },
  { verdict: 'passback', apply: (to) => ({ ...to, lastDirection: 'in' }) },
  { verdict: 'measure_now', apply: (to) => ({ ...to, temperatureTenths: null }) },
  { verdict: 'fever', apply: (to) => ({ ...to, temperatureTenths: to.temperatureTenths === null ? null : 380 }) },
];
const codeOf = (to: OfflineFacts, wish: Partial<PassCodeClaims>): OfflineFacts['shown'] =>
  to.shown.means === 'code' && typeof to.shown.code === 'object'
    ? { means: 'code', code: { ...to.shown.code, ...wish } }
    : to.shown;

describe('the order of the verdicts', () => {
  it('is that of the table, whatever else stands against a code', () => {
    for (let set = 0; set < 2 ** OBSTACLES.length; set++) {
      const present = OBSTACLES.filter((_, at) => set & (1 << at));
      // the later ones first, so that an earlier obstacle has the last word on a shared fact
      const all = present.reduceRight((to, { apply }) => apply(to), facts());
      const expected = present[0]?.verdict ?? 'admitted';
      const said = offlineVerdictOf(all, NOW).verdict;
      if (said !== expected) {
        throw new Error(`${present.map((one) => one.verdict).join(', ')}: ${said}`);
      }
    }
  });

  it('admits nobody whom a single fact refuses', () => {
    fc.assert(
      fc.property(fc.subarray(OBSTACLES, { minLength: 1 }), fc.constantFrom(...DIRECTIONS), (present, direction) => {
        const start = facts({ shown: code({ aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction }) }) });
        const said = offlineVerdictOf(
          present.reduceRight((to, { apply }) => apply(to), start),
          NOW,
        ).verdict;
        const harmless: Verdict[] = direction === 'in' ? [] : ['code_other_direction', 'pass_ended', 'passback'];
        return said !== 'admitted' || present.every((one) => harmless.includes(one.verdict));
      }),
    );
  });
});

describe('what follows from a verdict', () => {
  it('a code is used up by whatever was judged with a temperature', () => {
    expect(VERDICTS.filter(usesCodeUp)).toEqual(['admitted', 'fever']);
  });

  it('everything that happened to a person is told later', () => {
    expect(VERDICTS.filter((one) => !isToldLater(one))).toEqual(['measure_now', 'code_unreadable', 'code_forged']);
  });

  it.each([200, 339, 421, 450, 36.5, Number.NaN])('%p is no temperature', (tenths) => {
    expect(isPlausibleTemperature(tenths)).toBe(false);
  });

  it.each([340, 365, 420])('%p is one', (tenths) => {
    expect(isPlausibleTemperature(tenths)).toBe(true);
  });
});
