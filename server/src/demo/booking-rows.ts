import dayjs from 'dayjs';
import type { Client } from 'pg';
import { BOOKING_GRACE_MINUTES } from '@shared/booking';
import { campusDay } from '../common/campus-time';
import type { BookingSeed, WaitingSeed } from './booking-seeds';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import { insertRows } from './rows';
import { schoolId } from './school-rows';
import { hallId, kindId, venueId } from './venue-plan';

const ZONE = 'Asia/Shanghai';
const voidAt = ({ bookedAt }: BookingSeed): Date => dayjs(bookedAt).add(BOOKING_GRACE_MINUTES, 'minute').toDate();

/** As the application would have written them: halls know how many of their places are taken. */
export const insertBookings = async (
  db: Client,
  plan: SchoolPlan,
  bookings: readonly BookingSeed[],
  waiting: readonly WaitingSeed[],
  now: Date,
): Promise<void> => {
  const school = schoolId(plan);
  const placeOf = ({ venueKey, hallKey }: { venueKey: string; hallKey: string }): string =>
    hallId(plan, `${venueKey}/${hallKey}`);
  await insertRows(
    db,
    'bookings',
    [
      ...([
        ['school_id', 'uuid'],
        ['id', 'uuid'],
        ['person_id', 'uuid'],
        ['hall_id', 'uuid'],
        ['venue_id', 'uuid'],
      ] as const),
      ...([
        ['kind_id', 'uuid'],
        ['state', 'text'],
        ['day', 'date'],
        ['booked_at', 'timestamptz'],
      ] as const),
      ...([
        ['expires_at', 'timestamptz'],
        ['used_at', 'timestamptz'],
        ['ends_at', 'timestamptz'],
      ] as const),
      ...([
        ['ended_at', 'timestamptz'],
        ['ended_by', 'text'],
      ] as const),
    ],
    bookings.map((one) => [
      ...[school, one.id, one.person.id, placeOf(one), venueId(plan, one.venueKey), kindId(plan, one.kind), one.state],
      ...[campusDay(one.bookedAt, ZONE), one.bookedAt, voidAt(one), one.usedAt],
      one.usedAt && dayjs(one.usedAt).add(one.useMinutes, 'minute').toDate(),
      ...(one.state === 'expired' ? [voidAt(one), 'expired'] : [null, null]),
    ]),
  );
  await insertRows(
    db,
    'booking_breaches',
    [
      ...([
        ['school_id', 'uuid'],
        ['id', 'uuid'],
        ['person_id', 'uuid'],
        ['booking_id', 'uuid'],
      ] as const),
      ...([
        ['kind_id', 'uuid'],
        ['venue_id', 'uuid'],
        ['at', 'timestamptz'],
      ] as const),
    ],
    bookings
      .filter(({ state }) => state === 'expired')
      .map((one) => [
        ...[school, one.id, one.person.id, one.id, kindId(plan, one.kind), venueId(plan, one.venueKey), voidAt(one)],
      ]),
  );
  await insertRows(
    db,
    'waiting_entries',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['hall_id', 'uuid'],
      ['joined_at', 'timestamptz'],
    ],
    waiting.map((one) => [...[school, demoId(`waiting/${one.person.id}`), one.person.id, placeOf(one), now]]),
  );
  await db.query(
    `UPDATE halls h SET held = taken.count FROM (
       SELECT hall_id, count(*)::int FROM bookings WHERE school_id = $1 AND state IN ('offered', 'held', 'in_use')
       GROUP BY hall_id) AS taken (hall_id, count)
     WHERE h.school_id = $1 AND h.id = taken.hall_id`,
    [school],
  );
};
