import { inData } from '../../scripts/launcher/place.mjs';
import { openRig } from '../../bench/rig/rig.mjs';
import { openDraw } from '../load/draw.mjs';
import { startCrowd } from '../load/crowd.mjs';
import { faultsOf } from '../record/checker.mjs';
import { History } from '../record/history.mjs';
import { readStored } from '../record/stored.mjs';
import { openProxy } from './proxy.mjs';
import { waitUntil } from '../../bench/rig/waiting.mjs';

/** Students who never report, in classes of fifty: the ones that are reminded. */
const SILENT = 1_000;

/**
 * The server, its worker and its stores, with phones that report.
 * @param {{ name: string, students: number, seed: number, env?: NodeJS.ProcessEnv }} options env: of both programs from the start
 */
export async function openWorld({ name, students, seed, env = {} }) {
  const rig = await openRig({ name: `faults-${name}`, people: students + SILENT, firstPort: 3650, autovacuum: 'on' });
  const history = new History(inData('faults', `${name}.jsonl`));
  const proxy = await openProxy(rig.spare, rig.stores.postgres.port);
  const proxied = new URL(rig.stores.postgres.appUrl);
  proxied.port = String(rig.spare);
  let student = 0;
  const world = {
    rig,
    history,
    proxy,
    draw: openDraw(seed),
    /** Each in turn: nobody comes near the twenty versions that a report may have. */
    nextStudent: () => 1 + (student++ % students),
    /** one class of the silent is used up by each reminder */
    nextSilentClass: 1 + students / 50,
    server: await rig.startServer(env),
    worker: rig.start('worker', env),
    restartServer: async (extra = {}) => {
      world.server = await rig.startServer(extra);
    },
    restartWorker: (extra = {}) => {
      world.worker = rig.start('worker', extra);
    },
    /** @param {{ phones?: number, pauseMs?: number }} load */
    crowd: ({ phones = 12, pauseMs = 60 } = {}) => startCrowd(world, { phones, pauseMs }),
    throughProxy: { DATABASE_URL: proxied.toString() },
    check: async () => faultsOf(history.writes.values(), await readStored(rig.observer)),
    /** @param {number} patienceMs @returns {Promise<number>} milliseconds until every job was done */
    outboxEmpties: (patienceMs) =>
      waitUntil(
        'the outbox is empty',
        async () => (await rig.observer.query('SELECT count(*)::int AS n FROM outbox')).rows[0].n === 0,
        patienceMs,
      ),
    close: async () => {
      await Promise.all([world.server.stop(), world.worker.stop()]);
      proxy.close();
      await rig.close();
    },
  };
  return world;
}

/** @typedef {Awaited<ReturnType<typeof openWorld>>} World */
