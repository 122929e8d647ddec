import { LEAVING_ACTIONS, LEAVING_NEXT, LEAVING_STATES, type LeavingState } from '@shared/leaving';
import { leavingFaults, setsPresence, stateAfter } from './leaving.rules';

const NOW = new Date('2026-09-07T00:00:00Z');

describe('the life of a leaving application', () => {
  it.each(LEAVING_STATES.flatMap((state) => LEAVING_ACTIONS.map((action) => [state, action] as const)))(
    'from %s by %s is as the table says, else refused with the state',
    (state, action) => {
      const next = LEAVING_NEXT[state][action];
      if (next) {
        expect(stateAfter(state, action)).toBe(next);
      } else {
        expect(() => stateAfter(state, action)).toThrow(
          expect.objectContaining({ code: 'LEAVING_STATE_CONFLICT', facts: { details: { state } } }),
        );
      }
    },
  );

  it('reaches every state from the submission, and leaves only when approved', () => {
    const reached = new Set<LeavingState>(['submitted']);
    for (const state of reached) {
      Object.values(LEAVING_NEXT[state]).forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...LEAVING_STATES].sort());
    expect(LEAVING_STATES.filter((state) => LEAVING_NEXT[state].leave)).toEqual(['approved']);
  });
});

describe('the time of leaving', () => {
  it('is after now and within half a year', () => {
    expect(leavingFaults({ leavesAt: '2026-09-07T00:00:01Z' }, NOW)).toEqual([]);
    expect(leavingFaults({ leavesAt: NOW.toISOString() }, NOW)).toEqual([{ path: '/leavesAt', rule: 'future' }]);
    expect(leavingFaults({ leavesAt: '2026-09-31T00:00:60Z' }, NOW)).toEqual([{ path: '/leavesAt', rule: 'future' }]);
    expect(leavingFaults({ leavesAt: '2027-04-01T00:00:00Z' }, NOW)).toMatchObject([{ rule: 'maximum' }]);
  });

  it('says nothing against whoever came back after it, however late the job runs', () => {
    const leavesAt = new Date('2026-09-07T02:00:00Z');
    expect(setsPresence(leavesAt, new Date('2026-09-01T00:00:00Z'))).toBe(true);
    expect(setsPresence(leavesAt, leavesAt)).toBe(true);
    expect(setsPresence(leavesAt, new Date('2026-09-07T02:00:01Z'))).toBe(false);
  });
});
