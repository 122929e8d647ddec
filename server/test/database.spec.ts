import { v7 } from 'uuid';
import { asOwner, openDatabase, resetDatabase } from './database';

describe('the throw-away database of a jest worker', () => {
  const insertSchool = `INSERT INTO schools (id, code, name) VALUES ($1, 'probe', '{"zh":"x","en":"x"}')`;

  afterAll(resetDatabase);

  it('lets the application write rows, but neither make tables nor rewrite the audit log', async () => {
    const database = await openDatabase();
    try {
      await database.query(insertSchool, [v7()]);
      await expect(database.query('CREATE TABLE intruder (id int)')).rejects.toThrow(/permission denied/);
      await expect(database.query('DELETE FROM audit_entries')).rejects.toThrow(/permission denied/);
    } finally {
      await database.destroy();
    }
  });

  it('is empty after a reset', async () => {
    await resetDatabase();
    await asOwner(insertSchool, [v7()]);
    await resetDatabase();
    expect(await asOwner('SELECT 1 FROM schools')).toHaveLength(0);
    expect((await asOwner('SELECT 1 FROM migrations')).length).toBeGreaterThan(0);
  });
});
