import { existsSync } from 'node:fs';
import { parseArgs, type ParseArgsConfig } from 'node:util';
import { DataSource } from 'typeorm';
import { applicationDatabase } from '../common/data-source';
import { KeyRing } from '../common/key-ring';
import { EXIT_CONFIG, envOrExit, type Env } from '../env';

/** A wish that cannot be granted: told in one line, exit code 78. */
export class Refusal extends Error {}

const POOL = 2;

/** Longer than the application's ten seconds: an operator waits for the whole table. */
const PATIENCE = '-c timezone=UTC -c statement_timeout=0 -c lock_timeout=60000';

/** @throws Refusal for an option that is unknown or has no value */
export const optionsOf = <Config extends NonNullable<ParseArgsConfig['options']>>(args: string[], options: Config) => {
  try {
    return parseArgs({ args, options, strict: true }).values;
  } catch (error) {
    throw new Refusal((error as Error).message);
  }
};

/** The key file as it is: a command never makes one by accident. @throws Refusal */
export const ringOf = (env: Env): KeyRing => {
  if (!existsSync(env.KEYS_FILE)) {
    throw new Refusal(`${env.KEYS_FILE} does not exist; \`npm run keys:new\` makes a key file`);
  }
  return KeyRing.open(env.KEYS_FILE, false);
};

export const withDatabase = async <T>(env: Env, work: (database: DataSource) => Promise<T>): Promise<T> => {
  const options = applicationDatabase(env.DATABASE_URL, POOL);
  const database = await new DataSource({
    ...options,
    applicationName: 'campus-pass-operator',
    extra: { options: PATIENCE },
  } as typeof options).initialize();
  try {
    return await work(database);
  } finally {
    await database.destroy();
  }
};

/** Where whoever was invited sets a password and enrols the second factor. */
export const invitationLink = (url: string, token: string): string =>
  `${url.replace(/\/$/, '')}/#/pages/bind/index?invitation=${token}`;

/** Runs a command of the operator to its end and turns what went wrong into one line and an exit code. */
export const runCommand = (name: string, work: (env: Env, args: string[]) => Promise<void>): void => {
  work(envOrExit(), process.argv.slice(2)).catch((error: unknown) => {
    console.error(`${name}: ${(error as Error).message}`);
    process.exitCode = error instanceof Refusal ? EXIT_CONFIG : 1;
  });
};
