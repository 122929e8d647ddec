import type { DataSource } from 'typeorm';
import { FixedClock } from '../../test/fixed-clock';
import { asOwner, openDatabase, resetDatabase } from '../../test/database';
import { AuditLog } from './audit';
import { AuditSealer, sealHash, type SealedEntry } from './audit-seal';
import { newId } from './id';
import { KeyRing, newKeyFile } from './key-ring';

const NOW = new Date('2026-11-23T00:00:00Z');
const LATER = new FixedClock(new Date(NOW.getTime() + 120_000));

describe('audit log', () => {
  let database: DataSource;
  const schoolId = newId();

  beforeAll(async () => {
    database = await openDatabase();
    await resetDatabase();
    await database.query(`INSERT INTO schools (id, code, name) VALUES ($1, 'demo', '{"zh":"校","en":"School"}')`, [
      schoolId,
    ]);
  });

  afterAll(() => database.destroy());

  const write = (action: string, actorId: string | null = newId()): Promise<void> =>
    database.transaction((tx) =>
      new AuditLog(new FixedClock(NOW), new KeyRing(newKeyFile('provided'))).write(tx, {
        schoolId,
        actorId,
        action,
        objectKind: 'person',
        objectId: newId(),
      }),
    );
  const entries = (): Promise<SealedEntry[]> => database.query('SELECT * FROM audit_entries ORDER BY id');

  it('names people by a keyed hash, never by their id', async () => {
    const actorId = newId();
    await write('person.suspend', actorId);
    const [entry] = await entries();
    expect(entry?.actor).toHaveLength(22);
    expect(JSON.stringify(entry)).not.toContain(actorId);
  });

  it('chains batches so that each seal stands on the one before', async () => {
    const sealer = new AuditSealer(database, LATER);
    await sealer.seal({ schoolId });
    await write('case.close');
    await sealer.seal({ schoolId });
    const seals: { previous_hash: Buffer; hash: Buffer; entries: number }[] = await database.query(
      'SELECT previous_hash, hash, entries FROM audit_seals ORDER BY batch',
    );
    expect(seals.map((seal) => seal.entries)).toEqual([1, 1]);
    expect(seals[1]?.previous_hash).toEqual(seals[0]?.hash);
  });

  it('writes no empty seal', async () => {
    await new AuditSealer(database, LATER).seal({ schoolId });
    expect(await database.query('SELECT count(*)::int AS seals FROM audit_seals')).toEqual([{ seals: 2 }]);
  });

  it('hashes differently when one word of one entry was changed', async () => {
    const all = await entries();
    const changed = all.map((entry, index) => (index === 0 ? { ...entry, action: 'person.restore' } : entry));
    expect(sealHash(Buffer.alloc(32), changed)).not.toEqual(sealHash(Buffer.alloc(32), all));
  });

  it('can not be changed or emptied by the application', async () => {
    await expect(database.query("UPDATE audit_entries SET action = 'x'")).rejects.toThrow('permission denied');
    await expect(database.query('DELETE FROM audit_entries')).rejects.toThrow('permission denied');
    await expect(database.query('TRUNCATE audit_seals')).rejects.toThrow('permission denied');
    expect(await asOwner('SELECT 1 FROM audit_entries')).toHaveLength(2);
  });
});
