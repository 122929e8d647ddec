import type { ApprovalFact, TriageReason } from '@shared/approval';
import { EXEMPT_PASS_NEXT, type ExemptPassAction, type ExemptPassState } from '@shared/pass';
import { DomainError } from '../common/domain-error';

/** The state after an action. @throws DomainError EXEMPT_PASS_STATE_CONFLICT with the state it is in */
export const stateAfter = (state: ExemptPassState, action: ExemptPassAction): ExemptPassState => {
  const next = EXEMPT_PASS_NEXT[state][action];
  if (next === undefined) {
    throw new DomainError('EXEMPT_PASS_STATE_CONFLICT', { details: { state } });
  }
  return next;
};

export const mayWithdraw = (state: ExemptPassState): boolean => EXEMPT_PASS_NEXT[state].withdraw !== undefined;

/** Nobody looks at the photo any more. */
export const needsPhoto = (state: ExemptPassState): boolean => state !== 'rejected' && state !== 'withdrawn';

export interface TriageFacts {
  version: number;
  /** a photo of somebody else looks the same */
  hasLookalike: boolean;
  /** the chosen approver looks after the applicant's own unit */
  isOwnApprover: boolean;
}

/** Why an application needs a look: the photo always does, so none is approved unseen. */
export const triageReasons = ({ version, hasLookalike, isOwnApprover }: TriageFacts): TriageReason[] => {
  const found: [TriageReason, boolean][] = [
    ['photo_to_check', true],
    ['photo_similar', hasLookalike],
    ['corrected', version > 1],
    ['wrong_unit', !isOwnApprover],
  ];
  return found.filter(([, isSo]) => isSo).map(([reason]) => reason);
};

export const factsOf = ({ reason }: { reason: string }): ApprovalFact[] => [
  { key: 'reason', type: 'text', value: reason },
];
