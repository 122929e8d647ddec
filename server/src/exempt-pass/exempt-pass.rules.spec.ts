import { EXEMPT_PASS_ACTIONS, EXEMPT_PASS_NEXT, EXEMPT_PASS_STATES, type ExemptPassState } from '@shared/pass';
import { factsOf, mayWithdraw, needsPhoto, stateAfter, triageReasons } from './exempt-pass.rules';

describe('the life of an application for an exempt pass', () => {
  it.each(EXEMPT_PASS_STATES.flatMap((state) => EXEMPT_PASS_ACTIONS.map((action) => [state, action] as const)))(
    'from %s by %s is as the table says, else refused with the state',
    (state, action) => {
      const next = EXEMPT_PASS_NEXT[state][action];
      if (next) {
        expect(stateAfter(state, action)).toBe(next);
      } else {
        expect(() => stateAfter(state, action)).toThrow(
          expect.objectContaining({ code: 'EXEMPT_PASS_STATE_CONFLICT', facts: { details: { state } } }),
        );
      }
    },
  );

  it('reaches every state from the submission, and is withdrawn until it is decided', () => {
    const reached = new Set<ExemptPassState>(['submitted']);
    for (const state of reached) {
      Object.values(EXEMPT_PASS_NEXT[state]).forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...EXEMPT_PASS_STATES].sort());
    expect(EXEMPT_PASS_STATES.filter(mayWithdraw)).toEqual(['submitted', 'returned']);
  });

  it('keeps its photo while somebody decides and while the pass carries it', () => {
    expect(EXEMPT_PASS_STATES.filter(needsPhoto)).toEqual(['submitted', 'approved', 'returned']);
  });
});

describe('what needs a look', () => {
  it('is every photo: none is approved unseen', () => {
    expect(triageReasons({ version: 1, hasLookalike: false, isOwnApprover: true })).toEqual(['photo_to_check']);
  });

  it('says what else there is', () => {
    expect(triageReasons({ version: 2, hasLookalike: true, isOwnApprover: false })).toEqual([
      ...['photo_to_check', 'photo_similar', 'corrected', 'wrong_unit'],
    ]);
  });
});

it('shows an approver the reason as it was written', () => {
  expect(factsOf({ reason: '住在校内' })).toEqual([{ key: 'reason', type: 'text', value: '住在校内' }]);
});
