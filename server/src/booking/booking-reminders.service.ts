import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { BookingTimes } from './booking-times';
import { stateAt } from './booking.rules';
import type { BookingRow } from './booking.types';

/** Five minutes before the grace or the use is over. */
@Injectable()
export class BookingReminders {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly times: BookingTimes,
    private readonly notices: NoticeService,
  ) {}

  /** A booking that is over, or whose end has moved since, is not reminded of. */
  async remind(schoolId: string, bookingId: string): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row]: BookingRow[] = await tx.query('SELECT * FROM bookings WHERE school_id = $1 AND id = $2', [
        schoolId,
        bookingId,
      ]);
      const kind = row && this.kindOf(row, this.clock.now());
      if (row && kind) {
        await this.notices.add(tx, {
          ...{ schoolId, personId: row.person_id, kind, params: { bookingId } },
          dedupeKey: `${kind}:${bookingId}`,
        });
      }
    });
  }

  private kindOf(row: BookingRow, now: Date): 'booking.reminder' | 'booking.ending' | null {
    switch (stateAt(row, now, this.times.overdueMs)) {
      case 'held':
        return this.times.remindAt(row.expires_at) <= now ? 'booking.reminder' : null;
      case 'in_use':
      case 'admitted_late':
        return row.ends_at !== null && this.times.endingAt(row.ends_at) <= now && row.ends_at > now
          ? 'booking.ending'
          : null;
      default:
        return null;
    }
  }
}
