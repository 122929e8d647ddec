import { randomUUID } from 'node:crypto';
import type { ApprovalInbox, ApprovalKind, DecideRequests, DecisionAnswer, TriageReason } from '@shared/approval';
import type { EntityManager } from 'typeorm';
import { ApprovalKinds, type ApprovalDescription, type SettledDecision } from '../src/approval/approval-kinds.service';
import { ApprovalModule } from '../src/approval/approval.module';
import { ApprovalService } from '../src/approval/approval.service';
import { SessionModule } from '../src/session/session.module';
import { asCaller, type TestCaller } from './check-in-factories';
import { resetDatabase } from './database';
import { createPerson, createSchool, signIn, type PersonWish, type TestPerson, type TestSchool } from './factories';
import { SCHOOL_MORNING } from './fixed-clock';
import { startApp, type Harness } from './harness';
import { countStatements } from './statement-count';

/** A kind whose effect is a row in the applicant's own inbox: written by the settling transaction, or not at all. */
class NotedKind {
  /** set: the effect fails after it was written */
  failing = false;

  constructor(readonly kind: ApprovalKind) {}

  async settle(tx: EntityManager, { schoolId, subjectId, applicantId, outcome }: SettledDecision): Promise<void> {
    await tx.query(
      `INSERT INTO notices (school_id, id, person_id, kind, dedupe_key, created_at)
       VALUES ($1, $2, $3, $4, $5, now())`,
      [schoolId, randomUUID(), applicantId, `effect.${outcome}`, `${subjectId}/${randomUUID()}`],
    );
    if (this.failing) {
      throw new Error('the effect failed');
    }
  }

  moved(): Promise<void> {
    return Promise.resolve();
  }

  describe(): Promise<ApprovalDescription> {
    return Promise.resolve({ facts: [{ key: 'origin', type: 'text', value: 'here' }], photos: [], earlier: [] });
  }
}

export interface Asked {
  id: string;
  subjectId: string;
  revision: number;
}

interface RequestWish {
  applicant?: TestPerson;
  assignee?: TestPerson;
  kind?: ApprovalKind;
  triageReasons?: TriageReason[];
  subjectId?: string;
  version?: number;
}

/** A school with two approvers, and applicants whose requests have an effect that can be counted. */
export class ApprovalStage {
  harness!: Harness;
  school!: TestSchool;
  approver!: TestPerson;
  colleague!: TestPerson;
  applicant!: TestPerson;
  desk!: TestCaller;
  colleagueDesk!: TestCaller;
  /** SQL statements that the application has sent so far. */
  statements!: () => number;
  readonly kinds = { return: new NotedKind('return'), leaving: new NotedKind('leaving') };

  async open(): Promise<void> {
    this.harness = await startApp({ modules: [ApprovalModule, SessionModule] });
    this.statements = countStatements(this.harness.database);
    const registry = this.harness.get(ApprovalKinds);
    registry.register(this.kinds.return);
    registry.register(this.kinds.leaving);
  }

  async reset(): Promise<void> {
    await resetDatabase();
    this.kinds.return.failing = false;
    this.harness.clock.set(SCHOOL_MORNING);
    this.school = await createSchool(this.harness);
    this.approver = await this.counsellor({ name: '主审' });
    this.colleague = await this.counsellor({ name: '同事' });
    this.applicant = await createPerson(this.harness, this.school);
    this.desk = await this.callerOf(this.approver);
    this.colleagueDesk = await this.callerOf(this.colleague);
  }

  counsellor(wish: PersonWish = {}): Promise<TestPerson> {
    return createPerson(this.harness, this.school, {
      ...{ kind: 'staff', roles: [{ role: 'counsellor', unitId: this.school.rootUnitId }] },
      ...wish,
    });
  }

  async callerOf(person: TestPerson): Promise<TestCaller> {
    return asCaller(this.harness, (await signIn(this.harness, person)).bearer);
  }

  /** Opens a request, or hands in another version of it. */
  async ask(wish: RequestWish = {}): Promise<Asked> {
    const { kind = 'return', subjectId = randomUUID(), version = 1 } = wish;
    await this.harness.database.transaction((tx) =>
      this.approvals.request(tx, {
        ...{ schoolId: this.school.id, kind, subjectId, subjectVersion: version },
        ...{ applicantId: (wish.applicant ?? this.applicant).id, assigneeId: (wish.assignee ?? this.approver).id },
        ...{ triageReasons: wish.triageReasons ?? [], facts: [{ key: 'origin', type: 'text', value: 'here' }] },
      }),
    );
    const [row]: { id: string; revision: number }[] = await this.harness.database.query(
      `SELECT id, revision FROM approval_requests WHERE subject_id = $1 AND state = 'pending'`,
      [subjectId],
    );
    return { id: row?.id ?? '', subjectId, revision: row?.revision ?? 0 };
  }

  withdraw({ subjectId }: Asked): Promise<void> {
    return this.harness.database.transaction((tx) => this.approvals.withdraw(tx, this.school.id, 'return', subjectId));
  }

  async decide(
    requests: Asked[],
    wish: Partial<DecideRequests> = {},
    desk: TestCaller = this.desk,
  ): Promise<DecisionAnswer> {
    const body = { requests: requests.map(({ id, revision }) => ({ id, revision })), outcome: 'approve', ...wish };
    return (await desk.post('/approvals/decisions', body).expect(200)).body as DecisionAnswer;
  }

  async inbox(query = '', desk: TestCaller = this.desk): Promise<ApprovalInbox> {
    return (await desk.get(`/approvals${query}`).expect(200)).body as ApprovalInbox;
  }

  /** The undo time passes, and whatever is due is done. */
  async settle(): Promise<void> {
    this.harness.clock.advance({ seconds: 10 });
    await this.harness.runJobs();
  }

  /** Effects of a subject, in the order of their making. */
  async effects({ subjectId }: Asked): Promise<string[]> {
    const rows: { kind: string }[] = await this.harness.database.query(
      `SELECT kind FROM notices WHERE starts_with(dedupe_key, $1) ORDER BY created_at`,
      [`${subjectId}/`],
    );
    return rows.map(({ kind }) => kind);
  }

  /** What the audit log says of a request. */
  async trail({ id }: Pick<Asked, 'id'>): Promise<string[]> {
    const rows: { action: string }[] = await this.harness.database.query(
      'SELECT action FROM audit_entries WHERE object_id = $1 ORDER BY id',
      [id],
    );
    return rows.map(({ action }) => action);
  }

  get approvals(): ApprovalService {
    return this.harness.get(ApprovalService);
  }
}
