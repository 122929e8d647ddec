import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BreachUndoAnswer, BreachUndoInput } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';

const LONGEST_MS = 31 * 86_400_000;

interface UndoneRow {
  id: string;
  person_id: string;
}

/** Missed bookings of an outage, taken back together. */
@Injectable()
export class BreachUndo {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly notices: NoticeService,
    private readonly audit: AuditLog,
  ) {}

  /** Those that are taken back already are not touched. @throws DomainError REQUEST_INVALID, NOT_FOUND for the venue */
  async undo(caller: Caller, input: BreachUndoInput): Promise<BreachUndoAnswer> {
    const [from, until] = [new Date(input.from), new Date(input.until)];
    const span = until.getTime() - from.getTime();
    if (span <= 0 || span > LONGEST_MS) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/until', rule: 'later' }] });
    }
    return this.database.transaction(async (tx) => {
      await this.demandVenue(tx, caller.schoolId, input.venueId);
      const found = [caller.schoolId, from, until, input.venueId];
      const undone = input.dryRun
        ? await tx.query<UndoneRow[]>(`SELECT id, person_id FROM booking_breaches WHERE ${FOUND}`, found)
        : await this.take(tx, caller, input.reason.trim(), found);
      const people = new Set(undone.map(({ person_id }) => person_id)).size;
      return { breaches: undone.length, people, done: !input.dryRun };
    });
  }

  private async take(tx: EntityManager, caller: Caller, reason: string, found: unknown[]): Promise<UndoneRow[]> {
    const { schoolId, personId: actorId, requestId } = caller;
    if (reason.length < 10) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/reason', rule: 'minLength', limit: 10 }] });
    }
    const [undone] = (await tx.query(
      `UPDATE booking_breaches SET undone_at = $5, undone_by = $6, undone_reason = $7
       WHERE ${FOUND} RETURNING id, person_id`,
      [...found, this.clock.now(), actorId, reason],
    )) as [UndoneRow[], number];
    await this.notices.addAll(
      tx,
      undone.map(({ id, person_id: personId }) => ({
        ...{ schoolId, personId, kind: 'booking.breach_undone', params: {} },
        dedupeKey: `booking.breach_undone:${id}`,
      })),
    );
    const entry = { schoolId, actorId, requestId, action: 'booking.undo_breaches' };
    await this.audit.writeAll(tx, [
      { ...entry, objectKind: 'booking_breaches', objectId: newId() },
      ...undone.map(({ id }) => ({ ...entry, objectKind: 'booking_breach', objectId: id })),
    ]);
    return undone;
  }

  private async demandVenue(tx: EntityManager, schoolId: string, venueId: string | null): Promise<void> {
    const known: unknown[] =
      venueId === null
        ? [venueId]
        : await tx.query('SELECT FROM venues WHERE school_id = $1 AND id = $2', [schoolId, venueId]);
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }
}

/** $1 school $2 from $3 until $4 venue, or null */
const FOUND = `school_id = $1 AND at >= $2 AND at < $3 AND ($4::uuid IS NULL OR venue_id = $4) AND undone_at IS NULL`;
