import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import type { LockedRequest } from './approval.rules';
import { ACTS_FOR } from './approval.sql';

/** Requests under their locks, and who may decide on them. */
@Injectable()
export class RequestLocks {
  constructor(private readonly clock: Clock) {}

  /** Locks in the order of ids, so that two batches never wait for each other. Unknown ids are left out. */
  async take(tx: EntityManager, schoolId: string, ids: string[]): Promise<Map<string, LockedRequest>> {
    const rows: LockedRequest[] = await tx.query(
      `SELECT id, kind, subject_id AS "subjectId", state, revision, applicant_id AS "applicantId",
         assignee_id AS "assigneeId", settles_at AS "settlesAt"
       FROM approval_requests WHERE school_id = $1 AND id = ANY ($2) ORDER BY id FOR NO KEY UPDATE`,
      [schoolId, ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** For whom the caller decides at this instant, themself included. */
  async actsFor(tx: EntityManager, { schoolId, personId }: Caller): Promise<string[]> {
    const rows: { approver_id: string }[] = await tx.query(ACTS_FOR, [schoolId, personId, this.clock.now()]);
    return rows.map((row) => row.approver_id);
  }

  /** Names of who decided, by request. */
  async deciders(tx: EntityManager, schoolId: string, requestIds: string[]): Promise<Map<string, string>> {
    if (requestIds.length === 0) {
      return new Map();
    }
    const rows: { request_id: string; name: string }[] = await tx.query(
      `SELECT d.request_id, p.name FROM approval_decisions d
       JOIN people p ON p.school_id = d.school_id AND p.id = d.decided_by
       WHERE d.school_id = $1 AND d.request_id = ANY ($2) AND d.undone_at IS NULL`,
      [schoolId, requestIds],
    );
    return new Map(rows.map(({ request_id, name }) => [request_id, name]));
  }
}
