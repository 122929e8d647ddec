import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { HallBoard, VenueBoard } from '@shared/venue';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { isOpenAt } from '../common/opening-times';
import { VenueService } from '../venue/venue.service';
import { BookingTimes } from './booking-times';

type HallRow = Omit<HallBoard, 'name'>;

const NOBODY: Omit<HallRow, 'id'> = {
  ...{ capacity: 0, offered: 0, held: 0, inUse: 0, overdue: 0, admittedLate: 0, waiting: 0 },
};

/** The live board of whoever watches venues: counted by the clock, in one statement. */
@Injectable()
export class VenueBoards {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly venues: VenueService,
    private readonly times: BookingTimes,
  ) {}

  async of(schoolId: string): Promise<VenueBoard> {
    const now = this.clock.now();
    const [venues, rows] = await Promise.all([
      this.venues.all(schoolId),
      this.database.query<HallRow[]>(SELECT_HALLS, [schoolId, now, `${this.times.overdueMs} ms`]),
    ]);
    const byId = new Map(rows.map((row) => [row.id, row]));
    return {
      serverTime: now.toISOString(),
      venues: venues.map((venue) => ({
        ...{ id: venue.id, name: venue.name, campus: venue.campus, isOpen: isOpenAt(venue, now) },
        halls: venue.halls.map(({ id, name }) => ({ ...NOBODY, ...byId.get(id), id, name })),
      })),
    };
  }
}

/** $1 school $2 now $3 how long a use may be overdue. What the clock has ended and nothing has noticed yet is not counted. */
const SELECT_HALLS = `
  SELECT h.id, h.capacity, count(b.id) FILTER (WHERE b.state = 'offered' AND b.expires_at > $2)::int AS offered,
    count(b.id) FILTER (WHERE b.state = 'held' AND b.expires_at > $2)::int AS held,
    count(b.id) FILTER (WHERE b.state = 'in_use' AND b.ends_at > $2)::int AS "inUse",
    count(b.id) FILTER (WHERE b.state = 'in_use' AND b.ends_at <= $2 AND b.ends_at + $3::interval > $2)::int AS overdue,
    count(b.id) FILTER (WHERE b.state = 'admitted_late' AND b.ends_at + $3::interval > $2)::int AS "admittedLate",
    (SELECT count(*)::int FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id) AS waiting
  FROM halls h
  LEFT JOIN bookings b ON b.school_id = h.school_id AND b.hall_id = h.id
    AND b.state IN ('offered', 'held', 'in_use', 'admitted_late')
  WHERE h.school_id = $1 AND h.removed_at IS NULL
  GROUP BY h.school_id, h.id, h.capacity`;
