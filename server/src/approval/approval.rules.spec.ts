import {
  APPROVAL_NEXT,
  APPROVAL_STATES,
  OUTCOME_STATE,
  OUTCOMES,
  UNDO_SECONDS,
  type ApprovalState,
} from '@shared/approval';
import {
  isInEffect,
  isOpen,
  lacksReason,
  refusalOf,
  shownState,
  takesEffectAt,
  type Decider,
  type LockedRequest,
} from './approval.rules';

const now = new Date('2026-09-07T00:00:00.000Z');
const later = takesEffectAt(now);
const approver: Decider = { personId: 'approver', actsFor: ['approver', 'away'] };

const request = (wish: Partial<LockedRequest> = {}): LockedRequest => ({
  ...{
    id: 'r',
    kind: 'return',
    subjectId: 's',
    state: 'pending',
    revision: 2,
    applicantId: 'applicant',
    assigneeId: 'approver',
    settlesAt: null,
  },
  ...wish,
});

describe('the states of a request', () => {
  it('are all reached from pending, and left by none but it', () => {
    const reached = new Set<ApprovalState>(['pending']);
    for (const state of reached) {
      APPROVAL_NEXT[state].forEach((next) => reached.add(next));
    }
    expect([...reached].sort()).toEqual([...APPROVAL_STATES].sort());
    expect(APPROVAL_STATES.filter((state) => APPROVAL_NEXT[state].length > 0)).toEqual(['pending']);
  });

  it('have a place for each outcome', () => {
    expect(OUTCOMES.map((outcome) => OUTCOME_STATE[outcome])).toEqual(['approved', 'returned', 'rejected']);
    expect(OUTCOMES.every((outcome) => APPROVAL_NEXT.pending.includes(OUTCOME_STATE[outcome]))).toBe(true);
  });
});

describe('a decision', () => {
  it('takes effect ten seconds after it was made, not a moment before', () => {
    expect(later.getTime() - now.getTime()).toBe(UNDO_SECONDS * 1000);
    expect(isInEffect(later, new Date(later.getTime() - 1))).toBe(false);
    expect(isInEffect(later, later)).toBe(true);
  });

  it('shows its state from that instant on, whether or not it has settled', () => {
    const decision = { outcome: 'return', effectiveAt: later } as const;
    expect(shownState('pending', decision, now)).toBe('pending');
    expect(shownState('pending', decision, later)).toBe('returned');
    expect(shownState('returned', decision, later)).toBe('returned');
    expect(shownState('withdrawn', decision, later)).toBe('withdrawn');
    expect(shownState('pending', null, later)).toBe('pending');
  });

  it('needs a reason unless it approves, and words where the reason is another', () => {
    const wish = { requests: [] };
    expect(lacksReason({ ...wish, outcome: 'approve' })).toBe(false);
    expect(lacksReason({ ...wish, outcome: 'return' })).toBe(true);
    expect(lacksReason({ ...wish, outcome: 'reject', comment: 'because' })).toBe(true);
    expect(lacksReason({ ...wish, outcome: 'reject', reason: 'not_allowed_now' })).toBe(false);
    expect(lacksReason({ ...wish, outcome: 'return', reason: 'other', comment: ' ' })).toBe(true);
    expect(lacksReason({ ...wish, outcome: 'return', reason: 'other', comment: 'page two' })).toBe(false);
  });
});

describe('who may decide', () => {
  it('is the approver, or whoever stands in for the approver', () => {
    expect(refusalOf(request(), 2, approver)).toBeNull();
    expect(refusalOf(request({ assigneeId: 'away' }), 2, approver)).toBeNull();
    expect(refusalOf(request({ assigneeId: 'somebody' }), 2, approver)).toBe('not_assigned');
    expect(refusalOf(undefined, 2, approver)).toBe('not_assigned');
  });

  it('is never the applicant, deputy or not', () => {
    expect(refusalOf(request({ applicantId: 'approver', assigneeId: 'away' }), 2, approver)).toBe('own_request');
  });

  it('is told what happened since the request was looked at', () => {
    expect(refusalOf(request(), 1, approver)).toBe('edited_since');
    expect(refusalOf(request({ settlesAt: later }), 2, approver)).toBe('already_handled');
    expect(refusalOf(request({ state: 'approved' }), 2, approver)).toBe('already_handled');
    expect(refusalOf(request({ state: 'withdrawn' }), 2, approver)).toBe('withdrawn');
  });

  it('learns nothing of a request that is not theirs, whatever its state', () => {
    const refusals = APPROVAL_STATES.map((state) => refusalOf(request({ state, assigneeId: 'x' }), 9, approver));
    expect(new Set(refusals)).toEqual(new Set(['not_assigned']));
  });

  it('decides on what is pending and not decided', () => {
    expect(APPROVAL_STATES.filter((state) => isOpen({ state, settlesAt: null }))).toEqual(['pending']);
    expect(isOpen({ state: 'pending', settlesAt: later })).toBe(false);
  });
});
