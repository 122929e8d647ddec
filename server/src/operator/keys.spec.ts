import { mkdtempSync, existsSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { applicationDatabase } from '../common/data-source';
import { IdCipher } from '../common/id-cipher';
import { newId } from '../common/id';
import { KeyRing, readKeyFile, rotated, writeKeyFile } from '../common/key-ring';
import { appUrl, asOwner, openDatabase, resetDatabase } from '../../test/database';
import { Refusal } from './command';
import { makeKeyFile } from './keys-new';
import { rotateKey } from './keys-rotate';
import { hashedUnder, rehashAll } from './rehash';
import { createSchool } from './school-create';

const PEOPLE = 1200;
const idOf = (nth: number): string => `99010119990101${String(nth).padStart(4, '0')}`;

describe('keys', () => {
  const folder = mkdtempSync(join(tmpdir(), 'operator-keys-'));
  const path = join(folder, 'keys.json');
  let database: DataSource;
  let schoolId: string;

  const ring = (): KeyRing => new KeyRing(readKeyFile(path));
  const opened = async (): Promise<string[]> => {
    const rows = await asOwner<{ id_cipher: Buffer }>(
      `SELECT id_cipher FROM people WHERE id_kind = 'resident' ORDER BY number`,
    );
    return rows.map((row) => new IdCipher(ring()).open(row.id_cipher));
  };
  const findByDocument = async (id: string): Promise<number> =>
    (await asOwner('SELECT 1 FROM people WHERE id_lookup = $1', [new IdCipher(ring()).lookup(schoolId, id)])).length;

  beforeAll(async () => {
    await resetDatabase();
    makeKeyFile(path);
    database = await openDatabase();
    const school = {
      code: 'keys',
      name: { zh: '钥', en: 'Keys' },
      timeZone: 'Asia/Shanghai',
      administrator: { number: '1', name: '管' },
    };
    ({ schoolId } = await createSchool(database, ring(), school));
    await addPeople();
  });
  afterAll(async () => {
    await database.destroy();
    await resetDatabase();
    rmSync(folder, { recursive: true });
  });

  const addPeople = async (): Promise<void> => {
    const cipher = new IdCipher(ring());
    const numbers = Array.from({ length: PEOPLE }, (_, nth) => nth);
    await database.query(
      `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, id_cipher, id_lookup)
       SELECT a.school_id, n.id, n.number, '某', 'female', 'student', 'active', a.unit_id, a.campus_id, n.sealed, n.lookup
       FROM people a, unnest($1::uuid[], $2::text[], $3::bytea[], $4::bytea[]) AS n (id, number, sealed, lookup)`,
      [
        numbers.map(newId),
        numbers.map((nth) => `s${String(nth).padStart(5, '0')}`),
        numbers.map((nth) => cipher.seal(idOf(nth))),
        numbers.map((nth) => cipher.lookup(schoolId, idOf(nth))),
      ],
    );
    await database.query(
      `INSERT INTO totp_secrets (school_id, person_id, secret_cipher) SELECT school_id, id, $1 FROM people WHERE number = '1'`,
      [cipher.seal('JBSWY3DPEHPK3PXP')],
    );
  };

  it('are made once, for their owner only, and never replaced', () => {
    expect(readKeyFile(path).origin).toBe('provided');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    expect(() => makeKeyFile(path)).toThrow('never replaced');
  });

  it('rotate for tokens in the file alone, and the old key stays good', async () => {
    const before = ring().current('token').id;
    await rotateKey(database, path, 'token');
    expect(
      ring()
        .all('token')
        .map(({ id }) => id),
    ).toContain(before);
    expect(ring().current('token').id).not.toBe(before);
  });

  it('rotate for sealed values: every row stands under the new key and opens to the same', async () => {
    const before = await opened();
    expect(await rotateKey(database, path, 'id_cipher')).toBe(PEOPLE + 2);
    expect(await opened()).toEqual(before);
    const lead = Buffer.from(ring().current('id_cipher').id, 'hex');
    expect(await asOwner('SELECT 1 FROM people WHERE substring(id_cipher FROM 1 FOR 4) <> $1', [lead])).toEqual([]);
    const [totp] = await asOwner<{ secret_cipher: Buffer }>('SELECT secret_cipher FROM totp_secrets');
    expect(totp && new IdCipher(ring()).open(totp.secret_cipher)).toBe('JBSWY3DPEHPK3PXP');
  });

  it('go on with a sealing that was cut off, without another key', async () => {
    writeKeyFile(path, rotated(readKeyFile(path), 'id_cipher'));
    const keys = ring().all('id_cipher').length;
    expect(await rotateKey(database, path, 'id_cipher', true)).toBe(PEOPLE + 2);
    expect(await rotateKey(database, path, 'id_cipher', true)).toBe(0);
    expect(ring().all('id_cipher')).toHaveLength(keys);
  });

  it('rotate for lookups: the same document still finds its person', async () => {
    expect(await findByDocument(idOf(7))).toBe(1);
    expect(await rotateKey(database, path, 'id_lookup')).toBe(PEOPLE + 1);
    expect(await findByDocument(idOf(7))).toBe(1);
    expect(existsSync(`${path}.next`)).toBe(false);
  });

  it('finish a lookup rotation that was cut off after the commit, and take back one cut off before', async () => {
    const next = rotated(readKeyFile(path), 'id_lookup');
    writeKeyFile(`${path}.next`, next);
    await rehashAll(database, new KeyRing(next));
    expect(await hashedUnder(database, ring())).toBe(false);
    expect(await rotateKey(database, path, 'id_lookup')).toBe(0);
    expect(await hashedUnder(database, ring())).toBe(true);

    writeKeyFile(`${path}.next`, rotated(readKeyFile(path), 'id_lookup'));
    await rotateKey(database, path, 'id_lookup');
    expect(await findByDocument(idOf(8))).toBe(1);
  });

  it('are not rotated under a running server', async () => {
    const server = await new DataSource(applicationDatabase(appUrl(), 1)).initialize();
    try {
      const kept = readKeyFile(path);
      await expect(rotateKey(database, path, 'id_lookup')).rejects.toThrow(Refusal);
      await expect(rotateKey(database, path, 'id_cipher')).rejects.toThrow('stop both');
      expect(readKeyFile(path)).toEqual(kept);
    } finally {
      await server.destroy();
    }
  });

  it('leave the rows alone when the new key cannot be written', async () => {
    renameSync(path, `${path}.away`);
    await expect(rotateKey(database, path, 'id_lookup')).rejects.toThrow('ENOENT');
    renameSync(`${path}.away`, path);
    expect(await findByDocument(idOf(9))).toBe(1);
  });
});
