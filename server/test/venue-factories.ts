import type { HallSex, OpeningHours, Weekday } from '@shared/venue';
import { Clock } from '../src/common/clock';
import { newId } from '../src/common/id';
import { VenueService } from '../src/venue/venue.service';
import type { TestSchool } from './factories';
import type { Harness } from './harness';

type Stores = Pick<Harness, 'database' | 'get'>;

let serial = 0;
const next = (): number => (serial += 1);
const words = (text: string): string => JSON.stringify({ zh: `${text}（中）`, en: text });

/** From midnight to midnight, every day. */
export const ALWAYS: OpeningHours[] = ([1, 2, 3, 4, 5, 6, 7] as Weekday[]).map((weekday) => ({
  ...{ weekday, opens: 0, closes: 1440 },
}));

export interface KindWish {
  dailyLimit?: number;
  breachLimit?: number;
  breachDays?: number;
  coolDownHours?: number;
}

/** @returns the kind's id */
export async function createVenueKind({ database }: Stores, school: TestSchool, wish: KindWish = {}): Promise<string> {
  const id = newId();
  const code = `k${next().toString(36)}`;
  await database.query(
    `INSERT INTO venue_kinds (school_id, id, code, name, daily_limit, breach_limit, breach_days, cool_down_hours)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[school.id, id, code, words(`Kind ${code}`), wish.dailyLimit ?? 5, wish.breachLimit ?? 3],
      ...[wish.breachDays ?? 30, wish.coolDownHours ?? 24],
    ],
  );
  return id;
}

export interface VenueWish {
  kindId?: string;
  campusId?: string;
  useMinutes?: number;
  hours?: OpeningHours[];
  halls?: { capacity: number; sex?: HallSex }[];
  doorGateIds?: string[];
}

export interface TestVenue {
  id: string;
  kindId: string;
  hallIds: string[];
  /** of the first hall */
  hallId: string;
}

/** Always open, with one hall of two places for everybody, unless told otherwise. */
export async function createVenue(stores: Stores, school: TestSchool, wish: VenueWish = {}): Promise<TestVenue> {
  const { database, get } = stores;
  const id = newId();
  const kindId = wish.kindId ?? (await createVenueKind(stores, school));
  const campusId = wish.campusId ?? school.campusId;
  await database.query(
    `INSERT INTO venues (school_id, id, campus_id, kind_id, name, use_minutes, hours, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      ...[school.id, id, campusId, kindId, words(`Venue ${next()}`), wish.useMinutes ?? 60],
      ...[JSON.stringify(wish.hours ?? ALWAYS), get(Clock).now()],
    ],
  );
  const hallIds: string[] = [];
  for (const { capacity, sex } of wish.halls ?? [{ capacity: 2 }]) {
    const hallId = newId();
    hallIds.push(hallId);
    await database.query(
      `INSERT INTO halls (school_id, id, venue_id, name, sex, wished, capacity) VALUES ($1, $2, $3, $4, $5, $6, $6)`,
      [school.id, hallId, id, words(`Hall ${next()}`), sex ?? null, capacity],
    );
  }
  for (const gateId of wish.doorGateIds ?? []) {
    await database.query('INSERT INTO venue_doors (school_id, gate_id, venue_id, campus_id) VALUES ($1, $2, $3, $4)', [
      school.id,
      gateId,
      id,
      campusId,
    ]);
  }
  get(VenueService).forget(school.id);
  return { id, kindId, hallIds, hallId: hallIds[0] ?? '' };
}
