import { createHash, createHmac, createPrivateKey, createPublicKey, verify } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ERROR_STATUS } from '@shared/errors';
import { standingText, sumPartOf, sumText } from '@shared/standing-sum';
import {
  QUARANTINE_REASONS,
  TEMPERATURE_LIMITS,
  TERMINAL_ALARMS,
  TERMINAL_LIMITS,
  type Standing,
  type StandingCheck,
  type TerminalConfig,
} from '@shared/terminal';
import { VERDICT_WORDS, VERDICTS } from '@shared/verdict';
import { KeyRing, newKeyFile, writeKeyFile } from '../../src/common/key-ring';
import { enrolmentHash } from '../../src/enrolment/enrolment-code';
import { PassKeyService } from '../../src/pass-key/pass-key.service';
import { checkSignature } from '../../src/terminal/request-signature';
import { createPerson, createSchool, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { clearStores } from '../identity-steps';
import { refreshStanding } from '../pass-factories';
import { ProtocolDocument } from '../protocol-document';
import { standingsAreTold } from '../standings-told';
import { contentDigestOf, TerminalClient } from '../terminal-client';

/** The document says what the server does: every example is sent as it is printed, and every table is compared. */
const document = new ProtocolDocument();

const GATE = { id: '01991c00-0000-7000-8000-00000000c001', code: 'n2', name: { zh: '北门', en: 'North gate' } };
const TERMINAL = '01991c00-0000-7000-8000-00000000a001';
const KEY = '01991c00-0000-7000-8000-00000000b001';
const PASS = '01991c00-0000-7000-8000-00000000d001';
/** Seed of the key that signed the printed codes. */
const PASS_KEY = {
  id: '1f0c',
  secret: createHash('sha256').update('terminal protocol example').digest('base64'),
};
const PASS_KEY_SIGNS_FROM = '2026-09-01T00:00:00.000Z';

const deviceKey = createPrivateKey({
  key: JSON.parse(document.block('device-key')) as Record<string, string>,
  format: 'jwk',
});
const publicKey = createPublicKey(deviceKey);

/** What another server, or another day, makes otherwise. */
const VARIABLE = ['keyId', 'cursor'];
const comparable = (body: unknown): unknown =>
  JSON.parse(JSON.stringify(body ?? null, (name, value: unknown) => (VARIABLE.includes(name) ? '…' : value)));

const createdOf = (name: string): Date => {
  const [, seconds] = /;created=(\d+)/.exec(document.request(name).headers['signature-input'] ?? '') ?? [];
  return new Date(Number(seconds) * 1000);
};

describe('docs/terminal-protocol.md', () => {
  let harness: Harness;
  let school: TestSchool;
  const keysFile = process.env.KEYS_FILE;

  beforeAll(async () => {
    process.env.KEYS_FILE = join(tmpdir(), `campus-protocol-keys-${process.pid}.json`);
    const file = newKeyFile('generated');
    const passCodes = [{ ...PASS_KEY, signsFrom: PASS_KEY_SIGNS_FROM }];
    writeKeyFile(process.env.KEYS_FILE, { ...file, keys: { ...file.keys, pass_code: passCodes } });
    harness = await startApp({ now: createdOf('enrolment') });
    await clearStores(harness);
    await setTheScene();
  });
  afterAll(async () => {
    await harness.close();
    process.env.KEYS_FILE = keysFile;
  });

  /** School, gate and pass of the examples, and the terminal that awaits its device. */
  const setTheScene = async (): Promise<void> => {
    const { database, clock } = harness;
    school = await createSchool(harness);
    await database.query(`UPDATE schools SET short_code = 's1' WHERE id = $1`, [school.id]);
    await database.query(
      `INSERT INTO gates (school_id, id, campus_id, code, name, directions, created_at)
       VALUES ($1, $2, $3, $4, $5, '{in,out}', $6)`,
      [school.id, GATE.id, school.campusId, GATE.code, GATE.name, clock.now()],
    );
    const person = await createPerson(harness, school, {
      ...{ number: '20240100042', name: '王小明', presence: 'on_campus' },
    });
    await database.query(
      `INSERT INTO passes (school_id, id, person_id, origin, created_at) VALUES ($1, $2, $3, 'return', $4)`,
      [school.id, PASS, person.id, clock.now()],
    );
    await refreshStanding(harness, person);
    await database.query(
      `INSERT INTO terminals (school_id, id, gate_id, name, digest_key, enrolment_hash, enrolment_until, created_by, created_at)
       VALUES ($1, $2, $3, '北门一号', $4, $5, $6, $7, $8)`,
      [
        ...[school.id, TERMINAL, GATE.id, Buffer.from(document.block('digest-key'), 'base64url')],
        ...[enrolmentHash(harness.get(KeyRing), 'K7PMR2VQ4D'), new Date(clock.now().getTime() + 60_000), person.id],
        clock.now(),
      ],
    );
    await standingsAreTold();
  };

  it.each(document.requests)('prints bytes that are rightly signed: %s', async (name) => {
    const { method, target, headers, body } = document.request(name);
    expect(headers['content-digest']).toBe(contentDigestOf(body));
    const [, signature = ''] = /^terminal=:(.+):$/.exec(headers.signature ?? '') ?? [];
    const base = Buffer.from(document.block(`${name}-base`));
    const key = { key: publicKey, dsaEncoding: 'ieee-p1363' } as const;
    expect(verify('sha256', base, key, Buffer.from(signature, 'base64'))).toBe(true);
    const fields = Object.entries(headers).map(([field, value]) => ({ name: field, value }));
    const message = { method, target, fields, contentDigest: contentDigestOf(body) };
    const { nonce } = await checkSignature(message, createdOf(name), () => Promise.resolve({ publicKey }));
    expect(headers['signature-input']).toContain(`;nonce="${nonce}"`);
  });

  // in the order of their time: each stands on those before it
  const inTime = [...document.requests].sort((a, b) => createdOf(a).getTime() - createdOf(b).getTime());
  it.each(inTime.filter((name) => name !== 'check'))('prints what the server answers: %s', async (name) => {
    const { method, target, headers, body } = document.request(name);
    harness.clock.set(createdOf(name));
    const answer = await harness.app.inject({
      ...{ method, url: target, headers },
      ...(body === '' ? {} : { payload: body }),
    });
    const printed = document.answer(name);
    const said: unknown = answer.body === '' ? undefined : answer.json();
    if (name === 'enrolment') {
      const { keyId } = said as { keyId: string };
      await harness.database.query('UPDATE terminal_keys SET id = $2 WHERE id = $1', [keyId, KEY]);
      expect(document.block('enrolment-answer')).toContain(KEY);
    }
    expect({ status: answer.statusCode, body: comparable(said) }).toEqual({
      status: printed.status,
      body: comparable(printed.body),
    });
  });

  it('prints what the server answers: check, for a cursor of this very server', async () => {
    const client = new TerminalClient({
      ...{ baseUrl: harness.baseUrl, privateKey: deviceKey, keyId: KEY, now: () => harness.clock.now() },
    });
    for (let tries = 0; tries < 200; tries += 1) {
      const { body: page } = await client.get<{ cursor: string }>('/standings');
      const { body } = await client.get<StandingCheck>(`/standings/check?cursor=${page.cursor}`);
      if (body.cursor === page.cursor) {
        expect(comparable(body)).toEqual(comparable(document.answer('check').body));
        return;
      }
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
    throw new Error('changes are still on their way');
  });

  it('reads the code of its example as the server does', () => {
    const code = document.block('code');
    const [header = '', claims = ''] = code.split('.');
    expect(Buffer.from(header, 'base64url').toString()).toBe(document.block('code-header'));
    expect(Buffer.from(claims, 'base64url').toString()).toBe(document.block('code-claims'));
    expect(document.request('scan').body).toContain(`"code":"${code}"`);
    harness.clock.set(createdOf('scan'));
    expect(harness.get(PassKeyService).read(code)).toEqual({
      is: 'genuine',
      claims: JSON.parse(document.block('code-claims')),
    });
    expect(code.length).toBeLessThanOrEqual(280);
  });

  it('makes digests of numbers, and sums of standings, as the server does', () => {
    const { config } = document.answer('enrolment').body as { config: TerminalConfig };
    expect(config.numberDigestKey).toBe(document.block('digest-key'));
    const digest = createHmac('sha256', Buffer.from(config.numberDigestKey, 'base64url'))
      .update('20240100042')
      .digest();
    expect(document.block('number-digest')).toBe(digest.subarray(0, 16).toString('base64url'));
    const { items } = document.answer('standings').body as { items: Standing[] };
    expect(items[0]?.numberDigest).toBe(document.block('number-digest'));
    for (const line of document.block('sum-parts').split('\n')) {
      const [text = '', hex, part] = line.split(' → ');
      const hash = createHash('sha256').update(text).digest();
      expect([hash.toString('hex', 0, 6), sumText(sumPartOf(hash))]).toEqual([hex, part]);
    }
    const first = document.block('sum-parts').split('\n')[0] ?? '';
    expect(first).toContain(standingText(items[0] as Standing));
    expect(first).toContain((document.answer('check').body as StandingCheck).sum);
  });

  it('names every verdict with its words, and no other', () => {
    const rows = document.table('Verdicts');
    expect([...rows.keys()].sort()).toEqual([...VERDICTS].sort());
    for (const [verdict, [zh, en]] of rows) {
      const { title } = VERDICT_WORDS[verdict as keyof typeof VERDICT_WORDS];
      expect([zh, en]).toEqual([title.zh, title.en]);
    }
  });

  it('names every error of its routes with its status', () => {
    const rows = document.table('Errors');
    for (const [code, [status]] of rows) {
      expect([code, status]).toEqual([code, String(ERROR_STATUS[code as keyof typeof ERROR_STATUS])]);
    }
    const ofTerminals = Object.keys(ERROR_STATUS).filter(
      (code) => code.startsWith('TERMINAL_') && code !== 'TERMINAL_STATE_CONFLICT',
    );
    expect([...rows.keys()]).toEqual(expect.arrayContaining([...ofTerminals, 'ENROLMENT_CODE_WRONG']));
  });

  it('names every reason to keep an event apart, and every alarm', () => {
    expect([...document.table('Events').keys()]).toEqual(expect.arrayContaining([...QUARANTINE_REASONS]));
    expect([...document.table('Alarms').keys()].sort()).toEqual([...TERMINAL_ALARMS].sort());
  });

  it('names every route that a terminal may ask', async () => {
    const { body } = await harness.request.get('/api/terminal-openapi.json').expect(200);
    const { paths } = body as { paths: Record<string, object> };
    const routes = Object.entries(paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.replace('/api/v1/terminal', '')}`),
    );
    expect([...document.table('Routes').keys()].sort()).toEqual(routes.sort());
  });

  it('names the limits as they are', () => {
    const rows = document.table('Limits');
    const limits = { ...TERMINAL_LIMITS, lowestTemperature: TEMPERATURE_LIMITS.lowest };
    expect(Object.fromEntries([...rows].map(([name, [value]]) => [name, Number(value)]))).toEqual({
      ...limits,
      highestTemperature: TEMPERATURE_LIMITS.highest,
    });
  });
});
