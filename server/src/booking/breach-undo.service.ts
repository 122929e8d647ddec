import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BreachUndoAnswer, BreachUndoInput } from '@shared/booking';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { NoticeService } from '../notice/notice.service';

const LONGEST_MS = 31 * 86_400_000;
/** breaches in one transaction */
const BATCH = 500;

interface FoundRow {
  id: string;
  person_id: string;
  /** taken back already, by this very undoing */
  is_undone: boolean;
}

/** What is asked for, checked. */
interface Wish {
  caller: Caller;
  reason: string;
  /** school, from, until, venue */
  found: unknown[];
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

  /**
   * As many as a dry run has told, batch after batch. Again, of the same person for the same reason, goes on where the
   * last one was broken off, and changes nothing that is done.
   * @throws DomainError REQUEST_INVALID, NOT_FOUND for the venue, BREACHES_CHANGED with how many there are now
   */
  async undo(caller: Caller, input: BreachUndoInput): Promise<BreachUndoAnswer> {
    const wish = await this.wishOf(caller, input);
    const all = await this.find(wish);
    const open = all.filter((row) => !row.is_undone);
    if (input.dryRun) {
      return { ...countsOf(open), done: false };
    }
    if (input.expected !== open.length && input.expected !== all.length) {
      throw new DomainError('BREACHES_CHANGED', { details: countsOf(open) });
    }
    for (let at = 0; at < open.length; at += BATCH) {
      const ids = open.slice(at, at + BATCH).map(({ id }) => id);
      await this.database.transaction((tx) => this.take(tx, wish, ids));
    }
    return { ...countsOf(input.expected === open.length ? open : all), done: true };
  }

  private async wishOf(caller: Caller, input: BreachUndoInput): Promise<Wish> {
    const [from, until] = [new Date(input.from), new Date(input.until)];
    const span = until.getTime() - from.getTime();
    const reason = input.reason.trim();
    if (span <= 0 || span > LONGEST_MS) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/until', rule: 'later' }] });
    }
    if (reason.length < 10) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/reason', rule: 'minLength', limit: 10 }] });
    }
    await this.demandVenue(caller.schoolId, input.venueId);
    return { caller, reason, found: [caller.schoolId, from, until, input.venueId] };
  }

  private find({ caller, reason, found }: Wish): Promise<FoundRow[]> {
    return this.database.query<FoundRow[]>(
      `SELECT id, person_id, undone_at IS NOT NULL AS is_undone FROM booking_breaches
       WHERE school_id = $1 AND at >= $2 AND at < $3 AND ($4::uuid IS NULL OR venue_id = $4)
         AND (undone_at IS NULL OR (undone_by = $5 AND undone_reason = $6))
       ORDER BY id`,
      [...found, caller.personId, reason],
    );
  }

  /** Those that somebody else has taken back meanwhile are not touched. */
  private async take(tx: EntityManager, { caller, reason }: Wish, ids: readonly string[]): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    const [undone] = (await tx.query(
      `UPDATE booking_breaches SET undone_at = $3, undone_by = $4, undone_reason = $5
       WHERE school_id = $1 AND id IN (
         SELECT id FROM booking_breaches
         WHERE school_id = $1 AND id = ANY ($2::uuid[]) AND undone_at IS NULL ORDER BY id FOR UPDATE)
       RETURNING id, person_id`,
      [schoolId, ids, this.clock.now(), actorId, reason],
    )) as [Pick<FoundRow, 'id' | 'person_id'>[], number];
    await this.notices.addAll(
      tx,
      undone.map(({ id, person_id: personId }) => ({
        ...{ schoolId, personId, kind: 'booking.breach_undone', params: {} },
        dedupeKey: `booking.breach_undone:${id}`,
      })),
    );
    const entry = { schoolId, actorId, requestId, action: 'booking.undo_breaches' };
    await this.audit.writeAll(
      tx,
      undone.map(({ id }) => ({ ...entry, objectKind: 'booking_breach', objectId: id })),
    );
  }

  private async demandVenue(schoolId: string, venueId: string | null): Promise<void> {
    const known: unknown[] =
      venueId === null
        ? [venueId]
        : await this.database.query('SELECT FROM venues WHERE school_id = $1 AND id = $2', [schoolId, venueId]);
    if (known.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
  }
}

const countsOf = (rows: readonly FoundRow[]): { breaches: number; people: number } => ({
  breaches: rows.length,
  people: new Set(rows.map(({ person_id }) => person_id)).size,
});
