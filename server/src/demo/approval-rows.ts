import dayjs from 'dayjs';
import type { ApprovalFact, ApprovalKind, ApprovalState, Outcome, QuickReason, TriageReason } from '@shared/approval';
import type { Client } from 'pg';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

/** What an approver sees of an application, and what they said to it. */
export interface RequestSeed {
  kind: ApprovalKind;
  /** the application */
  subjectId: string;
  applicantId: string;
  approverId: string;
  state: ApprovalState;
  triage: TriageReason[];
  facts: ApprovalFact[];
  submittedAt: Date;
  /** of what was returned or rejected */
  reason: QuickReason | null;
  comment: string | null;
  slots: string[];
}

const OUTCOMES: Partial<Record<ApprovalState, Outcome>> = {
  approved: 'approve',
  returned: 'return',
  rejected: 'reject',
};
const UNDO_SECONDS = 10;

type Submitted = Pick<RequestSeed, 'submittedAt'>;
const decidedAt = ({ submittedAt }: Submitted): Date => dayjs(submittedAt).add(40, 'minute').toDate();
export const effectiveAt = (seed: Submitted): Date => dayjs(decidedAt(seed)).add(UNDO_SECONDS, 'second').toDate();
const requestId = ({ subjectId }: RequestSeed): string => demoId(`request/${subjectId}`);

export const insertRequests = async (db: Client, plan: SchoolPlan, seeds: readonly RequestSeed[]): Promise<void> => {
  await insertRows(
    db,
    'approval_requests',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['kind', 'text'],
      ['subject_id', 'uuid'],
      ['subject_version', 'int'],
      ['applicant_id', 'uuid'],
      ['assignee_id', 'uuid'],
      ['state', 'text'],
      ['triage', 'text'],
      ['triage_reasons', 'text[]'],
      ['facts', 'jsonb'],
      ['submitted_at', 'timestamptz'],
      ['closed_at', 'timestamptz'],
    ],
    seeds.map((seed) => {
      const { kind, subjectId, applicantId, approverId, state, triage, facts, submittedAt } = seed;
      return [
        ...[schoolId(plan), requestId(seed), kind, subjectId, 1, applicantId, approverId, state],
        ...[triage.length === 0 ? 'clean' : 'needs_look', triage, JSON.stringify(facts)],
        ...[submittedAt, state === 'pending' ? null : effectiveAt(seed)],
      ];
    }),
  );
  await insertDecisions(db, plan, seeds);
};

const insertDecisions = (db: Client, plan: SchoolPlan, seeds: readonly RequestSeed[]): Promise<number> =>
  insertRows(
    db,
    'approval_decisions',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['request_id', 'uuid'],
      ['applicant_id', 'uuid'],
      ['batch_id', 'uuid'],
      ['outcome', 'text'],
      ['reason', 'text'],
      ['comment', 'text'],
      ['slots', 'text[]'],
      ['decided_by', 'uuid'],
      ['decided_at', 'timestamptz'],
      ['effective_at', 'timestamptz'],
      ['settled_at', 'timestamptz'],
    ],
    seeds.flatMap((seed) => {
      const outcome = OUTCOMES[seed.state];
      return outcome
        ? [
            [
              ...[schoolId(plan), demoId(`decision/${seed.subjectId}`), requestId(seed), seed.applicantId],
              ...[demoId(`batch/${seed.subjectId}`), outcome, seed.reason, seed.comment, seed.slots],
              ...[seed.approverId, decidedAt(seed), effectiveAt(seed), effectiveAt(seed)],
            ],
          ]
        : [];
    }),
  );
