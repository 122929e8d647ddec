import { capacityLowered, closedUnderBookings } from './experiments/administrator.mjs';
import { cancelAgainstScan, scanAgainstExpiry } from './experiments/at-the-door.mjs';
import { bots } from './experiments/bots.mjs';
import { hoursChanged } from './experiments/hours-changed.mjs';
import { lastPlace } from './experiments/last-place.mjs';
import { lateEvents } from './experiments/late-events.mjs';
import { bothDown, clockJumps, flushed, redisAway } from './experiments/stores.mjs';

export const isSmoke = process.env.FAULTS_SMOKE === '1';
const size = (/** @type {number} */ whole, /** @type {number} */ smoke) => (isSmoke ? smoke : whole);
const MANY = size(1_000, 50);
const CROWD = size(500, 40);
const ROUNDS = Number(process.env.FAULTS_ROUNDS ?? size(500, 30));
export const CHURN = size(300, 20);
export const HALLS = {
  planted: 1,
  last: 2,
  bots: 3,
  expiry: 4,
  scan: 5,
  late: 6,
  lowered: 7,
  closed: 8,
  many: 9,
  churn: 10,
  hours: 12,
};
export const capacities = [20, size(200, 20), 50, 1_000, 1_000, 20, 60, 100, 1_000, size(30, 12), size(20, 8), 20];

let next = 1;
/** People of an experiment; nobody is in two. */
const block = (/** @type {number} */ count) => (next += count) - count;
export const people = {
  churn: block(CHURN),
  crowd: block(CROWD),
  holders: block(capacities[HALLS.last - 1]),
  bots: block(40),
  expiry: block(ROUNDS),
  scan: block(ROUNDS),
  late: block(capacities[HALLS.late - 1] * 2),
  lowered: block(120),
  closed: block(300),
  hours: block(60),
};
const many = { flushed: block(MANY), away: block(MANY), down: block(MANY), clock: block(MANY) };
/** How many people there are. */
export const PEOPLE = next;

/** @type {Record<string, (world: import('./world.mjs').BookingWorld, calls: import('./calls.mjs').Calls) => Promise<import('../../bench/rig/verdict.mjs').Bar[]>>} */
export const EXPERIMENTS = {
  'the last place': (world, calls) =>
    lastPlace(world, calls, {
      ...{ hall: HALLS.last, capacity: capacities[HALLS.last - 1], first: people.crowd, crowd: CROWD },
      ...{ holders: people.holders, rounds: size(10, 2) },
    }),
  bots: (world, calls) =>
    bots(world, calls, {
      hall: HALLS.bots,
      first: people.bots,
      bots: 30,
      forMs: size(10_000, 500),
      flood: size(1_000, 50),
    }),
  'scan against expiry': (world, calls) =>
    scanAgainstExpiry(world, calls, { venue: HALLS.expiry, first: people.expiry, rounds: ROUNDS }),
  'cancel against scan': (world, calls) =>
    cancelAgainstScan(world, calls, { venue: HALLS.scan, first: people.scan, rounds: ROUNDS }),
  'late events': (world, calls) =>
    lateEvents(world, calls, { venue: HALLS.late, capacity: capacities[HALLS.late - 1], first: people.late }),
  'capacity lowered': (world, calls) =>
    capacityLowered(world, calls, {
      venue: HALLS.lowered,
      capacity: capacities[HALLS.lowered - 1],
      first: people.lowered,
    }),
  'closed under bookings': (world, calls) =>
    closedUnderBookings(world, calls, {
      venue: HALLS.closed,
      capacity: capacities[HALLS.closed - 1],
      first: people.closed,
    }),
  'hours changed': (world, calls) =>
    hoursChanged(world, calls, { venue: HALLS.hours, capacity: capacities[HALLS.hours - 1], first: people.hours }),
  'clock back': (world) => clockJumps(world, { hall: HALLS.many, first: many.clock, count: MANY }),
  'Redis flushed': (world) => flushed(world, { hall: HALLS.many, first: many.flushed, count: MANY }),
  'Redis away': (world) => redisAway(world, { hall: HALLS.many, first: many.away, count: MANY }),
  'both stores down': (world) =>
    bothDown(world, { hall: HALLS.many, first: many.down, count: MANY, awayMs: size(5_000, 0) }),
};
