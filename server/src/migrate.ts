import { setTimeout as sleep } from 'node:timers/promises';
import { DataSource } from 'typeorm';
import { ownerDatabase } from './common/data-source';
import { failpoint } from './common/failpoint';
import { EXIT_CONFIG } from './env';

const LOCK_TRIES = 30;
/** one migrator at a time, whoever starts it */
const MIGRATION_LOCK = 7_230_517;

const isLockTimeout = (error: unknown): boolean =>
  (error as { driverError?: { code?: string } }).driverError?.code === '55P03';

/** Brings the schema up to date; safe to repeat and to kill at any statement. */
export const migrate = async (ownerUrl: string): Promise<string[]> => {
  const database = await new DataSource(ownerDatabase(ownerUrl)).initialize();
  const lock = database.createQueryRunner();
  try {
    await lock.query('SET lock_timeout = 0');
    await lock.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
    for (let left = LOCK_TRIES; ; left -= 1) {
      try {
        const done = await database.runMigrations();
        return done.map(({ name }) => name);
      } catch (error) {
        if (!isLockTimeout(error) || left <= 1) {
          throw error;
        }
        await sleep(500);
      }
    }
  } finally {
    await lock.release();
    await database.destroy();
  }
};

const main = async (): Promise<void> => {
  const url = process.env.DATABASE_OWNER_URL;
  if (!url) {
    process.stderr.write('DATABASE_OWNER_URL: the role that owns the tables must be named\n');
    process.exit(EXIT_CONFIG);
  }
  failpoint('migrate.before');
  const names = await migrate(url);
  process.stdout.write(names.length === 0 ? 'schema is up to date\n' : `applied ${names.join(', ')}\n`);
};

if (require.main === module) {
  main().catch((error: unknown) => {
    process.stderr.write(`migration failed: ${(error as Error).message}\n`);
    process.exit(1);
  });
}
