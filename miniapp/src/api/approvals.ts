import type {
  ApprovalComment,
  ApprovalInbox,
  ApprovalKind,
  ApprovalView,
  ApproverOption,
  CommentInput,
  DecideRequests,
  DecisionAnswer,
  DeputyInput,
  DeputyView,
  TransferRequest,
  Triage,
  UndoAnswer,
  UndoRequests,
} from '@shared/approval';
import { call, query } from './client';

export const getInbox = (selection: {
  state: 'pending' | 'done';
  triage?: Triage;
  kind?: ApprovalKind;
  cursor?: string;
}): Promise<ApprovalInbox> => call('GET', `/approvals${query(selection)}`);
export const getApproval = (id: string): Promise<ApprovalView> => call('GET', `/approvals/${id}`);
export const decide = (body: DecideRequests, idempotencyKey: string): Promise<DecisionAnswer> =>
  call('POST', '/approvals/decisions', { body, idempotencyKey });
export const undo = (batchId: string, body: UndoRequests): Promise<UndoAnswer> =>
  call('POST', `/approvals/decisions/${batchId}/undo`, { body });
/** What the approver wrote to the applicant. */
export const getOwnComments = async (kind: ApprovalKind, subjectId: string): Promise<ApprovalComment[]> =>
  (await call<{ items: ApprovalComment[] }>('GET', `/approval-comments${query({ kind, subjectId })}`)).items;
export const transfer = (id: string, body: TransferRequest, idempotencyKey: string): Promise<void> =>
  call('POST', `/approvals/${id}/transfer`, { body, idempotencyKey });
export const comment = (id: string, body: CommentInput, idempotencyKey: string): Promise<ApprovalComment> =>
  call('POST', `/approvals/${id}/comments`, { body, idempotencyKey });

export const findApprovers = async (search: string): Promise<ApproverOption[]> =>
  (await call<{ items: ApproverOption[] }>('GET', `/approvers${query({ query: search })}`)).items;
export const getDeputies = async (): Promise<DeputyView[]> =>
  (await call<{ items: DeputyView[] }>('GET', '/approvals/deputies')).items;
export const addDeputy = (body: DeputyInput, idempotencyKey: string): Promise<DeputyView> =>
  call('POST', '/approvals/deputies', { body, idempotencyKey });
export const endDeputy = (id: string): Promise<void> => call('DELETE', `/approvals/deputies/${id}`);
