import type { DataSource } from 'typeorm';
import { newId } from '../../src/common/id';
import type { School } from './world';

export type VenueObject = 'venueKind' | 'venue' | 'venueClosure' | 'offer' | 'booking' | 'use' | 'waiting';

const NAME = JSON.stringify({ zh: '浴室', en: 'Bath-house' });
const ALWAYS = JSON.stringify([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, opens: 0, closes: 1440 })));
const STATE = { offer: 'offered', booking: 'held', use: 'in_use' } as const;

export interface Place {
  kindId: string;
  venueId: string;
  hallId: string;
}

/** A venue of its own kind, always open, with a hall for everybody. */
export const makeVenue = async (database: DataSource, schoolId: string, campusId: string): Promise<Place> => {
  const [kindId, venueId, hallId] = [newId(), newId(), newId()];
  await database.query(
    `INSERT INTO venue_kinds (school_id, id, code, name, daily_limit, breach_limit, breach_days, cool_down_hours)
     VALUES ($1, $2, $3, $4, 20, 3, 30, 24)`,
    [schoolId, kindId, kindId.replaceAll('-', '').slice(-16), NAME],
  );
  await database.query(
    `INSERT INTO venues (school_id, id, campus_id, kind_id, name, use_minutes, hours, created_at)
     VALUES ($1, $2, $3, $4, $5, 60, $6, now())`,
    [schoolId, venueId, campusId, kindId, NAME, ALWAYS],
  );
  await database.query(
    'INSERT INTO halls (school_id, id, venue_id, name, wished, capacity) VALUES ($1, $2, $3, $4, 5000, 5000)',
    [schoolId, hallId, venueId, NAME],
  );
  return { kindId, venueId, hallId };
};

const makeClosure = async ({ harness, rows, people, place }: School): Promise<string> => {
  const id = newId();
  await harness.database.query(
    `INSERT INTO venue_closures (school_id, id, venue_id, starts_at, ends_at, reason, set_by, set_at)
     VALUES ($1, $2, $3, '2027-01-01T00:00:00Z', '2027-01-02T00:00:00Z', $4, $5, now())`,
    [rows.id, id, place.venueId, NAME, people.administrator.id],
  );
  return id;
};

/** The one that runs; what ran before has been cancelled. */
const makeBooking = async (
  { harness, rows }: School,
  personId: string,
  state: (typeof STATE)[keyof typeof STATE],
): Promise<string> => {
  const { database, clock } = harness;
  const id = newId();
  const now = clock.now();
  const ends = new Date(now.getTime() + 3_600_000);
  await leavePlaces(database, rows.id, personId, now);
  const { kindId, venueId, hallId } = await makeVenue(database, rows.id, rows.campusId);
  await database.query('UPDATE halls SET held = 1 WHERE id = $1', [hallId]);
  await database.query(
    `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at,
       used_at, ends_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, '2026-09-07', $8, $9, $10, $11)`,
    [
      ...[rows.id, id, personId, hallId, venueId, kindId, state, now, ends],
      ...(state === 'in_use' ? [now, ends] : [null, null]),
    ],
  );
  return id;
};

const makeWaiting = async ({ harness, rows }: School, personId: string): Promise<string> => {
  const { database, clock } = harness;
  const id = newId();
  await leavePlaces(database, rows.id, personId, clock.now());
  const { hallId } = await makeVenue(database, rows.id, rows.campusId);
  await database.query(
    'INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at) VALUES ($1, $2, $3, $4, $5)',
    [rows.id, id, personId, hallId, clock.now()],
  );
  return id;
};

const leavePlaces = async (database: DataSource, schoolId: string, personId: string, now: Date): Promise<void> => {
  await database.query('DELETE FROM waiting_entries WHERE school_id = $1 AND person_id = $2', [schoolId, personId]);
  await database.query(
    `WITH gone AS (
       UPDATE bookings SET state = 'cancelled', ended_at = $3, ended_by = 'venue_closed'
       WHERE school_id = $1 AND person_id = $2 AND state IN ('offered', 'held', 'in_use') RETURNING hall_id
     )
     UPDATE halls SET held = held - 1 FROM gone WHERE halls.id = gone.hall_id`,
    [schoolId, personId, now],
  );
};

/** Made fresh for one attempt; places belong to `personId`. @returns its id */
export const makeVenueObject = async (school: School, kind: VenueObject, personId: string): Promise<string> => {
  switch (kind) {
    case 'venueKind':
      return (await makeVenue(school.harness.database, school.rows.id, school.rows.campusId)).kindId;
    case 'venue':
      return (await makeVenue(school.harness.database, school.rows.id, school.rows.campusId)).venueId;
    case 'venueClosure':
      return makeClosure(school);
    case 'waiting':
      return makeWaiting(school, personId);
    default:
      return makeBooking(school, personId, STATE[kind]);
  }
};
