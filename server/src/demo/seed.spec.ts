import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readEnv } from '../env';
import { appUrl, asOwner, redisUrl, resetDatabase } from '../../test/database';
import type { DemoFile } from './demo-file';
import { Refusal } from '../operator/command';
import { seedDemo } from './seed';

describe('the seed command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'seed-'));
  const demoFile = join(folder, 'demo.json');
  const env = (mode: 'test' | 'production') =>
    readEnv({
      NODE_ENV: mode,
      DATABASE_URL: appUrl(),
      REDIS_URL: redisUrl(),
      KEYS_FILE: join(folder, 'keys.json'),
      UPLOAD_DIR: join(folder, 'uploads'),
    });

  beforeAll(resetDatabase);
  afterAll(async () => {
    await resetDatabase();
    rmSync(folder, { recursive: true });
  });

  it('refuses production before it touches anything', async () => {
    await expect(seedDemo(env('production'), ['--people', '120'], demoFile)).rejects.toThrow(Refusal);
    expect(await asOwner('SELECT 1 FROM schools')).toEqual([]);
  });

  it.each([
    [['--people', '0']],
    [['--people', '12.5']],
    [['--people', 'many']],
    [['--hours', 'night']],
    [['--production']],
  ])('refuses %j', async (args) => {
    await expect(seedDemo(env('test'), args, demoFile)).rejects.toThrow(Refusal);
  });

  it('lists somebody for every role and every state of a card, readable by the owner only', async () => {
    await seedDemo(env('test'), ['--people', '120'], demoFile);
    expect(statSync(demoFile).mode & 0o777).toBe(0o600);
    const { schools } = JSON.parse(readFileSync(demoFile, 'utf8')) as DemoFile;
    const people = schools[0]?.people ?? [];
    expect(new Set(people.map(({ role }) => role))).toEqual(
      new Set(['member', 'counsellor', 'card_staff', 'school_admin']),
    );
    expect(new Set(people.flatMap(({ cards }) => cards.map(({ state }) => state)))).toEqual(
      new Set(['active', 'lost', 'frozen', 'cancelled']),
    );
    expect(people.filter(({ role, totpSecret }) => role !== 'member' && !totpSecret)).toEqual([]);
    expect(schools.map(({ people: listed }) => listed.length).every((length) => length > 5)).toBe(true);
  });

  it('makes the people whom the README names, with the same passwords', () => {
    const { people = [], terminal } = (JSON.parse(readFileSync(demoFile, 'utf8')) as DemoFile).schools[0] ?? {};
    const readme = readFileSync(join(__dirname, '../../../README.md'), 'utf8');
    expect(readme).toContain(`enrolment code \`${terminal?.enrolmentCode}\``);
    const lines = people.map(({ number, password }) => `| ${number} | \`${password}\` |`);
    expect(lines.filter((line) => !readme.includes(line))).toEqual([]);
  });

  it('leaves a database with a real school alone, as a refusal or, where it is optional, as a remark', async () => {
    await resetDatabase();
    await asOwner(`INSERT INTO schools (id, code, name) VALUES (gen_random_uuid(), 'real', '{"zh":"真","en":"Real"}')`);
    await expect(seedDemo(env('test'), ['--people', '120'], demoFile)).rejects.toThrow(Refusal);
    expect(await seedDemo(env('test'), ['--people', '120', '--optional'], demoFile)).toContain('"real"');
    expect(await asOwner('SELECT 1 FROM people')).toEqual([]);
  });
});
