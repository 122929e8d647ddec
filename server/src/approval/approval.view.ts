import type {
  ApprovalComment,
  ApprovalDecision,
  ApprovalFact,
  ApprovalKind,
  ApprovalLine,
  ApprovalState,
  ApprovalView,
  Outcome,
  QuickReason,
  Triage,
  TriageReason,
} from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { ApprovalDescription } from './approval-kinds.service';
import { shownState } from './approval.rules';

interface DecisionRow {
  decision_id: string;
  batch_id: string;
  outcome: Outcome;
  reason: QuickReason | null;
  comment: string | null;
  slots: string[];
  decided_by: string;
  decided_at: Date;
  effective_at: Date;
}

export interface LineRow extends DecisionRow {
  id: string;
  kind: ApprovalKind;
  subject_id: string;
  subject_version: number;
  state: ApprovalState;
  revision: number;
  triage: Triage;
  triage_reasons: TriageReason[];
  facts: ApprovalFact[];
  submitted_at: Date;
  settles_at: Date | null;
  closed_at: Date | null;
  applicant_id: string;
  number: string;
  name: string;
  unit: Bilingual;
}

/** Instants inside JSON are the database's words, not dates. */
export interface CommentRow {
  id: string;
  author: string;
  text: string;
  at: string;
}

export interface RequestRow extends LineRow {
  assignee: string;
  comments: CommentRow[];
  transfers: { from: string; to: string; note: string | null; at: string }[];
}

const iso = (instant: string): string => new Date(instant).toISOString();

const decisionOf = (row: DecisionRow): ApprovalDecision => ({
  id: row.decision_id,
  batchId: row.batch_id,
  outcome: row.outcome,
  reason: row.reason,
  comment: row.comment,
  slots: row.slots,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at.toISOString(),
  effectiveAt: row.effective_at.toISOString(),
});

export const lineOf = (row: LineRow, now: Date): ApprovalLine => {
  const isDecided = (row.decision_id as string | null) !== null;
  const decided = isDecided ? { outcome: row.outcome, effectiveAt: row.effective_at } : null;
  return {
    id: row.id,
    kind: row.kind,
    person: { personId: row.applicant_id, number: row.number, name: row.name, unit: row.unit },
    state: shownState(row.state, decided, now),
    revision: row.revision,
    triage: row.triage,
    triageReasons: row.triage_reasons,
    facts: row.facts,
    submittedAt: row.submitted_at.toISOString(),
    decision: isDecided ? decisionOf(row) : null,
  };
};

export const commentOf = ({ id, author, text, at }: CommentRow): ApprovalComment => ({
  id,
  author,
  text,
  createdAt: iso(at),
});

export const viewOf = (row: RequestRow, description: ApprovalDescription, now: Date): ApprovalView => ({
  ...lineOf(row, now),
  assignee: row.assignee,
  facts: description.facts,
  photos: description.photos,
  earlier: description.earlier,
  comments: row.comments.map(commentOf),
  transfers: row.transfers.map(({ from, to, note, at }) => ({ from, to, note, at: iso(at) })),
});
