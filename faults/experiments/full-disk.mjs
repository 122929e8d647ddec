import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { serverErrors } from '../load/crowd.mjs';
import { newUpload, sendUpload } from '../load/uploads.mjs';
import { pictureFaults, readRows, unseenPictureBugs } from '../record/pictures.mjs';

const SENDERS = 4;
const FULL_AT_MOST_MS = 90_000;
const NEEDED_REFUSALS = 3;

/**
 * Pictures by several people at once until the disk is full and on, while others report; then there is room again.
 * @param {import('../world/world.mjs').World} world
 * @param {import('../world/small-disk.mjs').SmallDisk} disk
 * @param {number} fullSeconds
 */
export async function fillDisk(world, disk, fullSeconds) {
  const { rig, history } = world;
  const crowd = world.crowd({ phones: 6, pauseMs: 60 });
  const uploads = await sendUntilFull(world, fullSeconds);
  const tally = await crowd.stop();
  const rows = await readRows(rig.observer);
  const faults = pictureFaults(disk.path, rows, uploads);
  const unseen = unseenPictureBugs(disk.path, rows, uploads);
  const refused = uploads.filter(({ statuses }) => statuses.at(-1) === 507);
  await makeRoom(world, disk);
  const late = await Promise.all(refused.slice(0, NEEDED_REFUSALS).map((upload) => sendUpload(rig, upload)));
  faults.push(...pictureFaults(disk.path, await readRows(rig.observer), uploads));
  faults.slice(0, 10).forEach((fault) => console.log(`  ! ${fault}`));
  const statuses = uploads.flatMap((upload) => upload.statuses);
  console.log('  uploads by status', JSON.stringify(countOf(statuses)));
  console.log('  reports by status', JSON.stringify(tally.statuses), `p99 ${tally.p99Ms.toFixed(0)} ms`);
  const wrong = (/** @type {number} */ status) => status === 0 || (status >= 500 && status !== 507);
  return [
    atMost('planted bugs that the checker did not see', unseen.length, 0),
    atLeast('pictures stored', uploads.filter(({ id }) => id !== null).length, 3),
    atLeast('pictures refused with 507', refused.length, NEEDED_REFUSALS),
    atMost('pictures answered with another 5xx, or not at all', statuses.filter(wrong).length, 0),
    atMost('full disk: rows, files and answers that do not agree', faults.length, 0),
    atLeast(
      'refused pictures that are taken once there is room',
      late.filter((status) => status === 201).length,
      late.length,
    ),
    atLeast('reports acknowledged meanwhile', tally.statuses[201] ?? 0, fullSeconds * 5),
    atMost('reports refused, or answered with 5xx other than 503', history.count('refused') + serverErrors(tally), 0),
    atMost('reports acknowledged and stored do not agree', (await world.check()).length, 0),
  ];
}

/** @param {import('../world/world.mjs').World} world @param {number} fullSeconds */
async function sendUntilFull(world, fullSeconds) {
  /** @type {import('../load/uploads.mjs').Upload[]} */
  const uploads = [];
  let until = Date.now() + FULL_AT_MOST_MS;
  let isFull = false;
  const send = async () => {
    while (Date.now() < until) {
      const upload = await newUpload(world.nextStudent());
      uploads.push(upload);
      const status = await sendUpload(world.rig, upload);
      // a phone tries once more at once: refused again, and still nothing kept
      const last = status === 507 ? await sendUpload(world.rig, upload) : status;
      if (last === 507 && !isFull) {
        isFull = true;
        until = Date.now() + fullSeconds * 1000;
      }
    }
  };
  await Promise.all(Array.from({ length: SENDERS }, send));
  return uploads;
}

/** The mounted disk grows under the running server; the other one needs a new bound. */
async function makeRoom(world, disk) {
  disk.enlarge();
  if (!disk.isMounted) {
    await world.server.stop();
    await world.restartServer(disk.env);
  }
}

/** @param {number[]} values */
function countOf(values) {
  /** @type {Record<string, number>} */
  const counts = {};
  values.forEach((value) => (counts[value] = (counts[value] ?? 0) + 1));
  return counts;
}
