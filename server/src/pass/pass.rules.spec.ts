import fc from 'fast-check';
import { PERSON_STATES } from '@shared/identity';
import { DEFAULT_PASS_POLICY, maskedNameOf, PASS_DAY_COLOURS, PASS_STATUSES, type PassStatus } from '@shared/pass';
import type { Plan, RunningCampaign } from '../campaign/plan.types';
import { dayColourOf, isExempt, passStatusOf, reportsFrom } from './pass.rules';
import type { PassFacts, PassSetting } from './pass.types';

const NOW = new Date('2026-09-10T04:00:00Z');
const hours = (count: number): Date => new Date(NOW.getTime() + count * 3_600_000);
const words = (text: string) => ({ zh: text, en: text });

const CAMPAIGN: RunningCampaign = {
  ...{ id: 'campaign', name: words('Autumn'), legalGround: words('Ground'), audienceUnitIds: [] },
  ...{ startsOn: '2026-09-01', endsOn: '2026-09-30', audienceKinds: ['student'] },
};
const PLAN: Plan = {
  ...{ schoolId: 'school', timeZone: 'Asia/Shanghai', campusIds: ['north'], campaign: CAMPAIGN, forms: new Map() },
  windows: [
    {
      ...{ id: 'daily', formKey: 'daily', title: words('Daily'), kind: 'student', presence: null, campusId: null },
      ...{ opensMinute: 0, closesMinute: 1440, lateUntilMinute: 1440 },
    },
  ],
};
const setting = (wish: Partial<PassSetting> = {}): PassSetting => ({
  ...{ policy: DEFAULT_PASS_POLICY, plan: PLAN, reportsFrom: '2026-09-08' },
  ...wish,
});
/** A student on campus who reported an hour ago. */
const facts = (wish: Partial<PassFacts> = {}): PassFacts => ({
  ...{ state: 'active', kind: 'student', presence: 'on_campus', campusId: 'north', unitPath: ['root', 'class'] },
  ...{ pass: { createdAt: hours(-240), endedAt: null }, isHeld: false, reportedAt: hours(-1) },
  ...wish,
});
const ended = (endedAt: Date) => ({ pass: { createdAt: hours(-240), endedAt } });
const status = (wish: Partial<PassFacts>, asked = setting(), now = NOW): PassStatus =>
  passStatusOf(facts(wish), asked, now).status;

describe('how a pass stands', () => {
  const LADDER: [PassStatus, Partial<PassFacts>][] = [
    ['valid', {}],
    ['check_in_due', { reportedAt: null }],
    ['ended', ended(hours(-1))],
    ['held', { isHeld: true }],
    ['apply_return', { pass: null }],
    ['person_inactive', { state: 'suspended' }],
  ];

  it.each(LADDER)('is %s', (expected, wish) => {
    expect(status(wish)).toBe(expected);
  });

  it.each(LADDER.map(([expected], rung) => [expected, LADDER.slice(0, rung + 1)] as const))(
    'is %s whatever else stands in the way below it',
    (expected, below) => {
      const all = below.reduce((sum, [, wish]) => ({ ...sum, ...wish }), {});
      expect(status(all)).toBe(expected);
    },
  );

  it('is reached in every way that the app has words for', () => {
    const staff = status({ pass: null, kind: 'staff' });
    expect([...LADDER.map(([one]) => one), staff].sort()).toEqual([...PASS_STATUSES].sort());
  });

  it('is the same for whoever is not here yet as for whoever is', () => {
    expect(PERSON_STATES.map((state) => [state, status({ state })])).toEqual([
      ['admitted', 'valid'],
      ['active', 'valid'],
      ['suspended', 'person_inactive'],
      ['left', 'person_inactive'],
    ]);
  });
});

describe('the directions', () => {
  it('are both for a valid pass, and none for whatever stands in the way', () => {
    expect(passStatusOf(facts(), setting(), NOW).directions).toEqual(['in', 'out']);
    for (const wish of [{ reportedAt: null }, { isHeld: true }, { pass: null }, { state: 'left' as const }]) {
      expect(passStatusOf(facts(wish), setting(), NOW).directions).toEqual([]);
    }
  });

  it('let out for a day after the end, and not in', () => {
    const at = (hour: number) => passStatusOf(facts(ended(NOW)), setting(), hours(hour));
    expect(at(0)).toEqual({ status: 'ended', directions: ['out'] });
    expect(at(23.9).directions).toEqual(['out']);
    expect(at(24)).toEqual({ status: 'ended', directions: [] });
  });

  it('lets whoever is exempt apply again at once, and out for a day', () => {
    const exempt = setting({ policy: { ...DEFAULT_PASS_POLICY, exemptKinds: ['student'] } });
    const at = (hour: number) => passStatusOf(facts(ended(NOW)), exempt, hours(hour));
    expect(at(1)).toEqual({ status: 'apply_exempt', directions: ['out'] });
    expect(at(24)).toEqual({ status: 'apply_exempt', directions: [] });
  });

  it('stay closed for whoever is held or has left the school, also within that day', () => {
    expect(passStatusOf(facts({ ...ended(NOW), isHeld: true }), setting(), NOW).directions).toEqual([]);
    expect(passStatusOf(facts({ ...ended(NOW), state: 'left' }), setting(), NOW).directions).toEqual([]);
  });
});

