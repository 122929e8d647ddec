import { AuditLog } from '../common/audit';
import { AuditSealer } from '../common/audit-seal';
import { KeyRing, newKeyFile } from '../common/key-ring';
import { FixedClock } from '../../test/fixed-clock';
import { asOwner, openDatabase, resetDatabase } from '../../test/database';
import { verifySchool, type AuditVerdict } from './audit-verify';

const SCHOOL = { id: '0190aaaa-0000-7000-8000-000000000001', code: 'log' };

describe('verifying the audit log', () => {
  let database: Awaited<ReturnType<typeof openDatabase>>;
  const clock = new FixedClock();
  const verdict = (): Promise<AuditVerdict> => verifySchool(database, SCHOOL);

  const sealed = async (entries: number): Promise<void> => {
    const log = new AuditLog(clock, new KeyRing(newKeyFile('generated')));
    await database.transaction(async (tx) => {
      for (let nth = 0; nth < entries; nth += 1) {
        await log.write(tx, {
          schoolId: SCHOOL.id,
          actorId: null,
          action: 'person.read',
          objectKind: 'person',
          objectId: String(nth),
        });
      }
    });
    clock.advance({ minutes: 5 });
    await new AuditSealer(database, clock).seal({ schoolId: SCHOOL.id });
  };

  beforeAll(async () => {
    database = await openDatabase();
  });
  beforeEach(async () => {
    await resetDatabase();
    await asOwner(`INSERT INTO schools (id, code, name) VALUES ($1, 'log', '{"zh":"志","en":"Log"}')`, [SCHOOL.id]);
    await sealed(4);
    await sealed(3);
    await sealed(2);
  });
  afterAll(async () => {
    await database.destroy();
    await resetDatabase();
  });

  it('finds an untouched chain whole', async () => {
    expect(await verdict()).toMatchObject({ batches: 3, entries: 9, unsealed: 0, broken: null });
  });

  it.each([
    [
      'an entry was changed',
      `UPDATE audit_entries SET action = 'x' WHERE object_id = '1' AND id = (SELECT first_id + 1 FROM audit_seals WHERE batch = 2)`,
      2,
    ],
    [
      'an entry was taken out',
      'DELETE FROM audit_entries WHERE id = (SELECT last_id FROM audit_seals WHERE batch = 1)',
      1,
    ],
    ['a seal was forged', `UPDATE audit_seals SET hash = sha256('x') WHERE batch = 2`, 2],
    ['a batch was taken out', 'DELETE FROM audit_seals WHERE batch = 2', 3],
    ['the last batch points elsewhere', `UPDATE audit_seals SET previous_hash = sha256('x') WHERE batch = 3`, 3],
  ])('names the first broken batch when %s', async (_, tampering, batch) => {
    await asOwner(tampering);
    expect((await verdict()).broken?.batch).toBe(batch);
  });
});
