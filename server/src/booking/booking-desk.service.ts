import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { BookingDesk } from '@shared/booking';
import type { VenueKindView, VenueOption } from '@shared/venue';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { opennessAt } from '../common/opening-times';
import { VenueService } from '../venue/venue.service';
import type { Hall, Venue } from '../venue/venue.types';
import { BookingReader } from './booking-reader.service';
import { Breaches } from './breaches.service';
import { WaitingList } from './waiting-list.service';

interface HallCount {
  id: string;
  capacity: number;
  free: number;
  waiting: number;
}

/** The booking page in one call: four statements whatever the size. */
@Injectable()
export class BookingDesks {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly venues: VenueService,
    private readonly reader: BookingReader,
    private readonly waiting: WaitingList,
    private readonly breaches: Breaches,
  ) {}

  async of(caller: Caller, now: Date): Promise<BookingDesk> {
    const venues = await this.venues.all(caller.schoolId);
    const kinds = [...new Map(venues.map(({ kind }) => [kind.id, kind])).values()];
    const [booking, waiting, standings, halls] = await Promise.all([
      this.reader.findRunning(caller.schoolId, caller.personId),
      this.waiting.findOwn(caller),
      kinds.length === 0 ? [] : this.breaches.standings(caller, kinds),
      this.hallsFor(caller, now),
    ]);
    const here = caller.presenceCampusId ?? caller.campusId;
    return {
      ...{ serverTime: now.toISOString(), booking, waiting, standings },
      venues: venues
        .map((venue) => optionOf(venue, halls, now))
        .filter((one) => one.halls.length > 0)
        .sort(byFree(here)),
    };
  }

  /** Those that are open to the caller, with how many places are free by the clock. */
  private async hallsFor({ schoolId, personId }: Caller, now: Date): Promise<Map<string, HallCount>> {
    const rows: HallCount[] = await this.database.query(SELECT_HALLS, [
      ...[schoolId, personId, now, new Date(now.getTime() - this.reader.overdueMs)],
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  }
}

/**
 * What the clock has ended and nothing has noticed yet is free, but where somebody waits for it.
 * $1 school $2 person $3 now $4 before when a use that ended is over
 */
const SELECT_HALLS = `
  WITH due AS (
    SELECT hall_id FROM bookings
    WHERE school_id = $1 AND state IN ('offered', 'held') AND expires_at <= $3::timestamptz
    UNION ALL
    SELECT hall_id FROM bookings
    WHERE school_id = $1 AND state IN ('in_use', 'admitted_late') AND state = 'in_use' AND ends_at <= $4::timestamptz
  ), hall AS (
    SELECT h.id, h.capacity, h.wished, h.held,
      (SELECT count(*)::int FROM waiting_entries w WHERE w.school_id = h.school_id AND w.hall_id = h.id) AS waiting
    FROM halls h JOIN people p ON p.school_id = h.school_id AND p.id = $2
    WHERE h.school_id = $1 AND h.removed_at IS NULL AND (h.sex IS NULL OR h.sex = p.sex)
  )
  SELECT id, capacity, waiting, greatest(0, wished - held + CASE WHEN waiting = 0
    THEN (SELECT count(*)::int FROM due WHERE due.hall_id = hall.id) ELSE 0 END) AS free
  FROM hall`;

const optionOf = (venue: Venue, halls: ReadonlyMap<string, HallCount>, now: Date): VenueOption => {
  const { isOpen, changesAt, closedFor } = opennessAt(venue, now);
  const { id, name, kind, campus, useMinutes, doors } = venue;
  return {
    ...{
      id,
      name,
      kind: named(kind),
      campus,
      useMinutes,
      isOpen,
      changesAt: changesAt?.toISOString() ?? null,
      closedFor,
    },
    halls: venue.halls.flatMap((hall: Hall) => {
      const count = halls.get(hall.id);
      return count
        ? [{ id: hall.id, name: hall.name, capacity: count.capacity, free: count.free, waiting: count.waiting }]
        : [];
    }),
    doors,
  };
};

const named = ({ id, name }: VenueKindView): Pick<VenueKindView, 'id' | 'name'> => ({ id, name });

const freeIn = ({ halls }: VenueOption): number => halls.reduce((sum, { free }) => sum + free, 0);

/** Those of the campus first, open ones before closed ones, the most free places first. */
const byFree =
  (campusId: string) =>
  (a: VenueOption, b: VenueOption): number =>
    Number(b.campus.id === campusId) - Number(a.campus.id === campusId) ||
    Number(b.isOpen) - Number(a.isOpen) ||
    freeIn(b) - freeIn(a) ||
    a.id.localeCompare(b.id);
