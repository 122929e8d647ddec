import fc from 'fast-check';
import { CAMPAIGN_NEXT, CAMPAIGN_STATES, type CampaignInput, type WindowInput } from '@shared/check-in';
import { dateFaults, mayBecome, minuteFaults, overlaps } from './campaign.rules';

const words = { zh: '字', en: 'word' };
const CAMPAIGN: CampaignInput = {
  name: words,
  legalGround: words,
  startsOn: '2026-09-01',
  endsOn: '2026-12-31',
  retainUntil: '2027-06-30',
  audienceKinds: ['student'],
  audienceUnitIds: [],
};
const WINDOW: WindowInput = {
  formKey: 'a',
  title: words,
  kind: 'student',
  presence: null,
  campusId: null,
  opensMinute: 360,
  closesMinute: 720,
  lateUntilMinute: 780,
};

describe('a campaign', () => {
  it.each(CAMPAIGN_STATES.flatMap((from) => CAMPAIGN_STATES.map((to) => [from, to] as const)))(
    'from %s to %s goes by the table',
    (from, to) => {
      const allowed = [
        ['draft', 'running'],
        ['running', 'ended'],
      ].some(([a, b]) => a === from && b === to);
      expect(mayBecome(from, to)).toBe(allowed);
    },
  );

  it('reaches each state from the draft, and ends for good', () => {
    const seen = new Set(['draft']);
    for (const state of CAMPAIGN_STATES) {
      CAMPAIGN_NEXT[state].forEach((next) => seen.add(next));
    }
    expect([...seen].sort()).toEqual([...CAMPAIGN_STATES].sort());
    expect(CAMPAIGN_NEXT.ended).toEqual([]);
  });

  it('starts before it ends, and keeps answers until then but not beyond a year', () => {
    const rules = (wish: Partial<CampaignInput>) => dateFaults({ ...CAMPAIGN, ...wish }).map(({ rule }) => rule);
    expect(rules({})).toEqual([]);
    expect(rules({ endsOn: '2026-09-01', retainUntil: '2026-09-01' })).toEqual([]);
    expect(rules({ startsOn: '2027-01-01' })).toEqual(['after_start']);
    expect(rules({ retainUntil: '2026-12-30' })).toEqual(['after_end']);
    expect(rules({ retainUntil: '2028-01-02' })).toEqual(['too_long']);
  });
});

describe('windows', () => {
  const collides = (wish: Partial<WindowInput>): boolean => overlaps([WINDOW, { ...WINDOW, ...wish }]).length > 0;

  it('overlap when the same people would see the same form twice, late time included', () => {
    expect(collides({})).toBe(true);
    expect(collides({ presence: 'on_campus' })).toBe(true);
    expect(collides({ opensMinute: 779, closesMinute: 900, lateUntilMinute: 900 })).toBe(true);
  });

  it.each<[string, Partial<WindowInput>]>([
    ['another form', { formKey: 'b' }],
    ['another kind', { kind: 'staff' }],
    ['a campus, which takes the place', { campusId: 'c' }],
    ['the time after', { opensMinute: 780, closesMinute: 900, lateUntilMinute: 900 }],
  ])('stand beside %s', (_, wish) => {
    expect(collides(wish)).toBe(false);
  });

  it('for on and off campus stand side by side', () => {
    expect(
      overlaps([
        { ...WINDOW, presence: 'on_campus' },
        { ...WINDOW, presence: 'off_campus' },
      ]),
    ).toEqual([]);
  });

  it('collide whichever comes first', () => {
    const anyWindow = fc
      .record({ opens: fc.nat(1000), length: fc.integer({ min: 1, max: 300 }) })
      .map(({ opens, length }) => ({
        ...WINDOW,
        opensMinute: opens,
        closesMinute: opens + length,
        lateUntilMinute: opens + length,
      }));
    fc.assert(fc.property(anyWindow, anyWindow, (a, b) => overlaps([a, b]).length === overlaps([b, a]).length));
  });

  it('run forward', () => {
    expect(minuteFaults([WINDOW])).toEqual([]);
    expect(minuteFaults([{ ...WINDOW, closesMinute: 360 }])).toEqual([
      { path: '/items/0/closesMinute', rule: 'after_opening' },
    ]);
    expect(minuteFaults([{ ...WINDOW, lateUntilMinute: 700 }])).toEqual([
      { path: '/items/0/lateUntilMinute', rule: 'after_closing' },
    ]);
  });
});
