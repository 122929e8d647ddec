import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DecideRequests, DecisionAnswer, DecisionRefusal, UndoAnswer } from '@shared/approval';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { Idempotency } from '../common/idempotency';
import { isInEffect, lacksReason, refusalOf, takesEffectAt } from './approval.rules';
import { ApprovalTrail } from './approval-trail';
import { RequestLocks } from './request-locks';

interface NewDecision {
  id: string;
  requestId: string;
}

interface BatchRow {
  id: string;
  requestId: string;
  effectiveAt: Date;
  undoneAt: Date | null;
  settledAt: Date | null;
}

/** Approvers decide in batches and may take a batch back until it takes effect. As many statements for one as for a hundred. */
@Injectable()
export class DecisionService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly idempotency: Idempotency,
    private readonly locks: RequestLocks,
    private readonly trail: ApprovalTrail,
  ) {}

  /**
   * Each request stands for itself: one that is refused leaves the others decided.
   * @throws DomainError APPROVAL_REASON_MISSING, IDEMPOTENCY_KEY_REUSED
   */
  async decide(caller: Caller, key: string, wish: DecideRequests): Promise<DecisionAnswer> {
    if (lacksReason(wish)) {
      throw new DomainError('APPROVAL_REASON_MISSING');
    }
    return this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, wish, () => this.decideIn(tx, caller, wish)),
    );
  }

  private async decideIn(tx: EntityManager, caller: Caller, wish: DecideRequests): Promise<DecisionAnswer> {
    const locked = await this.locks.take(
      tx,
      caller.schoolId,
      wish.requests.map(({ id }) => id),
    );
    const now = this.clock.now();
    const decider = { personId: caller.personId, actsFor: await this.locks.actsFor(tx, caller) };
    const judged = wish.requests.map(({ id, revision }) => ({
      id,
      reason: refusalOf(locked.get(id), revision, decider),
    }));
    const decisions = judged.filter(({ reason }) => reason === null).map(({ id }) => ({ id: newId(), requestId: id }));
    const batchId = newId();
    if (decisions.length > 0) {
      await this.save(tx, caller, wish, { batchId, decisions, now });
      await this.trail.decided(tx, caller, wish.outcome, decisions, takesEffectAt(now));
    }
    return {
      batchId,
      decided: decisions.map(({ requestId }) => requestId),
      refused: await this.refused(tx, caller.schoolId, judged),
      undoUntil: takesEffectAt(now).toISOString(),
    };
  }

  /**
   * Takes back what of a batch has not taken effect yet; of all of it, or of these requests.
   * @throws DomainError NOT_FOUND for a batch that somebody else decided
   */
  async undo(caller: Caller, batchId: string, requestIds?: string[]): Promise<UndoAnswer> {
    return this.database.transaction(async (tx) => {
      const before = await this.batchOf(tx, caller, batchId, requestIds);
      if (before.length === 0) {
        throw new DomainError('NOT_FOUND');
      }
      await this.locks.take(
        tx,
        caller.schoolId,
        before.map(({ requestId }) => requestId),
      );
      const now = this.clock.now();
      const batch = await this.batchOf(tx, caller, batchId, requestIds);
      const open = batch.filter(
        (row) => row.undoneAt === null && row.settledAt === null && !isInEffect(row.effectiveAt, now),
      );
      if (open.length > 0) {
        await this.takeBack(tx, caller.schoolId, open, now);
        await this.trail.undone(tx, caller, open);
      }
      const undone = batch.filter((row) => row.undoneAt !== null || open.includes(row));
      return {
        undone: undone.map(({ requestId }) => requestId),
        tooLate: batch.filter((row) => !undone.includes(row)).map(({ requestId }) => requestId),
      };
    });
  }

  private async save(
    tx: EntityManager,
    caller: Caller,
    { outcome, reason, comment, slots = [] }: DecideRequests,
    { batchId, decisions, now }: { batchId: string; decisions: NewDecision[]; now: Date },
  ): Promise<void> {
    const requestIds = decisions.map(({ requestId }) => requestId);
    await tx.query(
      `INSERT INTO approval_decisions (school_id, id, request_id, applicant_id, batch_id, outcome, reason, comment, slots,
         decided_by, decided_at, effective_at)
       SELECT r.school_id, n.id, r.id, r.applicant_id, $4, $5, $6, $7, $8, $9, $10, $11
       FROM unnest($2::uuid[], $3::uuid[]) AS n (id, request_id)
       JOIN approval_requests r ON r.school_id = $1 AND r.id = n.request_id`,
      [
        ...[caller.schoolId, decisions.map(({ id }) => id), requestIds, batchId, outcome, reason ?? null],
        ...[comment?.trim() || null, slots, caller.personId, now, takesEffectAt(now)],
      ],
    );
    await tx.query('UPDATE approval_requests SET settles_at = $3 WHERE school_id = $1 AND id = ANY ($2)', [
      ...[caller.schoolId, requestIds, takesEffectAt(now)],
    ]);
  }

  private async takeBack(tx: EntityManager, schoolId: string, open: BatchRow[], now: Date): Promise<void> {
    await tx.query('UPDATE approval_decisions SET undone_at = $3 WHERE school_id = $1 AND id = ANY ($2)', [
      ...[schoolId, open.map(({ id }) => id), now],
    ]);
    await tx.query('UPDATE approval_requests SET settles_at = NULL WHERE school_id = $1 AND id = ANY ($2)', [
      ...[schoolId, open.map(({ requestId }) => requestId)],
    ]);
  }

  private async refused(
    tx: EntityManager,
    schoolId: string,
    judged: { id: string; reason: DecisionRefusal | null }[],
  ): Promise<DecisionAnswer['refused']> {
    const handled = judged.filter(({ reason }) => reason === 'already_handled').map(({ id }) => id);
    const names = await this.locks.deciders(tx, schoolId, handled);
    return judged.flatMap(({ id, reason }) =>
      reason === null ? [] : [{ id, reason, handledBy: names.get(id) ?? null }],
    );
  }

  private batchOf(tx: EntityManager, caller: Caller, batchId: string, requestIds?: string[]): Promise<BatchRow[]> {
    return tx.query(
      `SELECT id, request_id AS "requestId", effective_at AS "effectiveAt", undone_at AS "undoneAt",
         settled_at AS "settledAt"
       FROM approval_decisions
       WHERE school_id = $1 AND batch_id = $2 AND decided_by = $3 AND ($4::uuid[] IS NULL OR request_id = ANY ($4))
       ORDER BY id`,
      [caller.schoolId, batchId, caller.personId, requestIds ?? null],
    );
  }
}
