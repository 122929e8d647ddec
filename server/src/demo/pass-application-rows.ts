import type { ApprovalState } from '@shared/approval';
import { gateWords } from '@shared/gate';
import type { TemporaryPassState } from '@shared/pass';
import type { Client } from 'pg';
import { factsOf as exemptFacts } from '../exempt-pass/exempt-pass.rules';
import { factsOf } from '../temporary-pass/temporary-pass.rules';
import { effectiveAt, insertRequests } from './approval-rows';
import type { SchoolPlan } from './campus-plan';
import { gateId } from './gate-plan';
import type { ExemptPassSeed, TemporaryPassSeed } from './pass-seeds';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

const requestState = (state: TemporaryPassState): ApprovalState => (state === 'submitted' ? 'pending' : state);

/** Temporary passes with the requests that approvers see. */
export const insertTemporaryPasses = async (
  db: Client,
  plan: SchoolPlan,
  seeds: readonly TemporaryPassSeed[],
): Promise<void> => {
  await insertRows(
    db,
    'temporary_passes',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['state', 'text'],
      ['reason', 'text'],
      ['gate_ids', 'uuid[]'],
      ['starts_at', 'timestamptz'],
      ['ends_at', 'timestamptz'],
      ['approver_id', 'uuid'],
      ['correction', 'jsonb'],
      ['submitted_at', 'timestamptz'],
      ['updated_at', 'timestamptz'],
    ],
    seeds.map((seed) => [
      ...[schoolId(plan), seed.id, seed.person.id, seed.state, seed.reason],
      ...[seed.gates.map(({ code }) => gateId(plan, code)), seed.startsAt, seed.endsAt, seed.approverId],
      ...[seed.refusal, seed.submittedAt, seed.state === 'submitted' ? seed.submittedAt : effectiveAt(seed)],
    ]),
  );
  await insertRequests(
    db,
    plan,
    seeds.map((seed) => ({
      ...{ kind: 'temporary_pass', subjectId: seed.id, applicantId: seed.person.id, approverId: seed.approverId },
      ...{ state: requestState(seed.state), triage: seed.triage, submittedAt: seed.submittedAt, slots: [] },
      ...{ reason: seed.refusal?.reason ?? null, comment: seed.refusal?.comment ?? null },
      facts: factsOf({ ...seed, gates: wordsOf(plan, seed) }),
    })),
  );
};

/** All of them are gates of a campus itself. */
const wordsOf = (plan: SchoolPlan, { gates }: TemporaryPassSeed) =>
  gates.map(({ name, campus }) => {
    const owner = plan.campuses.find(({ code }) => code === campus)?.name;
    return owner ? gateWords(owner, name) : name;
  });

/** Applications that wait for their approver; their photos are there already. */
export const insertExemptPasses = async (
  db: Client,
  plan: SchoolPlan,
  seeds: readonly ExemptPassSeed[],
): Promise<void> => {
  await insertRows(
    db,
    'exempt_passes',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['state', 'text'],
      ['reason', 'text'],
      ['photo_upload_id', 'uuid'],
      ['approver_id', 'uuid'],
      ['submitted_at', 'timestamptz'],
      ['updated_at', 'timestamptz'],
    ],
    seeds.map(({ id, person, state, reason, photo, approverId, submittedAt }) => [
      ...[schoolId(plan), id, person.id, state, reason, photo.id, approverId, submittedAt, submittedAt],
    ]),
  );
  await insertRequests(
    db,
    plan,
    seeds.map((seed) => ({
      ...{ kind: 'exempt_pass', subjectId: seed.id, applicantId: seed.person.id, approverId: seed.approverId },
      ...{ state: 'pending', triage: seed.triage, submittedAt: seed.submittedAt, slots: [] },
      ...{ reason: null, comment: null, facts: exemptFacts(seed) },
    })),
  );
};
