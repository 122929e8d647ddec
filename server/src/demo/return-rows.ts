import dayjs from 'dayjs';
import type { Client } from 'pg';
import type { ApprovalState } from '@shared/approval';
import type { ReturnDraft, ReturnState } from '@shared/return';
import { inboxFacts } from '../returning/return.facts';
import { effectiveAt, insertRequests, type RequestSeed } from './approval-rows';
import { campaignId, templateId } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import type { ReturnSeed } from './return-seeds';
import { insertRows } from './rows';
import { campusId, schoolId } from './school-rows';

/** How the request of an application stands. */
const requestState = (state: ReturnState): ApprovalState => {
  if (state === 'arrived') {
    return 'approved';
  }
  return state === 'submitted' || state === 'draft' ? 'pending' : state;
};

/** A draft has not been handed in; everything else has. */
const isHandedIn = ({ state }: ReturnSeed): boolean => state !== 'draft';

/** Applications with their versions and photos, the requests that approvers see, and what became of them. */
export const insertReturns = async (db: Client, plan: SchoolPlan, seeds: readonly ReturnSeed[]): Promise<void> => {
  const handedIn = seeds.filter(isHandedIn);
  await insertApplications(db, plan, seeds);
  await insertVersions(db, plan, handedIn);
  await insertEvidence(db, plan, handedIn);
  await insertRequests(
    db,
    plan,
    handedIn.map((seed) => requestOf(plan, seed)),
  );
  await insertArrivals(
    db,
    plan,
    seeds.filter(({ state }) => state === 'arrived'),
  );
};

const insertApplications = (db: Client, plan: SchoolPlan, seeds: readonly ReturnSeed[]): Promise<number> =>
  insertRows(
    db,
    'return_applications',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['campaign_id', 'uuid'],
      ['person_id', 'uuid'],
      ['state', 'text'],
      ['revision', 'int'],
      ['version', 'int'],
      ['draft', 'jsonb'],
      ['returns_at', 'timestamptz'],
      ['campus_id', 'uuid'],
      ['approver_id', 'uuid'],
      ['correction', 'jsonb'],
      ['submitted_at', 'timestamptz'],
      ['created_at', 'timestamptz'],
      ['updated_at', 'timestamptz'],
    ],
    seeds.map((seed) => {
      const { id, person, state, content, submittedAt } = seed;
      const given = isHandedIn(seed) ? [content.returnsAt, content.campusId, seed.approverId] : [null, null, null];
      return [
        ...[schoolId(plan), id, campaignId(plan), person.id, state, 3, isHandedIn(seed) ? 1 : 0],
        ...[isHandedIn(seed) ? content : begun(content), ...given.map((cell) => cell ?? null), correctionOf(seed)],
        ...[isHandedIn(seed) ? submittedAt : null, dayjs(submittedAt).subtract(1, 'hour').toDate(), submittedAt],
      ];
    }),
  );

/** What somebody has filled in who was interrupted. */
const begun = ({ campusId: campus, transport, origin }: ReturnDraft): ReturnDraft => ({
  ...(campus ? { campusId: campus } : {}),
  ...(transport ? { transport } : {}),
  ...(origin ? { origin } : {}),
});

const correctionOf = (seed: ReturnSeed): object | null =>
  seed.reason === null
    ? null
    : {
        ...{ reason: seed.reason, comment: commentOf(seed), slots: slotsOf(seed) },
        at: effectiveAt(seed).toISOString(),
      };
const commentOf = ({ state }: ReturnSeed): string | null => (state === 'returned' ? '健康码看不清，请重新截图' : null);
const slotsOf = ({ state }: ReturnSeed): string[] => (state === 'returned' ? ['green_code'] : []);

const insertVersions = (db: Client, plan: SchoolPlan, seeds: readonly ReturnSeed[]): Promise<number> =>
  insertRows(
    db,
    'return_versions',
    [
      ['school_id', 'uuid'],
      ['application_id', 'uuid'],
      ['version', 'int'],
      ['content', 'jsonb'],
      ['template_id', 'uuid'],
      ['submitted_at', 'timestamptz'],
    ],
    seeds.map(({ id, content, submittedAt }) => [
      ...[schoolId(plan), id, 1, content, templateId(plan, 'return_health'), submittedAt],
    ]),
  );

const insertEvidence = (db: Client, plan: SchoolPlan, seeds: readonly ReturnSeed[]): Promise<number> =>
  insertRows(
    db,
    'return_evidence',
    [
      ['school_id', 'uuid'],
      ['application_id', 'uuid'],
      ['version', 'int'],
      ['slot', 'text'],
      ['paper', 'text'],
      ['upload_id', 'uuid'],
      ['person_id', 'uuid'],
    ],
    seeds.flatMap(({ id, person, photos }) =>
      photos.map((photo) => [schoolId(plan), id, 1, photo.slot, photo.paper, photo.id, person.id]),
    ),
  );

/** What approvers see of those that were handed in. */
const requestOf = (plan: SchoolPlan, seed: ReturnSeed): RequestSeed => {
  const { id, person, approverId, state, triage, content, submittedAt, reason } = seed;
  const campus = plan.campuses.find(({ code }) => campusId(plan, code) === content.campusId)?.name;
  return {
    ...{ kind: 'return', subjectId: id, applicantId: person.id, approverId, state: requestState(state) },
    ...{ triage, submittedAt, reason, comment: commentOf(seed), slots: slotsOf(seed) },
    facts: inboxFacts(content, campus),
  };
};

/** Confirmed by the approver at the gate: a demo has no phone that was there. */
const insertArrivals = (db: Client, plan: SchoolPlan, seeds: readonly ReturnSeed[]): Promise<number> =>
  insertRows(
    db,
    'return_arrivals',
    [
      ['school_id', 'uuid'],
      ['application_id', 'uuid'],
      ['person_id', 'uuid'],
      ['campus_id', 'uuid'],
      ['means', 'text'],
      ['confirmed_by', 'uuid'],
      ['arrived_at', 'timestamptz'],
    ],
    seeds.map(({ id, person, approverId, content }) => [
      ...[schoolId(plan), id, person.id, content.campusId ?? null, 'approver', approverId, content.returnsAt ?? null],
    ]),
  );
