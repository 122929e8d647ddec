import { existsSync, renameSync, rmSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import type { DataSource } from 'typeorm';
import { AuditLog } from '../common/audit';
import { SystemClock } from '../common/clock';
import {
  KEY_PURPOSES,
  KeyRing,
  readKeyFile,
  rotated,
  rotatedPassCode,
  writeKeyFile,
  type KeyPurpose,
} from '../common/key-ring';
import { optionsOf, Refusal, ringOf, runCommand, withDatabase } from './command';
import { hashedUnder, rehashAll } from './rehash';
import { resealAll } from './reseal';

/** Sessions of the server and worker, as pg_stat_activity names them. */
const SERVER_NAME = 'campus-pass';
/** a connection that has just ended is still listed for a moment */
const LOOKS = 10;
const LOOK_MS = 100;

/** Processes hold the keys they started with: rows under a new key would be closed to them. @throws Refusal */
const demandStopped = async (database: DataSource): Promise<void> => {
  for (let looks = 0; looks < LOOKS; looks += 1) {
    const running = (await database.query(
      'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1',
      [SERVER_NAME],
    )) as unknown[];
    if (running.length === 0) {
      return;
    }
    await sleep(LOOK_MS);
  }
  throw new Refusal('the server or the worker is running: stop both, rotate, start them again');
};

/** New tokens are signed with the new key from the next start on; the ones out there stay good. */
const rotateToken = (path: string): void => writeKeyFile(path, rotated(readKeyFile(path), 'token'));

/** Running servers read the file anew within seconds. @returns from when on the new key signs */
export const rotatePassCode = (path: string, now: Date, atOnce: boolean): string => {
  const file = rotatedPassCode(readKeyFile(path), now, atOnce);
  writeKeyFile(path, file);
  return file.keys.pass_code[0]?.signsFrom ?? now.toISOString();
};

/** The new key is in the file before the first row is sealed with it; `resume` goes on where a run was cut off. */
const rotateCipher = async (database: DataSource, path: string, resume: boolean): Promise<number> => {
  if (!resume) {
    writeKeyFile(path, rotated(readKeyFile(path), 'id_cipher'));
  }
  return resealAll(database, new KeyRing(readKeyFile(path)));
};

/**
 * The new key waits beside the key file until the database has committed to it; a run that was cut off is finished
 * or taken back by what the rows say.
 */
const rotateLookup = async (database: DataSource, path: string): Promise<number> => {
  const waiting = `${path}.next`;
  if (existsSync(waiting)) {
    const committed = await hashedUnder(database, new KeyRing(readKeyFile(waiting)));
    if (committed) {
      renameSync(waiting, path);
      return 0;
    }
    rmSync(waiting);
  }
  const next = rotated(readKeyFile(path), 'id_lookup');
  writeKeyFile(waiting, next);
  const hashed = await rehashAll(database, new KeyRing(next));
  renameSync(waiting, path);
  return hashed;
};

/** @returns how many rows were written anew. @throws Refusal while the server runs (not for `token`) */
export const rotateKey = async (
  database: DataSource,
  path: string,
  purpose: Exclude<KeyPurpose, 'pass_code'>,
  resume = false,
): Promise<number> => {
  if (purpose === 'token') {
    rotateToken(path);
    return 0;
  }
  await demandStopped(database);
  return purpose === 'id_cipher' ? rotateCipher(database, path, resume) : rotateLookup(database, path);
};

const note = async (database: DataSource, path: string, purpose: KeyPurpose): Promise<void> => {
  const audit = new AuditLog(new SystemClock(), new KeyRing(readKeyFile(path)));
  const schools = (await database.query('SELECT id FROM schools')) as { id: string }[];
  await database.transaction(async (tx) => {
    for (const { id } of schools) {
      await audit.write(tx, {
        schoolId: id,
        actorId: null,
        action: 'key.rotate',
        objectKind: 'key',
        objectId: purpose,
      });
    }
  });
};

interface Wish {
  purpose: KeyPurpose;
  resume: boolean;
  atOnce: boolean;
}

const wishOf = (args: string[]): Wish => {
  const values = optionsOf(args, {
    purpose: { type: 'string' },
    resume: { type: 'boolean' },
    now: { type: 'boolean' },
  });
  const purpose = KEY_PURPOSES.find((known) => known === values.purpose);
  if (!purpose) {
    throw new Refusal(`--purpose takes one of ${KEY_PURPOSES.join(', ')}`);
  }
  if (values.now && purpose !== 'pass_code') {
    throw new Refusal('--now is for pass_code: keys of other purposes never wait');
  }
  return { purpose, resume: values.resume ?? false, atOnce: values.now ?? false };
};

/** @returns what was done, in words */
const turn = async (database: DataSource, path: string, { purpose, resume, atOnce }: Wish): Promise<string> => {
  if (purpose === 'pass_code') {
    const signsFrom = rotatePassCode(path, new SystemClock().now(), atOnce);
    return `it signs from ${signsFrom} on, without a restart. Back the key file up.`;
  }
  const rows = await rotateKey(database, path, purpose, resume);
  return `${rows} rows were written anew. Back the key file up, then start the server.`;
};

if (require.main === module) {
  runCommand('keys:rotate', async (env, args) => {
    const wish = wishOf(args);
    ringOf(env);
    const done = await withDatabase(env, async (database) => {
      const words = await turn(database, env.KEYS_FILE, wish);
      await note(database, env.KEYS_FILE, wish.purpose);
      return words;
    });
    console.log(`${wish.purpose}: a new key leads the ring; ${done}`);
  });
}
