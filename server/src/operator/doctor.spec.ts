import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSource } from 'typeorm';
import { newKeyFile, writeKeyFile } from '../common/key-ring';
import { readEnv } from '../env';
import { appUrl, asOwner, openDatabase, ownerUrl, redisUrl, resetDatabase } from '../../test/database';
import { examine, type Finding } from './doctor';

describe('the doctor', () => {
  const folder = mkdtempSync(join(tmpdir(), 'doctor-'));
  const path = join(folder, 'keys.json');
  const env = (redis = redisUrl()) =>
    readEnv({ NODE_ENV: 'test', DATABASE_URL: appUrl(), REDIS_URL: redis, KEYS_FILE: path });
  const broken = (findings: Finding[]): string[] => findings.filter(({ holds }) => !holds).map(({ what }) => what);
  let database: DataSource;

  beforeAll(async () => {
    database = await openDatabase();
  });
  beforeEach(() => {
    rmSync(path, { force: true });
    writeKeyFile(path, newKeyFile('provided'));
  });
  afterAll(async () => {
    await database.destroy();
    await resetDatabase();
    rmSync(folder, { recursive: true });
  });

  it('finds nothing wrong with the key file, the role and the schema of a sound installation', async () => {
    const findings = await examine(env(), database, true);
    expect(broken(findings).filter((what) => !what.startsWith('redis'))).toEqual([]);
    expect(findings.map(({ what }) => what)).toEqual([
      'key file',
      'database role',
      'schema',
      'redis policy',
      'redis durability',
    ]);
  });

  it('sees a key file that others may read, or none', async () => {
    chmodSync(path, 0o644);
    expect(broken(await examine(env(), database, false))).toContain('key file');
    rmSync(path);
    expect(broken(await examine(env(), database, false))).toContain('key file');
  });

  it('sees an application that runs as the owner of the tables', async () => {
    const owner = await new DataSource({ type: 'postgres', url: ownerUrl() }).initialize();
    try {
      expect(broken(await examine(env(), owner, false))).toContain('database role');
    } finally {
      await owner.destroy();
    }
  });

  it('sees that Redis is away', async () => {
    expect(broken(await examine(env('redis://127.0.0.1:1'), database, false))).toContain('redis');
  });

  it('sees demo people, generated secrets and the lack of a key for pass codes where production would run on them', async () => {
    const { origin, keys } = newKeyFile('generated');
    writeKeyFile(path, { origin, keys: { ...keys, pass_code: [] } });
    await asOwner(
      `INSERT INTO schools (id, code, name, is_demo) VALUES (gen_random_uuid(), 'demo', '{"zh":"演","en":"Demo"}', true)`,
    );
    const findings = await examine(env(), database, true);
    expect(
      findings
        .filter(({ what }) => what === 'production')
        .map(({ detail }) => detail)
        .join(),
    ).toMatch(/generated.*keys:rotate -- --purpose pass_code.*demo school "demo"/);
  });
});
