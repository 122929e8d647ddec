import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { INBOX_LIMIT, type ApprovalInbox, type ApprovalView } from '@shared/approval';
import type { DataSource } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { ApprovalKinds } from './approval-kinds.service';
import type { InboxQuery } from './approval.dto';
import { isInEffect } from './approval.rules';
import { DONE_PAGE, ONE_REQUEST, PENDING_COUNTS, PENDING_PAGE } from './approval.sql';
import { lineOf, viewOf, type LineRow, type RequestRow } from './approval.view';
import { Settlement } from './settlement.service';

/** The approver's inbox: what waits, what was done, and one request whole. */
@Injectable()
export class InboxService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly kinds: ApprovalKinds,
    private readonly settlement: Settlement,
    private readonly audit: AuditLog,
  ) {}

  /** Two statements. The counts are of what waits, whatever is listed. */
  async list(caller: Caller, { state = 'pending', kind, triage, cursor }: InboxQuery): Promise<ApprovalInbox> {
    const now = this.clock.now();
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const scope = [caller.schoolId, caller.personId, now, kind ?? null];
    const [rows, [counts]] = await Promise.all([
      this.database.query<LineRow[]>(state === 'pending' ? PENDING_PAGE : DONE_PAGE, [
        ...[...scope, triage ?? null, at, id, INBOX_LIMIT + 1],
      ]),
      this.database.query<{ clean: number; needs_look: number }[]>(PENDING_COUNTS, scope),
    ]);
    const page = pageOf(
      rows,
      INBOX_LIMIT,
      (row) => [placeOf(row, state).toISOString(), row.id],
      (row) => lineOf(row, now),
    );
    return { ...page, counts: { clean: counts?.clean ?? 0, needs_look: counts?.needs_look ?? 0 } };
  }

  /** One statement, and what the kind needs to describe it. @throws DomainError NOT_FOUND for whom it is not assigned to */
  async open(caller: Caller, id: string): Promise<ApprovalView> {
    const row = await this.find(caller, id);
    const description = await this.kinds.of(row.kind).describe(caller, row.subject_id, row.subject_version);
    return viewOf(row, description, this.clock.now());
  }

  /** The first read after the instant settles what is due. */
  private async find(caller: Caller, id: string): Promise<RequestRow> {
    const now = this.clock.now();
    const read = async (): Promise<RequestRow> => {
      const [row] = await this.database.query<RequestRow[]>(ONE_REQUEST, [
        ...[caller.schoolId, caller.personId, now, id, this.audit.actorOf(caller.personId), caller.requestId],
      ]);
      if (!row) {
        throw new DomainError('NOT_FOUND');
      }
      return row;
    };
    const row = await read();
    if (!row.settles_at || !isInEffect(row.settles_at, now)) {
      return row;
    }
    await this.settlement.settleRequest(caller.schoolId, id);
    return read();
  }
}

const placeOf = (row: LineRow, state: InboxQuery['state']): Date =>
  state === 'done' ? (row.closed_at ?? row.settles_at ?? row.submitted_at) : row.submitted_at;
