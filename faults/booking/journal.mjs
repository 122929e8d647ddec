/** Tables whose every change is written down. */
const WATCHED = ['halls', 'bookings', 'waiting_entries', 'booking_breaches', 'venue_closures', 'venues'];

/**
 * @typedef {Record<string, any>} Row
 * @typedef {{ table: string, before: Row | null, after: Row | null }} Change
 * @typedef {{ tx: string, at: number, changes: Change[] }} Commit what became visible at one instant; `at` in milliseconds
 */

/**
 * From now on each change of places is written down by the transaction that makes it, so that nothing is missing and
 * nothing is there that was rolled back. PostgreSQL has to run with track_commit_timestamp.
 * @param {import('pg').Pool} observer
 */
export async function openJournal(observer) {
  await observer.query(`
    CREATE SCHEMA journal;
    CREATE TABLE journal.changes (
      n bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      tx xid8 NOT NULL DEFAULT pg_current_xact_id(),
      what text NOT NULL,
      before jsonb,
      after jsonb
    );
    -- by the owner's rights: the application's role knows nothing of the journal
    CREATE FUNCTION journal.write() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
    BEGIN
      INSERT INTO journal.changes (what, before, after) VALUES (TG_TABLE_NAME, to_jsonb(OLD), to_jsonb(NEW));
      RETURN NULL;
    END $$;
    ${WATCHED.map(
      (table) =>
        `CREATE TRIGGER journal AFTER INSERT OR UPDATE OR DELETE ON ${table}
         FOR EACH ROW EXECUTE FUNCTION journal.write();`,
    ).join('\n')}`);
}

/** Forgets what was; the halls stand in it as they are now. @param {import('pg').Pool} observer */
export async function restartJournal(observer) {
  await observer.query('TRUNCATE journal.changes');
  await observer.query('UPDATE halls SET held = held');
  await observer.query('UPDATE venues SET hours = hours');
}

/**
 * All of it, transaction by transaction in the order of their commits. Whoever waits for a lock commits after whoever
 * had it, so for places under the lock of their hall this is the order in which they were taken.
 * @param {import('pg').Pool} observer
 * @returns {Promise<Commit[]>}
 */
export async function readJournal(observer) {
  const { rows } = await observer.query(
    `SELECT tx::text, extract(epoch FROM pg_xact_commit_timestamp(tx::xid))::float8 * 1000 AS at, what, before, after
     FROM journal.changes ORDER BY pg_xact_commit_timestamp(tx::xid), tx, n`,
  );
  /** @type {Commit[]} */
  const commits = [];
  for (const { tx, at, what, before, after } of rows) {
    const last = commits.at(-1);
    const commit = last?.tx === tx ? last : { tx, at, changes: [] };
    if (commit !== last) {
      commits.push(commit);
    }
    commit.changes.push({ table: what, before, after });
  }
  return commits;
}
