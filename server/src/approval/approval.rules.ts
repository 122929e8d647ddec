import {
  APPROVAL_NEXT,
  OUTCOME_STATE,
  UNDO_SECONDS,
  type ApprovalKind,
  type ApprovalState,
  type DecideRequests,
  type DecisionRefusal,
  type Outcome,
} from '@shared/approval';

/** A request as a decision finds it, under its lock. */
export interface LockedRequest {
  id: string;
  kind: ApprovalKind;
  subjectId: string;
  state: ApprovalState;
  revision: number;
  applicantId: string;
  assigneeId: string;
  /** a decision stands until then */
  settlesAt: Date | null;
}

export interface Decider {
  personId: string;
  /** people for whom they may decide: themself, and whoever made them a deputy for now */
  actsFor: readonly string[];
}

export const takesEffectAt = (decidedAt: Date): Date => new Date(decidedAt.getTime() + UNDO_SECONDS * 1000);

/** A decision takes effect by the clock, whether or not any job ran. */
export const isInEffect = (effectiveAt: Date, now: Date): boolean => now >= effectiveAt;

/** Whether the request can be decided, withdrawn, changed or transferred. */
export const isOpen = ({ state, settlesAt }: Pick<LockedRequest, 'state' | 'settlesAt'>): boolean =>
  state === 'pending' && settlesAt === null;

/** Why this person may not decide on this version of the request; null: they may. */
export const refusalOf = (
  request: LockedRequest | undefined,
  revision: number,
  decider: Decider,
): DecisionRefusal | null => {
  if (request?.applicantId === decider.personId) {
    return 'own_request';
  }
  if (!request || !decider.actsFor.includes(request.assigneeId)) {
    return 'not_assigned';
  }
  if (request.state === 'withdrawn') {
    return 'withdrawn';
  }
  if (!isOpen(request)) {
    return 'already_handled';
  }
  return request.revision === revision ? null : 'edited_since';
};

/** A refusal needs a reason, and the reason "other" needs words. */
export const lacksReason = ({ outcome, reason, comment }: DecideRequests): boolean =>
  (outcome !== 'approve' && reason === undefined) || (reason === 'other' && !comment?.trim());

/** What people are shown: a decision counts from its instant on, settled or not. */
export const shownState = (
  state: ApprovalState,
  decision: { outcome: Outcome; effectiveAt: Date } | null,
  now: Date,
): ApprovalState => {
  const decided = decision && OUTCOME_STATE[decision.outcome];
  return decided && APPROVAL_NEXT[state].includes(decided) && isInEffect(decision.effectiveAt, now) ? decided : state;
};
