import type { Pool } from 'pg';
import type { DataSource } from 'typeorm';

/** Counts the SQL statements of an application from now on: they pass through the clients of its pool, whoever sends them. */
export const countStatements = ({ driver }: DataSource): (() => number) => {
  let sent = 0;
  const pool = (driver as unknown as { master: Pool }).master;
  pool.on('acquire', (client) => {
    const { query } = client as unknown as { query: (...values: unknown[]) => unknown };
    if (!('counted' in client)) {
      Object.assign(client, {
        counted: true,
        query: (...values: unknown[]) => {
          sent += 1;
          return query.apply(client, values);
        },
      });
    }
  });
  return () => sent;
};