describe('a report', () => {
  const old = { reportedAt: hours(-36.1) };

  it('may be as old as the school says', () => {
    expect(status({ reportedAt: hours(-36) })).toBe('valid');
    expect(status(old)).toBe('check_in_due');
    expect(status(old, setting({ policy: { ...DEFAULT_PASS_POLICY, checkInMaxAgeHours: 48 } }))).toBe('valid');
    expect(
      status({ reportedAt: null }, setting({ policy: { ...DEFAULT_PASS_POLICY, checkInMaxAgeHours: null } })),
    ).toBe('valid');
  });

  const planWith = (campaign: Partial<RunningCampaign> | null, windows = PLAN.windows): PassSetting =>
    setting({ plan: { ...PLAN, windows, campaign: campaign && { ...CAMPAIGN, ...campaign } } });

  it.each([
    ['no campaign runs', planWith(null)],
    ['the campaign is for others', planWith({ audienceKinds: ['staff'] })],
    ['the campaign is for other units', planWith({ audienceUnitIds: ['elsewhere'] })],
    ['the campaign has not begun', planWith({ startsOn: '2026-09-11' })],
    ['the campaign is over', planWith({ endsOn: '2026-09-09' })],
    ['no window is theirs', planWith({}, [])],
  ])('is not asked for where %s', (_, asked) => {
    expect(status(old, asked)).toBe('valid');
  });

  it('is not late before it could be sent: the clock starts with the campaign, and with the pass', () => {
    expect(status({ reportedAt: null }, planWith({ startsOn: '2026-09-09' }))).toBe('valid');
    expect(status({ reportedAt: null }, planWith({ startsOn: '2026-09-08' }))).toBe('check_in_due');
    expect(status({ reportedAt: null, pass: { createdAt: hours(-36), endedAt: null } })).toBe('valid');
    expect(status({ reportedAt: null, pass: { createdAt: hours(-37), endedAt: null } })).toBe('check_in_due');
  });

  it('is looked for from the campus day on which the oldest good one could have been sent', () => {
    expect(reportsFrom(PLAN, DEFAULT_PASS_POLICY, NOW)).toBe('2026-09-09');
    expect(reportsFrom(PLAN, DEFAULT_PASS_POLICY, new Date('2026-09-10T03:59:00Z'))).toBe('2026-09-08');
    expect(reportsFrom({ ...PLAN, campaign: null }, DEFAULT_PASS_POLICY, NOW)).toBeNull();
    expect(reportsFrom(PLAN, { ...DEFAULT_PASS_POLICY, checkInMaxAgeHours: null }, NOW)).toBeNull();
  });
});

describe('whatever the facts', () => {
  const instant = fc.integer({ min: -400, max: 0 }).map(hours);
  const anyFacts: fc.Arbitrary<PassFacts> = fc.record({
    state: fc.constantFrom(...PERSON_STATES),
    kind: fc.constantFrom('student', 'staff'),
    presence: fc.constantFrom('on_campus', 'off_campus'),
    campusId: fc.constantFrom('north', 'south'),
    unitPath: fc.constant(['root', 'class']),
    pass: fc.option(fc.record({ createdAt: instant, endedAt: fc.option(instant) })),
    isHeld: fc.boolean(),
    reportedAt: fc.option(instant),
  });

  it('nobody goes in but with a running pass, without a hold, as an active person', () => {
    fc.assert(
      fc.property(anyFacts, fc.integer({ min: 0, max: 100 }), (given, later) => {
        const { status: found, directions } = passStatusOf(given, setting(), hours(later));
        expect(directions.includes('in')).toBe(found === 'valid');
        if (directions.length > 0) {
          expect(['admitted', 'active']).toContain(given.state);
          expect([given.isHeld, given.pass === null]).toEqual([false, false]);
        }
        if (directions.includes('in')) {
          expect(given.pass?.endedAt).toBeNull();
        }
      }),
    );
  });

  it('a hold never opens anything, and lifting it gives back what was there', () => {
    fc.assert(
      fc.property(anyFacts, (given) => {
        const free = passStatusOf({ ...given, isHeld: false }, setting(), NOW);
        const held = passStatusOf({ ...given, isHeld: true }, setting(), NOW);
        expect(held.directions).toEqual([]);
        expect(held.status === free.status || held.status === 'held').toBe(true);
      }),
    );
  });
});

describe('the small print', () => {
  it('exempts kinds of people and units with everything below them', () => {
    const somebody = { kind: 'student' as const, unitPath: ['root', 'college', 'class'] };
    expect(isExempt({ exemptKinds: ['staff'], exemptUnitIds: [] }, somebody)).toBe(false);
    expect(isExempt({ exemptKinds: ['student'], exemptUnitIds: [] }, somebody)).toBe(true);
    expect(isExempt({ exemptKinds: [], exemptUnitIds: ['college'] }, somebody)).toBe(true);
    expect(isExempt({ exemptKinds: [], exemptUnitIds: ['other'] }, somebody)).toBe(false);
  });

  it('gives each day another colour than the six before it', () => {
    const days = ['2026-12-28', '2026-12-29', '2026-12-30', '2026-12-31', '2027-01-01', '2027-01-02', '2027-01-03'];
    const colours = days.map(dayColourOf);
    expect(new Set(colours).size).toBe(PASS_DAY_COLOURS);
    expect(colours.every((colour) => Number.isInteger(colour) && colour >= 0 && colour < PASS_DAY_COLOURS)).toBe(true);
  });

  it('shows the first sign of a name and nothing else', () => {
    expect(['王小名', 'Anna', '𠮷田', ''].map(maskedNameOf)).toEqual(['王*', 'A*', '𠮷*', '*']);
  });
});
