import type { Bilingual } from './bilingual';
import type { PersonLine } from './follow-up';
import type { Page } from './paging';
import type { UploadAddresses } from './upload';

/** What can be asked for. A kind registers itself with the approval service of the server; the app finds its words by this key. */
export const APPROVAL_KINDS = ['return', 'leaving', 'exempt_pass', 'temporary_pass'] as const;
export type ApprovalKind = (typeof APPROVAL_KINDS)[number];

export const APPROVAL_STATES = ['pending', 'approved', 'returned', 'rejected', 'withdrawn'] as const;
export type ApprovalState = (typeof APPROVAL_STATES)[number];
export const APPROVAL_NEXT: Record<ApprovalState, readonly ApprovalState[]> = {
  pending: ['approved', 'returned', 'rejected', 'withdrawn'],
  approved: [],
  returned: [],
  rejected: [],
  withdrawn: [],
};

export const OUTCOMES = ['approve', 'return', 'reject'] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const OUTCOME_STATE: Record<Outcome, ApprovalState> = {
  approve: 'approved',
  return: 'returned',
  reject: 'rejected',
};

/** A decision takes effect this long after it was made; until then it can be undone. */
export const UNDO_SECONDS = 10;
/** Requests that one call may decide. */
export const BATCH_LIMIT = 100;
/** Requests on one page of the inbox. */
export const INBOX_LIMIT = 100;

export const TRIAGES = ['clean', 'needs_look'] as const;
export type Triage = (typeof TRIAGES)[number];

/** Why a request needs a look; the words are the app's. Facts about the request itself, never about anybody else. */
export const TRIAGE_REASONS = [
  'answers_abnormal',
  'short_notice',
  'corrected',
  'photo_similar',
  'photo_old',
  'itinerary_short',
  'wrong_unit',
  'photo_to_check',
  'long_window',
  'at_night',
] as const;
export type TriageReason = (typeof TRIAGE_REASONS)[number];

/** Reasons at one tap; with `other` a comment is asked for. */
export const QUICK_REASONS = [
  'photo_unreadable',
  'photo_wrong_person',
  'photo_outdated',
  'itinerary_incomplete',
  'times_implausible',
  'answers_unclear',
  'reason_unclear',
  'not_allowed_now',
  'other',
] as const;
export type QuickReason = (typeof QUICK_REASONS)[number];

/** One line of what is asked for: `key` finds its words in the app (`approval.fact.<key>`). */
export type ApprovalFact =
  | { key: string; type: 'text'; value: string }
  | { key: string; type: 'words'; value: Bilingual }
  | { key: string; type: 'instant'; value: string }
  | { key: string; type: 'flag'; value: boolean }
  /** two instants */
  | { key: string; type: 'span'; from: string; until: string };

export interface ApprovalPhoto {
  slot: string;
  label: Bilingual;
  /** which of the accepted papers it is, when a slot accepts several */
  paper: Bilingual | null;
  uploadId: string;
  addresses: UploadAddresses;
  /** new or replaced since the version that was looked at before */
  changed: boolean;
}

export interface ApprovalLine {
  id: string;
  kind: ApprovalKind;
  person: PersonLine;
  state: ApprovalState;
  /** goes up with every new version and every transfer: a decision names the one that was looked at */
  revision: number;
  triage: Triage;
  triageReasons: TriageReason[];
  /** the two or three facts that tell requests apart, such as the return time */
  facts: ApprovalFact[];
  submittedAt: string;
  /** a decision that can still be undone, or the one that was made */
  decision: ApprovalDecision | null;
}

export interface ApprovalDecision {
  id: string;
  batchId: string;
  outcome: Outcome;
  reason: QuickReason | null;
  comment: string | null;
  /** slots that must be handed in again */
  slots: string[];
  decidedBy: string;
  decidedAt: string;
  effectiveAt: string;
}

export interface ApprovalComment {
  id: string;
  author: string;
  text: string;
  createdAt: string;
}

export interface ApprovalVersion {
  version: number;
  submittedAt: string;
  facts: ApprovalFact[];
  photos: ApprovalPhoto[];
}

/** A request as the approver opens it. */
export interface ApprovalView extends ApprovalLine {
  assignee: string;
  facts: ApprovalFact[];
  photos: ApprovalPhoto[];
  /** earlier versions, the newest first */
  earlier: ApprovalVersion[];
  comments: ApprovalComment[];
  transfers: { from: string; to: string; note: string | null; at: string }[];
}

export interface ApprovalInbox extends Page<ApprovalLine> {
  counts: Record<Triage, number>;
}

/** what waits, or what was decided and withdrawn */
export const INBOX_STATES = ['pending', 'done'] as const;
export type InboxState = (typeof INBOX_STATES)[number];

/** A request as it was looked at. */
export interface ApprovalRef {
  id: string;
  revision: number;
}

export interface DecideRequests {
  requests: ApprovalRef[];
  outcome: Outcome;
  reason?: QuickReason;
  comment?: string;
  /** for `return`: slots that must be handed in again */
  slots?: string[];
}

export const DECISION_REFUSALS = [
  'already_handled',
  'edited_since',
  'withdrawn',
  'own_request',
  'not_assigned',
] as const;
export type DecisionRefusal = (typeof DECISION_REFUSALS)[number];

/** Each request stands for itself: one that is refused leaves the others decided. */
export interface DecisionAnswer {
  batchId: string;
  decided: string[];
  refused: { id: string; reason: DecisionRefusal; handledBy: string | null }[];
  undoUntil: string;
}

/** Which requests of the batch are taken back; all of them when nothing is said. */
export interface UndoRequests {
  requests?: string[];
}

export interface UndoAnswer {
  undone: string[];
  /** took effect before the undo arrived */
  tooLate: string[];
}

export interface ReassignRequest {
  toId: string;
  note?: string;
}

export interface TransferRequest extends ReassignRequest {
  /** of the request that was looked at */
  revision: number;
}

/** A request of an approver who can no longer decide, as an administrator sees it: nothing of what was asked. */
export interface StrandedRequest {
  id: string;
  kind: ApprovalKind;
  person: PersonLine;
  assignee: ApproverOption;
  submittedAt: string;
}

export interface CommentInput {
  text: string;
}

export interface ApproverOption {
  personId: string;
  name: string;
  unit: Bilingual;
}

export interface DeputyInput {
  deputyId: string;
  /** instants */
  fromAt: string;
  untilAt: string;
}

export interface DeputyView {
  id: string;
  deputy: ApproverOption;
  fromAt: string;
  untilAt: string;
}
