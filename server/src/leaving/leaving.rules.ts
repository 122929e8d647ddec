import type { ApprovalFact } from '@shared/approval';
import type { FieldFault } from '@shared/errors';
import { LEAVING_NEXT, type LeavingAction, type LeavingInput, type LeavingState } from '@shared/leaving';
import { DomainError } from '../common/domain-error';

const DAY_MS = 86_400_000;
const FARTHEST_DAYS = 180;

/** The state after an action. @throws DomainError LEAVING_STATE_CONFLICT with the state it is in */
export const stateAfter = (state: LeavingState, action: LeavingAction): LeavingState => {
  const next = LEAVING_NEXT[state][action];
  if (next === undefined) {
    throw new DomainError('LEAVING_STATE_CONFLICT', { details: { state } });
  }
  return next;
};

/** What can be asked for again can be changed. */
export const mayChange = (state: LeavingState): boolean => LEAVING_NEXT[state].submit !== undefined;

export const mayWithdraw = (state: LeavingState): boolean => LEAVING_NEXT[state].withdraw !== undefined;

/** What is wrong with the time: one leaves after now, and within half a year. */
export const leavingFaults = ({ leavesAt }: Pick<LeavingInput, 'leavesAt'>, now: Date): FieldFault[] => {
  const at = Date.parse(leavesAt);
  if (Number.isNaN(at) || at <= now.getTime()) {
    return [{ path: '/leavesAt', rule: 'future' }];
  }
  const latest = new Date(now.getTime() + FARTHEST_DAYS * DAY_MS);
  return at > latest.getTime() ? [{ path: '/leavesAt', rule: 'maximum', limit: latest.toISOString() }] : [];
};

/** Whoever came back, or was moved by an administrator, after the time of leaving is where that says. */
export const setsPresence = (leavesAt: Date, presenceSince: Date): boolean => presenceSince <= leavesAt;

export const leavingFacts = ({
  leavesAt,
  destination,
  reason,
}: Pick<LeavingInput, 'leavesAt' | 'destination' | 'reason'>): ApprovalFact[] => [
  { key: 'leavesAt', type: 'instant', value: leavesAt },
  { key: 'destination', type: 'text', value: destination },
  { key: 'reason', type: 'text', value: reason },
];
