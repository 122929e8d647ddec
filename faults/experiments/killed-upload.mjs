import { randomUUID } from 'node:crypto';
import { readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { SCHOOL_ID } from '../../bench/rig/campus.mjs';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { newUpload, sendUpload } from '../load/uploads.mjs';
import { pictureFaults, readRows } from '../record/pictures.mjs';

const PLACES = ['upload.between_files', 'upload.before_mark'];
const COLLECTED_MS = 30_000;

/**
 * kill -9 at every step of storing: one sender repeats under the same key, another never comes back and leaves it to the daily job.
 * @param {import('../world/world.mjs').World} world
 * @param {import('../world/small-disk.mjs').SmallDisk} disk
 */
export async function killBetweenFiles(world, disk) {
  /** @type {import('../load/uploads.mjs').Upload[]} */
  const repeated = [];
  let killed = 0;
  for (const FAILPOINT of PLACES) {
    await world.server.stop();
    await world.restartServer({ ...disk.env, FAILPOINT });
    const upload = await newUpload(world.nextStudent());
    await sendUpload(world.rig, upload);
    killed += (await world.server.ended) === 'SIGKILL' ? 1 : 0;
    await world.restartServer({ ...disk.env, FAILPOINT });
    await sendUpload(world.rig, await newUpload(world.nextStudent()));
    killed += (await world.server.ended) === 'SIGKILL' ? 1 : 0;
    await world.restartServer(disk.env);
    await sendUpload(world.rig, upload);
    repeated.push(upload);
  }
  const left = pictureFaults(disk.path, await readRows(world.rig.observer), repeated).length;
  await collect(world, disk.path);
  const faults = pictureFaults(disk.path, await readRows(world.rig.observer), repeated);
  faults.slice(0, 10).forEach((fault) => console.log(`  ! ${fault}`));
  return [
    atLeast('kill -9 between the files of a picture', killed, 2 * PLACES.length),
    atLeast(
      'cut-off pictures that are stored by a repeat',
      repeated.filter(({ id }) => id !== null).length,
      PLACES.length,
    ),
    atLeast('what nobody repeated is left to the daily job', left, PLACES.length),
    atMost('after the daily job: rows, files and answers that do not agree', faults.length, 0),
  ];
}

/** A day later, as the daily job sees it. */
async function collect({ rig, outboxEmpties }, directory) {
  await rig.observer.query(`UPDATE uploads SET created_at = created_at - interval '2 hours' WHERE state <> 'stored'`);
  const yesterday = new Date(Date.now() - 25 * 3_600_000);
  for (const name of readdirSync(directory, { recursive: true }).map(String)) {
    utimesSync(join(directory, name), yesterday, yesterday);
  }
  await rig.observer.query(
    `INSERT INTO outbox (id, school_id, name, payload, due_at) VALUES ($1, $2, 'upload.collect', $3, now())`,
    [randomUUID(), SCHOOL_ID, JSON.stringify({ schoolId: SCHOOL_ID })],
  );
  await outboxEmpties(COLLECTED_MS);
}
