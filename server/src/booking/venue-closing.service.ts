import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { VenueClosureAnswer, VenueClosureInput } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { VenueService } from '../venue/venue.service';
import { ClosureEffects } from './closure-effects.service';

/** Ahead of them nobody needs more in one venue. */
const MOST_CLOSURES = 50;
const LONGEST_MS = 366 * 86_400_000;

/** Closing a venue out of turn: everybody who has booked is told, and nobody has broken a rule. */
@Injectable()
export class VenueClosing {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
    private readonly effects: ClosureEffects,
    private readonly venues: VenueService,
  ) {}

  /**
   * From now on, or from an instant ahead: bookings of that time end when it begins.
   * @throws DomainError NOT_FOUND, REQUEST_INVALID for a time that is over or ends before it begins, TOO_MANY_REQUESTS
   */
  async close(caller: Caller, venueId: string, input: VenueClosureInput): Promise<VenueClosureAnswer> {
    const { schoolId } = caller;
    const [startsAt, endsAt] = [new Date(input.from), new Date(input.until)];
    const now = this.clock.now();
    if (startsAt >= endsAt || endsAt <= now || endsAt.getTime() - startsAt.getTime() > LONGEST_MS) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/until', rule: 'later' }] });
    }
    const answer = await this.database.transaction(async (tx) => {
      const hallIds = await this.lock(tx, schoolId, venueId);
      await this.demandFew(tx, schoolId, venueId, now);
      const id = newId();
      await tx.query(
        `INSERT INTO venue_closures (school_id, id, venue_id, starts_at, ends_at, reason, set_by, set_at)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
        [schoolId, id, venueId, startsAt, endsAt, JSON.stringify(input.reason), caller.personId, now],
      );
      await this.record(tx, caller, 'venue.close', id);
      const closed = await this.effects.begin(tx, schoolId, hallIds, startsAt, now);
      const closure = { id, from: startsAt.toISOString(), until: endsAt.toISOString(), reason: input.reason };
      return { closure, ...closed };
    });
    this.venues.forget(schoolId);
    return answer;
  }

  /** What it has ended stays ended. @throws DomainError NOT_FOUND */
  async reopen(caller: Caller, venueId: string, id: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [rows] = (await tx.query(
        `UPDATE venue_closures SET removed_at = $4
         WHERE school_id = $1 AND venue_id = $2 AND id = $3 AND removed_at IS NULL RETURNING id`,
        [caller.schoolId, venueId, id, this.clock.now()],
      )) as [unknown[], number];
      if (rows.length === 0) {
        throw new DomainError('NOT_FOUND');
      }
      await this.record(tx, caller, 'venue.reopen', id);
    });
    this.venues.forget(caller.schoolId);
  }

  /** Its halls, in the order in which they are locked everywhere. @throws DomainError NOT_FOUND */
  private async lock(tx: EntityManager, schoolId: string, venueId: string): Promise<string[]> {
    const halls: { id: string }[] = await tx.query(
      `SELECT h.id FROM halls h JOIN venues v ON v.school_id = h.school_id AND v.id = h.venue_id
       WHERE h.school_id = $1 AND h.venue_id = $2 AND h.removed_at IS NULL AND v.removed_at IS NULL
       ORDER BY h.id FOR UPDATE OF h`,
      [schoolId, venueId],
    );
    if (halls.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
    return halls.map(({ id }) => id);
  }

  private async demandFew(tx: EntityManager, schoolId: string, venueId: string, now: Date): Promise<void> {
    const [row]: { count: number }[] = await tx.query(
      `SELECT count(*)::int AS count FROM venue_closures
       WHERE school_id = $1 AND venue_id = $2 AND ends_at > $3 AND removed_at IS NULL`,
      [schoolId, venueId, now],
    );
    if ((row?.count ?? 0) >= MOST_CLOSURES) {
      throw new DomainError('TOO_MANY_REQUESTS');
    }
  }

  private record(tx: EntityManager, caller: Caller, action: string, objectId: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind: 'venue_closure', objectId });
  }
}
