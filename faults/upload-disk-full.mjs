import { inData } from '../scripts/launcher/place.mjs';
import { conclude } from '../bench/rig/verdict.mjs';
import { fillDisk } from './experiments/full-disk.mjs';
import { killBetweenFiles } from './experiments/killed-upload.mjs';
import { openSmallDisk } from './world/small-disk.mjs';
import { openWorld } from './world/world.mjs';

/*
 * `npm run faults -- upload-disk-full`: pictures until the disk is full and on, room again, then kill -9 between the files
 * of a picture; no row without its files, no file without its row, and people go on reporting.
 * FAULTS_SMOKE=1: a smaller disk for a shorter time, no kill.
 */
const isSmoke = process.env.FAULTS_SMOKE === '1';
const megabytes = isSmoke ? 2 : 12;
const disk = openSmallDisk(inData('faults', `small-disk-${process.pid}`), megabytes);
console.log(disk.isMounted ? `• a disk of ${megabytes} MB in memory` : `• ${megabytes} MB of the real disk`);
let code = 1;
try {
  const world = await openWorld({
    name: 'upload-disk-full',
    students: isSmoke ? 200 : 2_000,
    seed: Number(process.env.FAULTS_SEED ?? 1),
    env: disk.env,
  });
  try {
    const bars = await fillDisk(world, disk, isSmoke ? 1 : 15);
    code = conclude('upload-disk-full', isSmoke ? bars : [...bars, ...(await killBetweenFiles(world, disk))]);
  } finally {
    await world.close();
  }
} catch (error) {
  console.error(error);
} finally {
  disk.close();
}
process.exit(code);
