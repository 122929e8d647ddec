import fc from 'fast-check';
import { DOOR_PLACES } from '@shared/booking';
import { DIRECTIONS } from '@shared/gate';
import { PASS_STATUSES, type PassStatus } from '@shared/pass';
import type { Standing } from '@shared/terminal';
import { VERDICT_VECTORS, type VerdictScene } from '../../../shared/test/verdict-vectors';
import { verdictOf, type ScanFacts } from './passage.rules';

const STATUS: Record<NonNullable<Standing['refusal']>, PassStatus> = {
  pass_held: 'held',
  pass_ended: 'ended',
  person_inactive: 'person_inactive',
};

const knownOnline = ({ schoolCode, gate, pass, isCheckInDue, ...scene }: VerdictScene): ScanFacts => ({
  ...scene,
  gate: { ...gate, schoolCode, gateCode: gate.code },
  isKnown: pass !== null,
  pass: pass && {
    epoch: pass.epoch,
    status: pass.refusal ? STATUS[pass.refusal] : isCheckInDue ? 'check_in_due' : 'valid',
    directions: pass.refusal || isCheckInDue ? [] : ['in', 'out'],
  },
});

const [fine] = VERDICT_VECTORS;
const facts = (wish: Partial<ScanFacts> = {}): ScanFacts => ({
  ...knownOnline((fine as (typeof VERDICT_VECTORS)[number]).scene),
  ...wish,
});
const NOW = (fine as (typeof VERDICT_VECTORS)[number]).now;

describe('the verdict at a gate', () => {
  it.each(VERDICT_VECTORS)('with network, $name → $online', ({ scene, now, online }) => {
    expect(verdictOf(knownOnline(scene), now).verdict).toBe(online);
  });

  it('tells a number that nobody has from somebody without a pass', () => {
    const shown = { means: 'number', direction: 'in' } as const;
    expect(verdictOf(facts({ shown, pass: null, isKnown: false }), NOW).verdict).toBe('number_unknown');
    expect(verdictOf(facts({ shown, pass: null, isKnown: true }), NOW).verdict).toBe('no_pass');
  });

  it('lets out, and not in, who has left the campus within a day', () => {
    const pass = { epoch: 3, status: 'ended', directions: ['out'] } as const;
    const exempt = { ...pass, status: 'apply_exempt' } as const;
    const by = (direction: 'in' | 'out'): ScanFacts =>
      facts({ pass, shown: { means: 'number', direction }, lastDirection: null });
    expect(verdictOf(by('out'), NOW).verdict).toBe('admitted');
    expect(verdictOf(by('in'), NOW).verdict).toBe('pass_ended');
    expect(verdictOf({ ...by('out'), pass: exempt }, NOW).verdict).toBe('admitted');
    expect(verdictOf({ ...by('in'), pass: exempt }, NOW).verdict).toBe('pass_ended');
    expect(verdictOf({ ...by('out'), pass: { ...pass, directions: [] } }, NOW).verdict).toBe('pass_ended');
  });

  it('is opened at an important gate by a temporary pass', () => {
    const gate = { ...facts().gate, needsTemporaryPass: true };
    expect(verdictOf(facts({ gate }), NOW).verdict).toBe('temporary_pass_needed');
    expect(verdictOf(facts({ gate, hasTemporaryPass: true }), NOW).verdict).toBe('admitted');
  });

  it('keeps a code for thirty seconds, once, and never a number', () => {
    const keptUntil = new Date(NOW.getTime() + 30_000);
    expect(verdictOf(facts({ temperatureTenths: null }), NOW)).toMatchObject({ verdict: 'measure_now', keptUntil });
    const later = new Date(NOW.getTime() + 20_000);
    expect(verdictOf(facts({ temperatureTenths: null, use: { keptUntil } }), later).keptUntil).toEqual(keptUntil);
    const shown = { means: 'number', direction: 'in' } as const;
    expect(verdictOf(facts({ temperatureTenths: null, shown }), NOW)).toMatchObject({ keptUntil: null });
  });

  const direction = fc.constantFrom(...DIRECTIONS);
  const anyFacts: fc.Arbitrary<ScanFacts> = fc
    .record({
      lane: fc.option(direction),
      use: fc.option(fc.record({ keptUntil: fc.option(fc.date({ noInvalidDate: true })) })),
      isKnown: fc.boolean(),
      pass: fc.option(
        fc.record({
          epoch: fc.integer({ min: 1, max: 5 }),
          status: fc.constantFrom(...PASS_STATUSES),
          directions: fc.subarray([...DIRECTIONS]),
        }),
      ),
      hasTemporaryPass: fc.boolean(),
      gate: fc.boolean().map((needsBooking) => ({ ...facts().gate, needsBooking })),
      doorPlace: fc.constantFrom(...DOOR_PLACES),
      lastDirection: fc.option(direction),
      temperatureTenths: fc.option(fc.integer({ min: 340, max: 420 })),
      shown: fc.oneof(
        fc.record({ means: fc.constantFrom('number' as const, 'face' as const), direction }),
        fc.constant(facts().shown),
        fc
          .constantFrom('code_forged' as const, 'code_unreadable' as const)
          .map((code) => ({ means: 'code' as const, code })),
      ),
    })
    .map((wish) => facts(wish));

  it('admits nobody without a temperature below the line, a valid pass or one on the way out, an unused code, and a place behind the door', () => {
    fc.assert(
      fc.property(anyFacts, (seen) => {
        const { verdict, direction: way } = verdictOf(seen, NOW);
        if (verdict !== 'admitted') {
          return true;
        }
        const { temperatureTenths, feverTenths, pass, use, gate, doorPlace } = seen;
        const isOver = pass !== null && ['ended', 'apply_exempt', 'apply_return'].includes(pass.status);
        const mayGo = pass?.status === 'valid' || (isOver && way !== null && pass.directions.includes(way));
        const isUnused = use === null || (use.keptUntil !== null && use.keptUntil >= NOW);
        return (
          temperatureTenths !== null &&
          temperatureTenths < feverTenths &&
          mayGo &&
          isUnused &&
          way !== null &&
          gate.directions.includes(way) &&
          (!gate.needsBooking || way === 'out' || doorPlace === 'taken')
        );
      }),
      { numRuns: 2_000 },
    );
  });
});
