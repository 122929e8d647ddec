import { setTimeout as sleep } from 'node:timers/promises';

/** Nobody comes near what one person may send in ten seconds. */
const PAUSE_MS = 5_000;
/** Answers that people who press what they like may get. */
const EXPECTED = new Set([
  ...['BOOKING_FULL', 'BOOKING_ACTIVE', 'BOOKING_LIMIT', 'BOOKING_STATE_CONFLICT', 'BOOKING_VOID', 'BOOKING_PAUSED'],
  ...['WAITING_ALREADY', 'VENUE_CLOSED', 'TOO_MANY_REQUESTS', 'NOT_FOUND', 'ok'],
]);

/**
 * People who book, cancel, wait, accept, decline and go away, on both servers, for as long as the experiments last.
 * @param {import('./world.mjs').BookingWorld} world
 * @param {import('./calls.mjs').Calls} calls
 * @param {{ first: number, people: number, halls: number[], doors: any[] }} options
 */
export function startChurn({ draw, ports }, calls, { first, people, halls, doors }) {
  let isStopped = false;
  let done = 0;
  /** @type {Map<string, number>} */
  const unexpected = new Map();
  const pick = (/** @type {any[]} */ all) => all[Math.floor(draw() * all.length)];

  const act = async (/** @type {number} */ n) => {
    const port = pick(ports);
    const desk = await calls.desk(port, n);
    if (desk.status !== 200) {
      return desk;
    }
    const { booking, waiting } = desk.body;
    const chance = draw();
    if (booking?.state === 'offered') {
      return chance < 0.7 ? calls.accept(port, n, booking.id) : calls.decline(port, n, booking.id);
    }
    if (booking?.state === 'held') {
      return chance < 0.6 ? calls.cancel(port, n, booking.id) : calls.scan(port, pick(doors), n);
    }
    if (booking) {
      return calls.end(port, n, booking.id);
    }
    if (waiting) {
      return chance < 0.1 ? calls.leave(port, n, waiting.id) : calls.desk(port, n);
    }
    const hall = pick(halls);
    const told = await calls.book(port, n, hall);
    return told.code === 'BOOKING_FULL' && chance < 0.7 ? calls.join(port, n, hall) : told;
  };

  const live = async (/** @type {number} */ n) => {
    await sleep(draw() * PAUSE_MS);
    while (!isStopped) {
      const { status, code } = await act(n);
      done += status >= 200 && status < 300 ? 1 : 0;
      // a store that is away is answered 503, a server that is not there with nothing
      if (status !== 0 && status !== 503 && !EXPECTED.has(code)) {
        unexpected.set(`${status} ${code}`, (unexpected.get(`${status} ${code}`) ?? 0) + 1);
      }
      await sleep(PAUSE_MS * (0.5 + draw()));
    }
  };

  const all = Promise.all(Array.from({ length: people }, (_, at) => live(first + at)));
  return {
    acknowledged: () => done,
    unexpected,
    stop: async () => {
      isStopped = true;
      await all;
    },
  };
}
