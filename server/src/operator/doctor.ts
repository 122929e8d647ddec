import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import type { DataSource } from 'typeorm';
import { KeyRing } from '../common/key-ring';
import { evictionPolicy } from '../common/redis';
import type { Env } from '../env';
import { productionRefusals } from '../start-up';
import { optionsOf, runCommand, withDatabase } from './command';

export interface Finding {
  what: string;
  holds: boolean;
  /** what was found, and where it does not hold, what to do */
  detail: string;
}

const finding = (what: string, holds: boolean, detail: string): Finding => ({ what, holds, detail });

/** Runs one check; a check that fails to run is a finding too. */
const examined = async (what: string, check: () => Promise<Finding> | Finding): Promise<Finding> => {
  try {
    return await check();
  } catch (error) {
    return finding(what, false, (error as Error).message);
  }
};

const keyFile = (env: Env): Finding => {
  const mode = statSync(env.KEYS_FILE).mode & 0o777;
  KeyRing.open(env.KEYS_FILE, false);
  return finding('key file', (mode & 0o077) === 0, `${env.KEYS_FILE}, mode ${mode.toString(8)} (600 is right)`);
};

const databaseRole = async (database: DataSource): Promise<Finding> => {
  const [role] = (await database.query(
    `SELECT current_user AS name, pg_get_userbyid(relowner) = current_user AS owns,
       has_table_privilege(current_user, 'audit_entries', 'UPDATE, DELETE') AS rewrites
     FROM pg_class WHERE oid = 'audit_entries'::regclass`,
  )) as { name: string; owns: boolean; rewrites: boolean }[];
  const fine = role !== undefined && !role.owns && !role.rewrites;
  return finding(
    'database role',
    fine,
    `${role?.name}: ${fine ? 'may not alter tables nor rewrite the audit log' : 'may alter tables or rewrite the audit log'}`,
  );
};

const schema = async (database: DataSource): Promise<Finding> => {
  const known = readdirSync(join(__dirname, '..', 'migrations')).filter((file) =>
    /^\d+-.*\.(js|ts)$/.test(file),
  ).length;
  const [done] = (await database.query('SELECT count(*)::int AS n FROM migrations')) as { n: number }[];
  return finding('schema', done?.n === known, `${done?.n} of ${known} migrations`);
};

const redis = async (env: Env): Promise<Finding[]> => {
  const client = new Redis(env.REDIS_URL, { lazyConnect: true, retryStrategy: () => null });
  client.on('error', () => undefined);
  try {
    await client.connect();
    const policy = await evictionPolicy(client);
    const aof = ((await client.config('GET', 'appendonly')) as string[])[1];
    return [
      finding('redis policy', policy === 'noeviction', `maxmemory-policy ${policy} (noeviction is right)`),
      finding('redis durability', aof === 'yes', `appendonly ${aof} (yes is right)`),
    ];
  } finally {
    client.disconnect();
  }
};

/** What an operator wants to know before and after an upgrade. `isStrict` asks for everything that production demands. */
export const examine = async (env: Env, database: DataSource, isStrict: boolean): Promise<Finding[]> => {
  const refusals = isStrict ? await productionRefusals(database, env) : [];
  return [
    await examined('key file', () => keyFile(env)),
    await examined('database role', () => databaseRole(database)),
    await examined('schema', () => schema(database)),
    ...(await redis(env).catch((error: unknown) => [finding('redis', false, (error as Error).message)])),
    ...refusals.map((reason) => finding('production', false, reason)),
  ];
};

if (require.main === module) {
  runCommand('doctor', async (env, args) => {
    const { production } = optionsOf(args, { production: { type: 'boolean' } });
    const findings = await withDatabase(env, (database) =>
      examine(env, database, env.isProduction || production === true),
    );
    findings.forEach(({ what, holds, detail }) => console.log(`${holds ? '✓' : '✗'} ${what}: ${detail}`));
    process.exitCode = findings.every(({ holds }) => holds) ? 0 : 1;
  });
}
