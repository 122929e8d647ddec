import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApprovalFact, ApprovalKind, TriageReason } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Outbox } from '../common/outbox';
import { isInEffect } from './approval.rules';
import { ACTS_FOR, PENDING_COUNTS } from './approval.sql';
import { Settlement } from './settlement.service';

/** What one read settles at most; more wait only while no worker runs. */
const MOST_SETTLED = 100;

export interface NewRequest {
  schoolId: string;
  kind: ApprovalKind;
  subjectId: string;
  subjectVersion: number;
  applicantId: string;
  assigneeId: string;
  /** none: the request is clean */
  triageReasons: TriageReason[];
  /** what the inbox shows of it */
  facts: ApprovalFact[];
}

export interface PendingRequest {
  requestId: string;
  revision: number;
  /** a decision stands and takes effect then */
  settlesAt: Date | null;
}

/** What the kinds ask. Lock order: the request first, then the kind's own row. */
@Injectable()
export class ApprovalService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly settlement: Settlement,
  ) {}

  /**
   * Locks the pending request of a subject; call it before locking the subject's own row.
   * What is due takes effect at once, in this transaction. @returns null when none is pending
   */
  async lock(
    tx: EntityManager,
    schoolId: string,
    kind: ApprovalKind,
    subjectId: string,
  ): Promise<PendingRequest | null> {
    const pending = await this.lockPending(tx, schoolId, kind, subjectId);
    if (pending?.settlesAt && isInEffect(pending.settlesAt, this.clock.now())) {
      return (await this.settlement.settleIn(tx, schoolId, pending.requestId)) ? null : pending;
    }
    return pending;
  }

  /**
   * Opens a request, or gives the pending one a new version and revision.
   * @throws DomainError APPROVAL_NOT_PENDING while a decision stands
   */
  async request(tx: EntityManager, wish: NewRequest): Promise<void> {
    const pending = await this.lockPending(tx, wish.schoolId, wish.kind, wish.subjectId);
    const requestId = pending ? await this.renew(tx, wish, pending) : await this.open(tx, wish);
    await this.outbox.add(tx, 'approval.assigned', { schoolId: wish.schoolId, requestId });
  }

  /** Takes the pending request away, if there is one. @throws DomainError APPROVAL_NOT_PENDING while a decision stands */
  async withdraw(tx: EntityManager, schoolId: string, kind: ApprovalKind, subjectId: string): Promise<void> {
    const pending = await this.lockPending(tx, schoolId, kind, subjectId);
    if (!pending) {
      return;
    }
    demandUndecided(pending);
    await tx.query(
      `UPDATE approval_requests SET state = 'withdrawn', closed_at = $3 WHERE school_id = $1 AND id = $2`,
      [schoolId, pending.requestId, this.clock.now()],
    );
  }

  /** The first read after the instant settles what is due of this subject. One statement when nothing is. */
  async settleDue(schoolId: string, kind: ApprovalKind, subjectId: string): Promise<void> {
    const [due]: { id: string }[] = await this.database.query(
      `SELECT id FROM approval_requests
       WHERE school_id = $1 AND kind = $2 AND subject_id = $3 AND state = 'pending' AND settles_at <= $4`,
      [schoolId, kind, subjectId, this.clock.now()],
    );
    if (due) {
      await this.settlement.settleRequest(schoolId, due.id);
    }
  }

  /** The same before a list of a kind is read: one statement finds what is due, so many at most. */
  async settleAllDue(schoolId: string, kind: ApprovalKind): Promise<void> {
    const due: { id: string }[] = await this.database.query(
      `SELECT id FROM approval_requests WHERE school_id = $1 AND kind = $2 AND state = 'pending' AND settles_at <= $3
       ORDER BY settles_at, id LIMIT $4`,
      [schoolId, kind, this.clock.now(), MOST_SETTLED],
    );
    for (const { id } of due) {
      await this.settlement.settleRequest(schoolId, id);
    }
  }

  /** The pending request of a subject, and until when its decision can be undone; null when none is pending. */
  async standingOf(
    schoolId: string,
    kind: ApprovalKind,
    subjectId: string,
  ): Promise<{ settlesAt: Date | null } | null> {
    const [row]: { settlesAt: Date | null }[] = await this.database.query(
      `SELECT settles_at AS "settlesAt" FROM approval_requests
       WHERE school_id = $1 AND kind = $2 AND subject_id = $3 AND state = 'pending'`,
      [schoolId, kind, subjectId],
    );
    return row ?? null;
  }

  /** Whether a request of this subject, pending or closed, is the caller's to handle, as its approver or a deputy for now. */
  async isHandledBy(caller: Caller, kind: ApprovalKind, subjectId: string): Promise<boolean> {
    const rows: unknown[] = await this.database.query(
      `SELECT 1 FROM approval_requests r
       WHERE r.school_id = $1 AND r.kind = $4 AND r.subject_id = $5 AND r.applicant_id <> $2
         AND r.assignee_id IN (${ACTS_FOR}) LIMIT 1`,
      [caller.schoolId, caller.personId, this.clock.now(), kind, subjectId],
    );
    return rows.length > 0 && caller.roles.includes('counsellor');
  }

  /** How many requests wait for the caller. One statement. */
  async pendingOf(caller: Caller): Promise<number> {
    const [row]: { clean: number; needs_look: number }[] = await this.database.query(PENDING_COUNTS, [
      ...[caller.schoolId, caller.personId, this.clock.now(), null],
    ]);
    return (row?.clean ?? 0) + (row?.needs_look ?? 0);
  }

  /** What approvers saw of these goes with them, when their retention is over. */
  async forget(tx: EntityManager, schoolId: string, kind: ApprovalKind, subjectIds: string[]): Promise<void> {
    const rows: { id: string }[] = await tx.query(
      `SELECT id FROM approval_requests WHERE school_id = $1 AND kind = $2 AND subject_id = ANY ($3::uuid[])
       ORDER BY id FOR UPDATE`,
      [schoolId, kind, subjectIds],
    );
    const ids = rows.map(({ id }) => id);
    for (const table of ['approval_comments', 'approval_transfers', 'approval_decisions']) {
      await tx.query(`DELETE FROM ${table} WHERE school_id = $1 AND request_id = ANY ($2)`, [schoolId, ids]);
    }
    await tx.query('DELETE FROM approval_requests WHERE school_id = $1 AND id = ANY ($2)', [schoolId, ids]);
  }

  private async lockPending(
    tx: EntityManager,
    schoolId: string,
    kind: ApprovalKind,
    subjectId: string,
  ): Promise<PendingRequest | null> {
    const [row]: PendingRequest[] = await tx.query(
      `SELECT id AS "requestId", revision, settles_at AS "settlesAt" FROM approval_requests
       WHERE school_id = $1 AND kind = $2 AND subject_id = $3 AND state = 'pending' FOR NO KEY UPDATE`,
      [schoolId, kind, subjectId],
    );
    return row ?? null;
  }

  private async open(tx: EntityManager, wish: NewRequest): Promise<string> {
    const id = newId();
    await tx.query(
      `INSERT INTO approval_requests (school_id, id, kind, subject_id, applicant_id, state, ${CONTENT})
       VALUES ($1, $2, $3, $4, $5, 'pending', $6, $7, $8, $9, $10, $11)`,
      [wish.schoolId, id, wish.kind, wish.subjectId, wish.applicantId, ...this.contentOf(wish)],
    );
    return id;
  }

  private async renew(tx: EntityManager, wish: NewRequest, pending: PendingRequest): Promise<string> {
    demandUndecided(pending);
    await tx.query(
      `UPDATE approval_requests SET revision = revision + 1, (${CONTENT}) = ($3, $4, $5, $6, $7, $8)
       WHERE school_id = $1 AND id = $2`,
      [wish.schoolId, pending.requestId, ...this.contentOf(wish)],
    );
    return pending.requestId;
  }

  private contentOf({ subjectVersion, assigneeId, triageReasons, facts }: NewRequest): unknown[] {
    const triage = triageReasons.length === 0 ? 'clean' : 'needs_look';
    return [subjectVersion, assigneeId, triage, triageReasons, JSON.stringify(facts), this.clock.now()];
  }
}

const CONTENT = 'subject_version, assignee_id, triage, triage_reasons, facts, submitted_at';

/** Nothing changes while a decision stands. @throws DomainError APPROVAL_NOT_PENDING with the instant it takes effect */
export const demandUndecided = (pending: PendingRequest | null): void => {
  if (pending?.settlesAt) {
    throw new DomainError('APPROVAL_NOT_PENDING', { details: { settlesAt: pending.settlesAt.toISOString() } });
  }
};
