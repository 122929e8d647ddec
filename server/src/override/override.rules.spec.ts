import { OVERRIDE_ACTIONS, OVERRIDE_NEXT, OVERRIDE_STATES, type OverrideState } from '@shared/pass';
import { demandAnother, stateAfter, stateAt } from './override.rules';

const PROPOSED_AT = new Date('2026-09-07T00:00:00Z');
const after = (hours: number): Date => new Date(PROPOSED_AT.getTime() + hours * 3_600_000);

describe('the life of an override', () => {
  it.each(OVERRIDE_STATES.flatMap((state) => OVERRIDE_ACTIONS.map((action) => [state, action] as const)))(
    'from %s by %s is as the table says, else refused with the state',
    (state, action) => {
      const next = OVERRIDE_NEXT[state][action];
      if (next) {
        expect(stateAfter(state, action)).toBe(next);
      } else {
        expect(() => stateAfter(state, action)).toThrow(
          expect.objectContaining({ code: 'OVERRIDE_STATE_CONFLICT', facts: { details: { state } } }),
        );
      }
    },
  );

  it('reaches every state from the proposal, and ends in each of them', () => {
    const reached = new Set<OverrideState>(['proposed']);
    for (const state of reached) {
      Object.values(OVERRIDE_NEXT[state]).forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...OVERRIDE_STATES].sort());
  });

  it('is over a day after the proposal by the clock, unless it was decided', () => {
    expect(stateAt('proposed', PROPOSED_AT, after(23.99))).toBe('proposed');
    expect(stateAt('proposed', PROPOSED_AT, after(24))).toBe('expired');
    expect(stateAt('confirmed', PROPOSED_AT, after(48))).toBe('confirmed');
    expect(stateAt('refused', PROPOSED_AT, after(48))).toBe('refused');
  });
});

describe('two persons', () => {
  const parties = { personId: 'subject', proposedBy: 'first', isProposerInOffice: true };

  it.each([
    ['confirm', 'second', true],
    ['confirm', 'first', false],
    ['confirm', 'subject', false],
    ['refuse', 'second', true],
    ['refuse', 'first', true],
    ['refuse', 'subject', false],
  ] as const)('%s as %s: %s', (action, callerId, isAllowed) => {
    const asking = () => demandAnother(parties, callerId, action);
    if (isAllowed) {
      expect(asking).not.toThrow();
    } else {
      expect(asking).toThrow(expect.objectContaining({ code: 'OVERRIDE_NEEDS_ANOTHER' }));
    }
  });

  it('are two in office: a proposal of somebody who is not any more is confirmed by nobody', () => {
    const gone = { ...parties, isProposerInOffice: false };
    expect(() => demandAnother(gone, 'second', 'confirm')).toThrow();
    expect(() => demandAnother(gone, 'second', 'refuse')).not.toThrow();
  });
});
