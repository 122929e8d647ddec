import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { VENUE_KIND_LIMITS } from '@shared/venue';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';

const BATCH = 500;
const KEPT_DAYS = 95;
/** for as long as a breach may count: the first of those that bring a pause, until the pause is over; and a day */
const BREACH_KEPT_DAYS = VENUE_KIND_LIMITS.breachDays + Math.ceil(VENUE_KIND_LIMITS.coolDownHours / 24) + 1;

/** Where somebody went is nobody's business three months later; a breach goes when it has long ceased to count. */
@Injectable()
export class BookingRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly notices: NoticeService,
  ) {}

  async forget(schoolId: string): Promise<void> {
    let gone: number;
    do {
      gone = await this.database.transaction((tx) => this.forgetSome(tx, schoolId));
    } while (gone === BATCH);
  }

  /** With what the inbox said of them. */
  private async forgetSome(tx: EntityManager, schoolId: string): Promise<number> {
    const gone: { id: string; person_id: string }[] = await tx.query(
      `WITH gone AS MATERIALIZED (
         SELECT b.id, b.person_id FROM bookings b
         WHERE b.school_id = $1 AND b.ended_at < $2::timestamptz - interval '${KEPT_DAYS} days'
           AND (b.ended_at < $2::timestamptz - interval '${BREACH_KEPT_DAYS} days' OR NOT EXISTS (
             SELECT FROM booking_breaches r
             WHERE r.school_id = b.school_id AND r.booking_id = b.id AND r.undone_at IS NULL))
         ORDER BY b.id LIMIT ${BATCH}
       ), breaches AS (
         DELETE FROM booking_breaches r USING gone WHERE r.school_id = $1 AND r.booking_id = gone.id
       )
       SELECT id, person_id FROM gone`,
      [schoolId, this.clock.now()],
    );
    await tx.query('DELETE FROM bookings WHERE school_id = $1 AND id = ANY ($2::uuid[])', [
      schoolId,
      gone.map(({ id }) => id),
    ]);
    await this.forgetNotices(tx, schoolId, gone);
    return gone.length;
  }

  private async forgetNotices(
    tx: EntityManager,
    schoolId: string,
    gone: readonly { id: string; person_id: string }[],
  ): Promise<void> {
    await this.notices.forget(
      tx,
      schoolId,
      gone.flatMap(({ id, person_id: personId }) => NOTICED.map((kind) => ({ personId, keyPrefix: `${kind}:${id}` }))),
    );
  }
}

const NOTICED = [
  'booking.reminder',
  'booking.ending',
  'booking.expired',
  'booking.timed_out',
  'booking.offered',
  'booking.offer_lapsed',
  'booking.venue_closed',
  'booking.revived',
  'booking.breach_undone',
] as const;
