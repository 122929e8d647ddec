import { fileURLToPath } from 'node:url';
import { holdMany, makeDoor, seedVenues } from '../../bench/booking/venues.mjs';
import { seedGates } from '../../bench/gate/gates.mjs';
import { openSigning } from '../../bench/gate/signing.mjs';
import { SCHOOL_ID, personId } from '../../bench/rig/campus.mjs';
import { waitUntilServing } from '../../bench/rig/program.mjs';
import { openRig } from '../../bench/rig/rig.mjs';
import { openDraw } from '../load/draw.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';
import { openJournal } from './journal.mjs';
import { openTable } from './table.mjs';

const JUMP = fileURLToPath(new URL('../world/clock-jump.cjs', import.meta.url));
/** Every venue has two doors, one a terminal. */
const DOORS = 2;

/**
 * Two servers and two workers on one database, venues with doors, and a journal of every change of places. Nothing runs
 * before `startPrograms`. The clock of the second server and the second worker can jump back.
 * @param {{ people: number, capacities: number[], seed: number }} options
 */
export async function openBookingWorld({ people, capacities, seed }) {
  const rig = await openRig({
    ...{ name: 'faults-booking', people, firstPort: 4050 },
    ...{ autovacuum: 'on', commitTimes: true },
  });
  const { observer } = rig;
  await openJournal(observer);
  const gates = await seedGates(rig, capacities.length * DOORS);
  await seedVenues(observer, capacities);
  for (const { gate, gateId } of gates.devices) {
    await makeDoor(observer, gateId, Math.ceil(gate / DOORS));
  }
  await observer.query(
    `INSERT INTO role_grants (school_id, id, person_id, role) VALUES ($1, gen_random_uuid(), $2, 'school_admin')`,
    [SCHOOL_ID, personId(rig.campus.counsellor)],
  );
  /** @type {import('../../bench/rig/program.mjs').Program[]} */
  let programs = [];
  /** @type {import('./lateness.mjs').Span[]} */
  const spans = [];
  return {
    rig,
    spans,
    draw: openDraw(seed),
    table: openTable(rig.dist),
    signing: openSigning(rig.dist, String(rig.env().KEYS_FILE), gates),
    /** The terminals at the doors of a venue, by number. @param {number} venue */
    doors: (venue) => gates.devices.filter(({ gate }) => Math.ceil(gate / DOORS) === venue),
    ports: [rig.port, rig.spare],
    startPrograms: async () => {
      const jumping = { CLOCK_JUMP_MS: '60000' };
      const preload = ['--require', JUMP];
      const second = rig.start('main', { PORT: String(rig.spare), ...jumping }, preload);
      programs = [await rig.startServer(), second, rig.start('worker')];
      await waitUntilServing(rig.spare, second);
      // a worker tells nobody that it has begun; a booking that is over does
      await holdMany(observer, { hall: 1, first: people, count: 1, expiresAt: new Date() });
      const isOver = async () => (await observer.query(`SELECT FROM bookings WHERE state = 'expired'`)).rows.length > 0;
      await waitUntil('the worker has begun', isOver, 120_000);
      programs.push(rig.start('worker', jumping, preload));
    },
    /** The second server and the second worker: back by a minute, and right again at the next call. */
    jump: () => {
      for (const program of [programs[1], programs[3]]) {
        if (!program.isRunning()) {
          throw new Error(`a program has ended:\n${program.tail()}`);
        }
        process.kill(program.pid, 'SIGWINCH');
      }
    },
    close: async () => {
      await Promise.all(programs.map((program) => program.stop()));
      await rig.close();
    },
  };
}

/** @typedef {Awaited<ReturnType<typeof openBookingWorld>>} BookingWorld */
