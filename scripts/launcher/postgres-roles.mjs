import pg from 'pg';

/** @typedef {{ super: string, owner: string, app: string }} Secrets passwords of the three roles */

/** @param {string} url */
export function clientOf(url) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000 });
  // a server that goes away under an idle client is noticed at the next query
  client.on('error', () => undefined);
  return client;
}

/**
 * @template T
 * @param {string} url
 * @param {(client: pg.Client) => Promise<T>} work
 * @returns {Promise<T>}
 */
export async function withClient(url, work) {
  const client = clientOf(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

/**
 * The owner migrates and owns the tables; the application's role gets its rights from the migrations.
 * @param {string} superUrl
 * @param {Secrets} secrets
 */
export async function prepareRoles(superUrl, secrets) {
  await withClient(superUrl, async (client) => {
    for (const [role, password] of /** @type {const} */ ([
      ['campus_owner', secrets.owner],
      ['campus_app', secrets.app],
    ])) {
      const known = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [role]);
      if (known.rowCount === 0) {
        await client.query(
          `CREATE ROLE ${role} LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE PASSWORD '${password}';
           ALTER ROLE ${role} SET timezone TO 'UTC'`,
        );
      }
    }
    const database = await client.query(`SELECT 1 FROM pg_database WHERE datname = 'campus'`);
    if (database.rowCount === 0) {
      await client.query('CREATE DATABASE campus OWNER campus_owner');
      await client.query('REVOKE ALL ON DATABASE campus FROM PUBLIC');
      await client.query('GRANT CONNECT ON DATABASE campus TO campus_app');
    }
  });
}
