import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { BreachView, KindStanding } from '@shared/booking';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { VenueKindView } from '@shared/venue';
import type { DataSource } from 'typeorm';
import type { Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { pausedUntil } from './booking.rules';
import { countedBreaches } from './breach.sql';

interface StandingRow {
  kind_id: string;
  taken_today: number;
  breaches: number;
  last_breach: Date | null;
  /** that will count with the next one */
  recent: number;
}

interface BreachRow {
  id: string;
  venue: Bilingual;
  at: Date;
  undone: boolean;
}

/** Missed bookings of a person, and what they mean. */
@Injectable()
export class Breaches {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** How one stands with each of these kinds: one statement. */
  async standings({ schoolId, personId, timeZone }: Caller, kinds: readonly VenueKindView[]): Promise<KindStanding[]> {
    const now = this.clock.now();
    const rows: StandingRow[] = await this.database.query(SELECT_STANDINGS, [
      ...[schoolId, personId, campusDay(now, timeZone), kinds.map(({ id }) => id)],
      ...[kinds.map(({ breachDays }) => breachDays), now],
    ]);
    const byKind = new Map(rows.map((row) => [row.kind_id, row]));
    return kinds.map((kind) => standingOf(kind, byKind.get(kind.id), now));
  }

  /** The latest first, those that were taken back among them. */
  async mine({ schoolId, personId }: Caller, cursor: string | undefined): Promise<Page<BreachView>> {
    const [at, id] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [null, null];
    const rows: BreachRow[] = await this.database.query(
      `SELECT r.id, v.name AS venue, r.at, r.undone_at IS NOT NULL AS undone
       FROM booking_breaches r JOIN venues v ON v.school_id = r.school_id AND v.id = r.venue_id
       WHERE r.school_id = $1 AND r.person_id = $2
         AND ($3::timestamptz IS NULL OR (r.at, r.id) < ($3::timestamptz, $4::uuid))
       ORDER BY r.at DESC, r.id DESC LIMIT $5`,
      [schoolId, personId, at, id, PAGE_LIMIT.default + 1],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.at.toISOString(), row.id], viewOf);
  }
}

const viewOf = ({ id, venue, at, undone }: BreachRow): BreachView => ({ id, venue, at: at.toISOString(), undone });

const standingOf = (kind: VenueKindView, row: StandingRow | undefined, now: Date): KindStanding => {
  const { breachLimit, breachDays, coolDownHours } = kind;
  const paused = pausedUntil({ count: row?.breaches ?? 0, last: row?.last_breach ?? null }, kind, now);
  return {
    kind: { id: kind.id, name: kind.name },
    leftToday: Math.max(0, kind.dailyLimit - (row?.taken_today ?? 0)),
    breaches: (paused ? row?.breaches : row?.recent) ?? 0,
    ...{ breachLimit, breachDays, coolDownHours, pausedUntil: paused?.toISOString() ?? null },
  };
};

/** $1 school $2 person $3 campus day $4 kinds $5 days in which the breaches of each count $6 now */
const SELECT_STANDINGS = `
  SELECT k.id AS kind_id, breach.breaches, breach.last_breach,
    (SELECT count(*)::int FROM booking_breaches r WHERE r.school_id = $1 AND r.person_id = $2 AND r.kind_id = k.id
       AND r.undone_at IS NULL AND r.at > $6::timestamptz - make_interval(hours => 24 * k.days)) AS recent,
    (SELECT count(*)::int FROM bookings b WHERE b.school_id = $1 AND b.person_id = $2 AND b.kind_id = k.id
       AND b.day = $3::date AND b.ended_by IS DISTINCT FROM 'fever' AND b.ended_by IS DISTINCT FROM 'venue_closed'
    ) AS taken_today
  FROM unnest($4::uuid[], $5::int[]) AS k (id, days)
  CROSS JOIN LATERAL (${countedBreaches({ person: '$2', kind: 'k.id', days: 'k.days' })}) breach`;
