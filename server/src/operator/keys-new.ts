import { existsSync } from 'node:fs';
import { newKeyFile, writeKeyFile } from '../common/key-ring';
import { EXIT_CONFIG } from '../env';

/** Makes the key file of a production installation: needs no database, and never overwrites. */
export const makeKeyFile = (path: string): void => {
  if (existsSync(path)) {
    throw new Error(`${path} exists; keys in use are rotated by \`npm run keys:rotate\`, never replaced`);
  }
  writeKeyFile(path, newKeyFile('provided'));
};

if (require.main === module) {
  const path = process.argv[2] ?? process.env.KEYS_FILE;
  try {
    if (!path) {
      throw new Error('where to? npm run keys:new -- /etc/campus-pass/keys.json, or set KEYS_FILE');
    }
    makeKeyFile(path);
    console.log(`${path} holds new keys, readable by its owner only. Back it up apart from the database.`);
  } catch (error) {
    console.error(`keys:new: ${(error as Error).message}`);
    process.exitCode = EXIT_CONFIG;
  }
}
