import fc from 'fast-check';
import {
  TEMPORARY_PASS_ACTIONS,
  TEMPORARY_PASS_LIMITS,
  TEMPORARY_PASS_NEXT,
  TEMPORARY_PASS_STATES,
  type TemporaryPassState,
} from '@shared/pass';
import { factsOf, stateAfter, triageReasons, windowFaults } from './temporary-pass.rules';

const NOW = new Date('2026-09-07T00:00:00Z');
const at = (text: string): Date => new Date(`2026-09-${text}:00+08:00`);
const LATER = at('08T18:00');

describe('the life of a temporary pass', () => {
  it.each(TEMPORARY_PASS_STATES.flatMap((state) => TEMPORARY_PASS_ACTIONS.map((action) => [state, action] as const)))(
    'from %s by %s is as the table says, else refused with the state',
    (state, action) => {
      const next = TEMPORARY_PASS_NEXT[state][action];
      if (next) {
        expect(stateAfter({ state, endsAt: LATER }, action, NOW)).toBe(next);
      } else {
        expect(() => stateAfter({ state, endsAt: LATER }, action, NOW)).toThrow(
          expect.objectContaining({ code: 'TEMPORARY_PASS_STATE_CONFLICT', facts: { details: { state } } }),
        );
      }
    },
  );

  it('reaches every state from the submission', () => {
    const reached = new Set<TemporaryPassState>(['submitted']);
    for (const state of reached) {
      Object.values(TEMPORARY_PASS_NEXT[state]).forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...TEMPORARY_PASS_STATES].sort());
  });

  it('is over at its end: what was approved is withdrawn no more, what was returned may ask for another time', () => {
    const over = (state: TemporaryPassState) => ({ state, endsAt: NOW });
    expect(() => stateAfter(over('approved'), 'withdraw', NOW)).toThrow(
      expect.objectContaining({ facts: { details: { state: 'over' } } }),
    );
    expect(stateAfter(over('approved'), 'withdraw', new Date(NOW.getTime() - 1))).toBe('withdrawn');
    expect(stateAfter(over('returned'), 'submit', NOW)).toBe('submitted');
    expect(stateAfter(over('submitted'), 'withdraw', NOW)).toBe('withdrawn');
  });
});

describe('the window', () => {
  const faults = (startsAt: string, endsAt: string) => windowFaults({ startsAt, endsAt }, NOW);

  it('begins now or within thirty days, ends after its beginning and within seven days of it', () => {
    expect(faults('2026-09-07T00:00:00Z', '2026-09-07T01:00:00Z')).toEqual([]);
    expect(faults('2026-10-07T00:00:00Z', '2026-10-14T00:00:00Z')).toEqual([]);
    expect(faults('2026-10-07T00:00:01Z', '2026-10-08T00:00:00Z')).toMatchObject([
      { path: '/startsAt', rule: 'maximum', limit: '2026-10-07T00:00:00.000Z' },
    ]);
    expect(faults('2026-09-08T00:00:00Z', '2026-09-15T00:00:01Z')).toMatchObject([
      { path: '/endsAt', rule: 'maximum', limit: '2026-09-15T00:00:00.000Z' },
    ]);
    expect(faults('2026-09-08T00:00:00Z', '2026-09-08T00:00:00Z')).toMatchObject([
      { path: '/endsAt', rule: 'minimum' },
    ]);
  });

  it('may have begun while the form was filled in, but has not ended', () => {
    expect(faults('2026-09-06T23:00:01Z', '2026-09-07T01:00:00Z')).toEqual([]);
    expect(faults('2026-09-06T23:00:00Z', '2026-09-07T01:00:00Z')).toEqual([{ path: '/startsAt', rule: 'future' }]);
    expect(faults('2026-09-06T23:30:00Z', '2026-09-07T00:00:00Z')).toEqual([{ path: '/endsAt', rule: 'future' }]);
  });

  it('is no window where the calendar has no such day', () => {
    expect(faults('2026-09-31T25:00:00Z', '2026-09-07T01:00:00Z')).toMatchObject([{ path: '/startsAt' }]);
    expect(faults('2026-09-07T01:00:00Z', '2026-09-31T25:00:00Z')).toMatchObject([{ path: '/endsAt' }]);
  });

  it('that is not refused is never longer than the table allows', () => {
    fc.assert(
      fc.property(fc.integer({ min: -90, max: 60_000 }), fc.integer({ min: -90, max: 60_000 }), (start, end) => {
        const instant = (minutes: number): string => new Date(NOW.getTime() + minutes * 60_000).toISOString();
        const isGood = faults(instant(start), instant(end)).length === 0;
        expect(isGood).toBe(
          start > -60 &&
            start <= TEMPORARY_PASS_LIMITS.aheadDays * 1440 &&
            end > Math.max(0, start) &&
            end - start <= TEMPORARY_PASS_LIMITS.longestDays * 1440,
        );
      }),
    );
  });
});

describe('what needs a look', () => {
  const reasons = (from: string, until: string, change: Partial<Parameters<typeof triageReasons>[0]> = {}) =>
    triageReasons({
      ...{ startsAt: at(from), endsAt: at(until), timeZone: 'Asia/Shanghai', version: 1, isOwnApprover: true },
      ...change,
    });

  it('is a window at night by the campus clock, from ten to six', () => {
    expect(reasons('08T06:00', '08T22:00')).toEqual([]);
    expect(reasons('08T05:59', '08T08:00')).toEqual(['at_night']);
    expect(reasons('08T20:00', '08T22:01')).toEqual(['at_night']);
    expect(reasons('08T21:00', '09T07:00')).toEqual(['at_night']);
    expect(reasons('08T00:00', '08T01:00')).toEqual(['at_night']);
  });

  it('is a window longer than a day, whose nights go without saying', () => {
    expect(reasons('08T08:00', '09T08:00')).toEqual(['at_night']);
    expect(reasons('08T08:00', '09T08:01')).toEqual(['long_window']);
  });

  it('is one that was corrected, and one for an approver of others', () => {
    expect(reasons('08T08:00', '08T10:00', { version: 2, isOwnApprover: false })).toEqual(['corrected', 'wrong_unit']);
  });
});

it('shows an approver when, where and why, in both languages', () => {
  const gates = [
    { zh: '南门', en: 'South gate' },
    { zh: '图书馆', en: 'Library' },
  ];
  expect(factsOf({ reason: '看病', gates, startsAt: at('08T08:00'), endsAt: at('08T10:00') })).toEqual([
    { key: 'window', type: 'span', from: '2026-09-08T00:00:00.000Z', until: '2026-09-08T02:00:00.000Z' },
    { key: 'gates', type: 'words', value: { zh: '南门、图书馆', en: 'South gate, Library' } },
    { key: 'reason', type: 'text', value: '看病' },
  ]);
});
