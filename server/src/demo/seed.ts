import { join } from 'node:path';
import { Client } from 'pg';
import { SystemClock } from '../common/clock';
import { KeyRing } from '../common/key-ring';
import type { Env } from '../env';
import { openStorage } from '../upload/storage/open-storage';
import { optionsOf, Refusal, runCommand } from '../operator/command';
import type { Hours } from './campaign-plan';
import { demoFileOf, writeDemoFile } from './demo-file';
import { NotADemo, seed, type Outcome } from './seeding';

const DEFAULT_PEOPLE = 3000;
const MOST_PEOPLE = 400_000;

interface SeedOptions {
  people: number;
  hours: Hours;
  /** a database with real schools is left alone without an error */
  optional: boolean;
}

/** @throws Refusal. The hours count only when the demo is new: afterwards the windows belong to its administrator. */
const seedOptions = (args: string[], source: NodeJS.ProcessEnv): SeedOptions => {
  const values = optionsOf(args, {
    people: { type: 'string' },
    hours: { type: 'string' },
    optional: { type: 'boolean' },
  });
  const people = Number(values.people ?? DEFAULT_PEOPLE);
  const hours = values.hours ?? source.DEMO_HOURS ?? 'usual';
  if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE) {
    throw new Refusal(`--people takes a whole number from 1 to ${MOST_PEOPLE}`);
  }
  if (hours !== 'usual' && hours !== 'all_day') {
    throw new Refusal('--hours takes usual or all_day');
  }
  return { people, hours, optional: values.optional ?? false };
};

const run = async (env: Env, { people, hours }: SeedOptions): Promise<Outcome> => {
  const db = new Client({ connectionString: env.DATABASE_URL, options: '-c timezone=UTC' });
  await db.connect();
  try {
    const now = new SystemClock().now();
    return await seed(db, KeyRing.open(env.KEYS_FILE, true), { people, hours, now, storage: openStorage(env) });
  } finally {
    await db.end();
  }
};

/** Until the database has gathered statistics by itself, about a minute, its lists would take seconds. */
const gatherStatistics = async (ownerUrl: string): Promise<void> => {
  const db = new Client({ connectionString: ownerUrl });
  await db.connect();
  try {
    await db.query('ANALYZE');
  } finally {
    await db.end();
  }
};

/**
 * Seeds the database of `env` and lists whom the demo holds.
 * @returns what was added, in words
 * @throws Refusal in production, for unknown options and beside real schools
 */
export const seedDemo = async (env: Env, args: string[], demoFile: string): Promise<string> => {
  if (env.isProduction) {
    throw new Refusal('demo people are refused in production');
  }
  const options = seedOptions(args, process.env);
  try {
    const { schools, people, reports } = await run(env, options);
    writeDemoFile(demoFile, demoFileOf(schools));
    if (people > 0 && env.DATABASE_OWNER_URL) {
      await gatherStatistics(env.DATABASE_OWNER_URL);
    }
    return people === 0 ? 'the demo is up to date' : `added ${people} people and ${reports} reports`;
  } catch (error) {
    if (!(error instanceof NotADemo)) {
      throw error;
    }
    if (options.optional) {
      return error.message;
    }
    throw new Refusal(error.message);
  }
};

if (require.main === module) {
  runCommand('seed', async (env, args) => {
    const demoFile = process.env.DEMO_FILE ?? join(process.env.DATA_DIR ?? '.data', 'demo.json');
    console.log(await seedDemo(env, args, demoFile));
  });
}
