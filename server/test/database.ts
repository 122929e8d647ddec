import { Client } from 'pg';
import { DataSource, type DataSourceOptions, type EntityTarget, type ObjectLiteral } from 'typeorm';

/** Where this jest worker's own migrated database and Redis are; scripts/jest/stores-setup.mjs makes them. */
const worker = process.env.JEST_WORKER_ID ?? '1';

function storeUrl(name: string, path: string): string {
  const value = process.env[name];
  if (value === undefined) {
    throw new Error(`${name} is missing: run this spec in a jest project that has the stores`);
  }
  const url = new URL(value);
  url.pathname = path;
  return url.toString();
}

/** @returns the URL of the application's role: rows only */
export const appUrl = (): string => storeUrl('TEST_APP_URL', `/campus_${worker}`);

/** @returns the URL of the role that owns the tables */
export const ownerUrl = (): string => storeUrl('TEST_OWNER_URL', `/campus_${worker}`);

/** @returns the URL of this worker's Redis database */
export const redisUrl = (): string => storeUrl('TEST_REDIS_URL', `/${worker}`);

/** A connection as the application's role. Close it with `destroy()` in afterAll. */
export async function openDatabase(entities: EntityTarget<ObjectLiteral>[] = []): Promise<DataSource> {
  const options: DataSourceOptions = {
    type: 'postgres',
    url: appUrl(),
    entities: entities as NonNullable<DataSourceOptions['entities']>,
    poolSize: 10,
    extra: { options: '-c timezone=UTC' },
  };
  return new DataSource(options).initialize();
}

/** One statement as the owner, for what the application's role may not do. */
export async function asOwner<Row extends ObjectLiteral>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
  const client = new Client({ connectionString: ownerUrl() });
  await client.connect();
  try {
    return (await client.query<Row>(sql, parameters)).rows;
  } finally {
    await client.end();
  }
}

/** Empties every table that holds rows; the schema and the list of migrations stay. */
export async function resetDatabase(): Promise<void> {
  await asOwner(`
    DO $$
    DECLARE
      line record;
      filled text[] := '{}';
      has_rows boolean;
    BEGIN
      FOR line IN
        SELECT format('%I', relname) AS name FROM pg_class
        WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p') AND NOT relispartition
          AND relname <> 'migrations'
      LOOP
        EXECUTE format('SELECT EXISTS (SELECT 1 FROM %s)', line.name) INTO has_rows;
        IF has_rows THEN
          filled := filled || line.name;
        END IF;
      END LOOP;
      IF cardinality(filled) > 0 THEN
        EXECUTE 'TRUNCATE ' || array_to_string(filled, ', ') || ' RESTART IDENTITY CASCADE';
      END IF;
    END $$
  `);
}
