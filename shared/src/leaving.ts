import type { ApproverOption, QuickReason } from './approval';

/** Leaving the campus for longer than a day: approved, it sets presence back to off campus at `leavesAt`. */
export const LEAVING_STATES = ['submitted', 'approved', 'returned', 'rejected', 'withdrawn', 'left'] as const;
export type LeavingState = (typeof LEAVING_STATES)[number];

export const LEAVING_ACTIONS = ['submit', 'withdraw', 'leave', 'approve', 'return', 'reject'] as const;
export type LeavingAction = (typeof LEAVING_ACTIONS)[number];

export const LEAVING_NEXT: Record<LeavingState, Partial<Record<LeavingAction, LeavingState>>> = {
  submitted: {
    submit: 'submitted',
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: { leave: 'left', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
  left: {},
};

/** While an application is in one of these, its applicant cannot begin another. */
export const OPEN_LEAVING_STATES = ['submitted', 'returned', 'approved'] as const satisfies readonly LeavingState[];

/** Keys of what an approver reads of it. */
export const LEAVING_FACTS = ['leavesAt', 'destination', 'reason'] as const;

export interface LeavingInput {
  /** instant */
  leavesAt: string;
  /** where to: province and city in words */
  destination: string;
  reason: string;
  approverId: string;
}

export interface LeavingView extends LeavingInput {
  id: string;
  state: LeavingState;
  revision: number;
  approver: ApproverOption | null;
  correction: { reason: QuickReason | null; comment: string | null } | null;
  submittedAt: string;
}

export interface LeavingDesk {
  approvers: ApproverOption[];
  preselectedApproverId: string | null;
  /** the open one, or the last */
  application: LeavingView | null;
}
