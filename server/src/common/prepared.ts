import type { Pool, PoolClient, QueryResultRow } from 'pg';
import type { DataSource, EntityManager } from 'typeorm';

interface PostgresDriver {
  master: Pool;
}

/** A statement that PostgreSQL parses once per connection: for the paths where people queue. */
export interface Prepared {
  name: string;
  text: string;
}

/** Runs a prepared statement on a pooled connection, outside any transaction. */
export const runPrepared = async <Row extends QueryResultRow>(
  database: DataSource,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> => {
  const pool = (database.driver as unknown as PostgresDriver).master;
  return (await pool.query<Row>({ ...statement, values })).rows;
};

/** The same inside the transaction of `tx`. */
export const runPreparedIn = async <Row extends QueryResultRow>(
  tx: EntityManager,
  statement: Prepared,
  values: unknown[],
): Promise<Row[]> => {
  const client = (await tx.queryRunner?.connect()) as PoolClient | undefined;
  if (!client) {
    throw new Error('runPreparedIn needs an open transaction');
  }
  return (await client.query<Row>({ ...statement, values })).rows;
};
