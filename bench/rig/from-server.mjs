import { createRequire } from 'node:module';
import { join } from 'node:path';
import { ROOT } from '../../scripts/launcher/place.mjs';

/** Loads the packages that the server has, in the versions that the server has. */
export const fromServer = createRequire(join(ROOT, 'server/package.json'));
