import { existsSync, renameSync, rmSync } from 'node:fs';
import type { DataSource } from 'typeorm';
import { AuditLog } from '../common/audit';
import { SystemClock } from '../common/clock';
import { KEY_PURPOSES, KeyRing, readKeyFile, rotated, writeKeyFile, type KeyPurpose } from '../common/key-ring';
import { optionsOf, Refusal, ringOf, runCommand, withDatabase } from './command';
import { hashedUnder, rehashAll } from './rehash';
import { resealAll } from './reseal';

/** Sessions of the server and worker, as pg_stat_activity names them. */
const SERVER_NAME = 'campus-pass';

/** Processes hold the keys they started with: rows under a new key would be closed to them. @throws Refusal */
const demandStopped = async (database: DataSource): Promise<void> => {
  const running = (await database.query(
    'SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1 LIMIT 1',
    [SERVER_NAME],
  )) as unknown[];
  if (running.length > 0) {
    throw new Refusal('the server or the worker is running: stop both, rotate, start them again');
  }
};

/** New tokens are signed with the new key from the next start on; the ones out there stay good. */
const rotateToken = (path: string): void => writeKeyFile(path, rotated(readKeyFile(path), 'token'));

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
  purpose: KeyPurpose,
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

const purposeOf = (args: string[]): { purpose: KeyPurpose; resume: boolean } => {
  const values = optionsOf(args, { purpose: { type: 'string' }, resume: { type: 'boolean' } });
  const purpose = KEY_PURPOSES.find((known) => known === values.purpose);
  if (!purpose) {
    throw new Refusal(`--purpose takes one of ${KEY_PURPOSES.join(', ')}`);
  }
  return { purpose, resume: values.resume ?? false };
};

if (require.main === module) {
  runCommand('keys:rotate', async (env, args) => {
    const { purpose, resume } = purposeOf(args);
    ringOf(env);
    const rows = await withDatabase(env, async (database) => {
      const written = await rotateKey(database, env.KEYS_FILE, purpose, resume);
      await note(database, env.KEYS_FILE, purpose);
      return written;
    });
    console.log(
      `${purpose}: a new key leads the ring; ${rows} rows were written anew. Back the key file up, then start the server.`,
    );
  });
}
