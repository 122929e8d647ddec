import { fileURLToPath } from 'node:url';
import { startProgram, waitUntilServing } from '../rig/program.mjs';

/** As many connections to the database as the server has by default. */
const POOL = '20';

/** Starts the peer on the rig's spare port. @param {import('../rig/rig.mjs').Rig} rig */
export async function startTwin({ dist, env, place, spare }) {
  const program = startProgram({
    script: fileURLToPath(new URL('./server.mjs', import.meta.url)),
    env: { ...env(), NODE_ENV: 'production', PORT: String(spare), DATABASE_POOL: POOL, DIST: dist },
    log: place.inDir('twin.log'),
  });
  await waitUntilServing(spare, program, '/health');
  return program;
}
