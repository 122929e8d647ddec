import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { Client } from 'pg';
import { SystemClock } from '../common/clock';
import { KeyRing } from '../common/key-ring';
import { EXIT_CONFIG, envOrExit, type Env } from '../env';
import type { Hours } from './campaign-plan';
import { demoFileOf, writeDemoFile } from './demo-file';
import { NotADemo, seed, type Outcome } from './seeding';

const DEFAULT_PEOPLE = 3000;
const MOST_PEOPLE = 400_000;

/** A wish that the seed cannot grant. */
export class Refusal extends Error {}

const wishOf = (args: string[], source: NodeJS.ProcessEnv): { people: number; hours: Hours } => {
  const { values } = parseArgs({ args, options: { people: { type: 'string' }, hours: { type: 'string' } } });
  const people = Number(values.people ?? DEFAULT_PEOPLE);
  const hours = values.hours ?? source.DEMO_HOURS ?? 'usual';
  if (!Number.isInteger(people) || people < 1 || people > MOST_PEOPLE) {
    throw new Refusal(`--people takes a whole number from 1 to ${MOST_PEOPLE}`);
  }
  if (hours !== 'usual' && hours !== 'all_day') {
    throw new Refusal('--hours takes usual or all_day');
  }
  return { people, hours };
};

const run = async (env: Env, wish: { people: number; hours: Hours }): Promise<Outcome> => {
  const db = new Client({ connectionString: env.DATABASE_URL, options: '-c timezone=UTC' });
  await db.connect();
  try {
    return await seed(db, KeyRing.open(env.KEYS_FILE, true), { ...wish, now: new SystemClock().now() });
  } finally {
    await db.end();
  }
};

/** Seeds the database of `env` and says so. @throws Refusal in production and for options it does not know */
export const seedDemo = async (env: Env, args: string[], demoFile: string): Promise<Outcome> => {
  if (env.isProduction) {
    throw new Refusal('demo people are refused in production');
  }
  const outcome = await run(env, wishOf(args, process.env));
  writeDemoFile(demoFile, demoFileOf(outcome.schools));
  return outcome;
};

const main = async (): Promise<void> => {
  const demoFile = process.env.DEMO_FILE ?? join(process.env.DATA_DIR ?? '.data', 'demo.json');
  const { people, reports } = await seedDemo(envOrExit(), process.argv.slice(2), demoFile);
  console.log(people === 0 ? 'demo is up to date' : `added ${people} people and ${reports} reports`);
};

if (require.main === module) {
  main().catch((error: unknown) => {
    const isRefusal = error instanceof Refusal || error instanceof NotADemo;
    console.error(`seed: ${(error as Error).message}`);
    process.exitCode = isRefusal ? EXIT_CONFIG : 1;
  });
}
