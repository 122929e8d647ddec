import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { CaseLine, CaseState } from '@shared/follow-up';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { HoldService } from '../hold/hold.service';
import { NoticeService } from '../notice/notice.service';
import { isOverdue, mayClose } from './case.rules';

interface CaseRow {
  id: string;
  owner_id: string | null;
  person_id: string;
  number: string;
  name: string;
  unit: Bilingual;
  title: Bilingual;
  state: CaseState;
  opened_at: Date;
  due_at: Date;
  source_id: string | null;
  closed_at: Date | null;
  closing_note: string | null;
}

/** $1 school, $2 whole school, $3 caller, $4 reach */
const SEEN = 'k.school_id = $1 AND ($2 OR k.owner_id = $3 OR u.path && $4::uuid[])';
const SELECT_CASE = `
  SELECT k.id, k.owner_id, k.person_id, p.number, p.name, u.name AS unit, k.title, k.state, k.opened_at, k.due_at, k.source_id,
    k.closed_at, k.closing_note
  FROM cases k
  JOIN people p ON p.school_id = k.school_id AND p.id = k.person_id
  JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id`;

/** Open cases by deadline, the earliest first; closed ones the latest first. */
const ORDER: Record<CaseState, { key: 'due_at' | 'closed_at'; after: '>' | '<'; direction: 'ASC' | 'DESC' }> = {
  open: { key: 'due_at', after: '>', direction: 'ASC' },
  closed: { key: 'closed_at', after: '<', direction: 'DESC' },
};

/** The counsellor's cases: those of people in reach, and those they own. */
@Injectable()
export class CaseDesk {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
    private readonly holds: HoldService,
  ) {}

  /** What is the matter with whom: who looked is in the audit log, once a page. */
  async list(caller: Caller, state: CaseState, cursor: string | undefined): Promise<Page<CaseLine>> {
    const { key, after, direction } = ORDER[state];
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    await this.note(this.database.manager, caller, 'case.list', 'cases', state);
    const rows: CaseRow[] = await this.database.query(
      `${SELECT_CASE}
       WHERE ${SEEN} AND k.state = $5
         AND ($6::timestamptz IS NULL OR (date_trunc('milliseconds', k.${key}), k.id) ${after} ($6, $7::uuid))
       ORDER BY date_trunc('milliseconds', k.${key}) ${direction}, k.id ${direction} LIMIT $8`,
      [...seenBy(caller), state, at, id, PAGE_LIMIT.default + 1],
    );
    const now = this.clock.now();
    return pageOf(
      rows,
      PAGE_LIMIT.default,
      (row) => [(row[key] ?? row.due_at).toISOString(), row.id],
      (row) => lineOf(row, now),
    );
  }

  /**
   * Closes a case with a note of what was done; the hold that it had placed is lifted with it.
   * @throws DomainError NOT_FOUND outside the reach, PERMISSION_DENIED for one's own, CASE_ALREADY_CLOSED
   */
  async close(caller: Caller, id: string, note: string): Promise<CaseLine> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const row = await this.locked(tx, caller, id);
      if (row.person_id === caller.personId) {
        throw new DomainError('PERMISSION_DENIED');
      }
      if (!mayClose(row.state)) {
        throw new DomainError('CASE_ALREADY_CLOSED');
      }
      await tx.query(
        `UPDATE cases SET state = 'closed', closed_at = $3, closed_by = $4, closing_note = $5
         WHERE school_id = $1 AND id = $2`,
        [caller.schoolId, id, now, caller.personId, note],
      );
      await this.note(tx, caller, 'case.close', 'case', id);
      await this.notices.add(tx, {
        schoolId: caller.schoolId,
        personId: row.person_id,
        kind: 'case.closed',
        params: { caseId: id, closedAt: now.toISOString() },
        dedupeKey: `case.closed:${id}`,
      });
      await this.settleNotices(tx, caller.schoolId, row, id);
      await this.holds.lift(tx, caller.schoolId, id, caller);
      return lineOf({ ...row, state: 'closed', closed_at: now, closing_note: note }, now);
    });
  }

  private async locked(tx: EntityManager, caller: Caller, id: string): Promise<CaseRow> {
    const [row]: CaseRow[] = await tx.query(`${SELECT_CASE} WHERE ${SEEN} AND k.id = $5 FOR UPDATE OF k`, [
      ...seenBy(caller),
      id,
    ]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return row;
  }

  private note(tx: EntityManager, caller: Caller, action: string, objectKind: string, objectId: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind, objectId });
  }

  private async settleNotices(tx: EntityManager, schoolId: string, row: CaseRow, id: string): Promise<void> {
    await this.notices.settle(tx, schoolId, row.person_id, `case.opened:${id}`);
    if (row.owner_id !== null) {
      await this.notices.settle(tx, schoolId, row.owner_id, `case.assigned:${id}`);
    }
  }
}

const seenBy = (caller: Caller): unknown[] => [
  caller.schoolId,
  caller.roles.includes('school_admin'),
  caller.personId,
  caller.reachUnitIds,
];

const lineOf = (row: CaseRow, now: Date): CaseLine => ({
  id: row.id,
  person: { personId: row.person_id, number: row.number, name: row.name, unit: row.unit },
  title: row.title,
  state: row.state,
  openedAt: row.opened_at.toISOString(),
  dueAt: row.due_at.toISOString(),
  overdue: isOverdue(row.state, row.due_at, now),
  reportId: row.source_id,
  closedAt: row.closed_at?.toISOString() ?? null,
  closingNote: row.closing_note,
});
