import { fileURLToPath } from 'node:url';
import { openObserver } from '../../bench/rig/stores.mjs';
import { atLeast, atMost } from '../../bench/rig/verdict.mjs';
import { schemaOf } from '../world/schema.mjs';

const KILLER = fileURLToPath(new URL('../world/kill-at-statement.cjs', import.meta.url));
const MOST_STATEMENTS = 200;

/**
 * The migrator killed with its k-th statement on the way, for every k; then run again to the end.
 * @param {import('../world/world.mjs').World} world
 * @param {{ every: number }} options every k-th statement only
 */
export async function killMigration(world, { every }) {
  const clean = await migrated(world, 0);
  let kills = 0;
  let differing = 0;
  let unfinished = 0;
  for (let statement = 1; statement < MOST_STATEMENTS; statement += every) {
    const { isKilled, isDone, schema } = await migrated(world, statement);
    if (!isKilled) {
      break;
    }
    kills += 1;
    unfinished += isDone ? 0 : 1;
    if (schema !== clean.schema) {
      differing += 1;
      console.log(`  killed at statement ${statement}: another schema`);
    }
  }
  console.log(`  ${kills} kills, schema of ${clean.schema.split('\n').length} lines`);
  return [
    atMost('planted schema difference that the comparison did not see', clean.isSeen ? 0 : 1, 0),
    atLeast('migration: kill -9 at a statement', kills, every === 1 ? 10 : 1),
    atMost('migration killed: second run not completed', unfinished, 0),
    atMost('migration killed: schemas unlike that of a clean run', differing, 0),
  ];
}

/**
 * @param {import('../world/world.mjs').World} world
 * @param {number} killAt 0: never
 */
async function migrated({ rig }, killAt) {
  const name = 'migrated';
  const admin = openObserver(rig.stores.postgres.superUrl, 'postgres');
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${name} OWNER campus_owner`);
  await admin.end();
  const ownerUrl = new URL(rig.stores.postgres.ownerUrl);
  ownerUrl.pathname = `/${name}`;
  const env = { DATABASE_OWNER_URL: ownerUrl.toString() };
  const first = await rig.start('migrate', { ...env, KILL_AT: String(killAt) }, ['--require', KILLER]).ended;
  const second = await rig.start('migrate', env).ended;
  const observer = openObserver(rig.stores.postgres.superUrl, name);
  const schema = await schemaOf(observer);
  const isSeen = await seesDroppedIndex(observer, schema);
  await observer.end();
  return { isKilled: first === 'SIGKILL', isDone: second === 0, schema, isSeen };
}

/** @param {import('pg').Pool} database @param {string} schema */
async function seesDroppedIndex(database, schema) {
  await database.query('DROP INDEX people_unit');
  return (await schemaOf(database)) !== schema;
}
