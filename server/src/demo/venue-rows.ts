import type { Client } from 'pg';
import type { Hours } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import { gateId } from './gate-plan';
import { insertRows } from './rows';
import { campusId, schoolId } from './school-rows';
import { hallId, kindId, openingHours, VENUE_KINDS, venueId, venuePlans } from './venue-plan';

/** Kinds, venues with their halls, and doors; nobody is in them. */
export const insertVenues = async (db: Client, plan: SchoolPlan, hours: Hours, now: Date): Promise<void> => {
  const school = schoolId(plan);
  const venues = venuePlans(plan);
  await insertRows(
    db,
    'venue_kinds',
    [
      ...([
        ['school_id', 'uuid'],
        ['id', 'uuid'],
        ['code', 'text'],
        ['name', 'jsonb'],
      ] as const),
      ...([
        ['daily_limit', 'int'],
        ['breach_limit', 'int'],
        ['breach_days', 'int'],
        ['cool_down_hours', 'int'],
      ] as const),
    ],
    VENUE_KINDS.map((kind) => [
      ...[school, kindId(plan, kind.code), kind.code, kind.name, kind.dailyLimit, kind.breachLimit, kind.breachDays],
      kind.coolDownHours,
    ]),
  );
  await insertRows(
    db,
    'venues',
    [
      ...([
        ['school_id', 'uuid'],
        ['id', 'uuid'],
        ['campus_id', 'uuid'],
        ['kind_id', 'uuid'],
        ['name', 'jsonb'],
      ] as const),
      ...([
        ['use_minutes', 'int'],
        ['hours', 'jsonb'],
        ['created_at', 'timestamptz'],
      ] as const),
    ],
    venues.map(({ key, campus, kind, name, useMinutes }) => [
      ...[school, venueId(plan, key), campusId(plan, campus), kindId(plan, kind), name, useMinutes],
      // an array would travel as one of PostgreSQL's own
      ...[JSON.stringify(openingHours(hours)), now],
    ]),
  );
  await insertRows(
    db,
    'halls',
    [
      ...([
        ['school_id', 'uuid'],
        ['id', 'uuid'],
        ['venue_id', 'uuid'],
        ['name', 'jsonb'],
        ['sex', 'text'],
      ] as const),
      ...([
        ['wished', 'int'],
        ['capacity', 'int'],
      ] as const),
    ],
    venues.flatMap(({ key, halls }) =>
      halls.map((hall) => [
        ...[school, hallId(plan, `${key}/${hall.key}`), venueId(plan, key), hall.name, hall.sex, hall.capacity],
        hall.capacity,
      ]),
    ),
  );
  await insertRows(
    db,
    'venue_doors',
    [
      ['school_id', 'uuid'],
      ['gate_id', 'uuid'],
      ['venue_id', 'uuid'],
      ['campus_id', 'uuid'],
    ],
    venues.map(({ key, campus, door }) => [
      ...[school, gateId(plan, door), venueId(plan, key), campusId(plan, campus)],
    ]),
  );
};
