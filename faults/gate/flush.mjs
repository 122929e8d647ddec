import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { codeKeysOf, openCodes } from './codes.mjs';

const LARGEST_BATCH = 400;
const PAUSE_MS = 300;
/** as the server asks where too many tell at once */
const BUSY_MS = 2_000;
const PROBE_MS = 1_000;
const REFUSED = new Set(['pass_held', 'person_inactive']);

/**
 * The network is back. Half of the terminals tell by themselves first and are made to repeat everything twice, the others the
 * other way round: so every event is sent three times at least, each time in another order and other batches.
 */
export async function flushAll(parts, setup, lanes, draw, figures, tell) {
  const sign = openCodes({ ...setup, codeKeys: codeKeysOf(setup.dist, setup.keysFile) });
  await Promise.all(
    lanes.map(async (lane) => {
      lane.time.told = null;
      const kept = JSON.parse(readFileSync(lane.terminal.kept, 'utf8'));
      const copies = () => {
        const events = kept.map((/** @type {any} */ event) => parts.asTold(lane.device, event));
        return sendCopies(parts, lane, shuffled([...events, ...events], draw), draw, figures);
      };
      if (lane.terminal.n % 2 === 0) {
        await beatOnce(parts, lane);
        await copies();
        return tellAll(parts, lane, kept.length, figures);
      }
      const probe = probeUntilRefused(setup, lane, sign, tell);
      await tellAll(parts, lane, kept.length, figures);
      await probe;
      await copies();
    }),
  );
}

/** Whatever a terminal says, it says first that it lives. */
async function beatOnce(parts, { keeping }) {
  for (let isHeard = false; !isHeard;) {
    isHeard = await keeping.beat().then(
      () => true,
      (/** @type {unknown} */ error) => orThrow(parts, error),
    );
  }
}

/** Just as the software terminal does it in each of its rounds. */
async function tellAll(parts, { device, keeping, gate }, count, figures) {
  while (!(await parts.tryRound(device, keeping, gate)) || device.memory.queueLength > 0) {
    await sleep(BUSY_MS);
  }
  figures.sent += count;
}

/** In two hands: batches of one terminal overtake each other. */
async function sendCopies(parts, lane, events, draw, figures) {
  const batches = batchesOf(events, draw);
  const hand = async () => {
    for (let batch = batches.pop(); batch; batch = batches.pop()) {
      await sendBatch(parts, lane, batch, figures);
    }
  };
  await Promise.all([hand(), hand()]);
}

async function sendBatch(parts, { device }, events, figures) {
  for (;;) {
    try {
      const sentAt = device.time.shown().toISOString();
      const { outcomes } = await device.line.post('events', { sentAt, events });
      figures.sent += events.length;
      figures.quarantined += outcomes.filter(({ outcome }) => outcome === 'quarantined').length;
      return;
    } catch (error) {
      await orThrow(parts, error);
    }
  }
}

/** Without network one waits a moment. @param {unknown} error */
async function orThrow(parts, error) {
  if (!(error instanceof parts.NoNetwork)) {
    throw error;
  }
  await sleep(isBusy(error) ? BUSY_MS : PAUSE_MS);
  return false;
}

/** @param {unknown} error */
const isBusy = (error) => error instanceof Error && error.message === 'answered 503';

/** Somebody whose right was taken away meanwhile asks once a second. */
async function probeUntilRefused({ revoked }, { terminal, gate }, sign, tell) {
  const startedAt = Date.now();
  for (let tries = 0; ; tries++) {
    const jti = `r${String(terminal.n).padStart(3, '0')}${String(tries).padStart(4, '0')}`;
    const code = sign({ gate: terminal.gate, person: revoked, way: 'in', at: Date.now(), jti });
    const { verdict, by } = await gate.show({ code });
    if (REFUSED.has(verdict)) {
      return tell({ refused: [terminal.n, (Date.now() - startedAt) / 1000, verdict, by] });
    }
    await sleep(PROBE_MS);
  }
}

/** @template T @param {T[]} items @param {() => number} draw */
function shuffled(items, draw) {
  for (let at = items.length - 1; at > 0; at--) {
    const other = Math.floor(draw() * (at + 1));
    [items[at], items[other]] = [items[other], items[at]];
  }
  return items;
}

/** @template T @param {T[]} items @param {() => number} draw */
function batchesOf(items, draw) {
  const batches = [];
  for (let at = 0; at < items.length;) {
    const size = draw() < 0.1 ? 1 : 1 + Math.floor(draw() * LARGEST_BATCH);
    batches.push(items.slice(at, at + size));
    at += size;
  }
  return batches;
}
