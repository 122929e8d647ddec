import type { NewTerminal, TerminalConfig, TerminalLine, EnrolmentAnswer, KeyRotationAnswer } from '@shared/terminal';
import type { Page } from '@shared/paging';
import { newId } from '../../src/common/id';
import { SessionModule } from '../../src/session/session.module';
import { TerminalModule } from '../../src/terminal/terminal.module';
import { TerminalDeskModule } from '../../src/terminal-desk/terminal-desk.module';
import { createPerson, createSchool, signIn, type TestSchool } from '../factories';
import { createGate } from '../gate-factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores } from '../identity-steps';
import { newDeviceKey, TerminalClient, type DeviceKeyPair, type TerminalAnswer } from '../terminal-client';

let harness: Harness;
let school: TestSchool;
let gateId: string;
let administrator: ReturnType<typeof asCaller>;

beforeAll(async () => {
  harness = await startApp({ modules: [SessionModule, TerminalModule, TerminalDeskModule] });
});
afterAll(() => harness.close());
beforeEach(async () => {
  await clearStores(harness);
  school = await createSchool(harness);
  gateId = await createGate(harness, school);
  const person = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
  administrator = asCaller(harness, (await signIn(harness, person)).bearer);
});

const create = async (name = '北门一号'): Promise<NewTerminal> =>
  (await administrator.post('/terminals', { gateId, name }).expect(201)).body as NewTerminal;
const clientOf = ({ privateKey }: DeviceKeyPair, keyId = 'new'): TerminalClient =>
  new TerminalClient({ baseUrl: harness.baseUrl, privateKey, keyId, now: () => harness.clock.now() });
const requestOf = (code: string, { jwk }: DeviceKeyPair): object => ({ code, key: jwk, model: 'Gate 3000' });
const enrol = (code: string, pair = newDeviceKey()): Promise<TerminalAnswer<EnrolmentAnswer>> =>
  clientOf(pair).post('/enrolment', requestOf(code, pair));
const enrolled = async (pair = newDeviceKey()): Promise<{ client: TerminalClient; answer: EnrolmentAnswer }> => {
  const { enrolmentCode } = await create();
  const { status, body } = await enrol(enrolmentCode, pair);
  expect(status).toBe(200);
  return { client: clientOf(pair, body.keyId), answer: body };
};
const codeOf = ({ body }: TerminalAnswer): string => (body as { code: string }).code;
const board = async (query = ''): Promise<TerminalLine[]> =>
  ((await administrator.get(`/terminals${query}`).expect(200)).body as Page<TerminalLine>).items;
const trail = async (): Promise<string[]> =>
  (await harness.database.query(`SELECT action FROM audit_entries ORDER BY at, id`)).map(
    ({ action }: { action: string }) => action,
  );

describe('a device enrols', () => {
  it('with the administrator’s code and a key of its own, and learns what its gate needs', async () => {
    const { client, answer } = await enrolled();
    expect(answer.config).toEqual({
      serverTime: harness.clock.now().toISOString(),
      terminalId: answer.terminalId,
      name: '北门一号',
      schoolCode: expect.stringMatching(/^[a-z0-9]{1,4}$/),
      gate: {
        id: gateId,
        code: expect.any(String),
        name: { zh: 'South gate（中）', en: 'South gate' },
        place: { campus: { zh: expect.any(String), en: expect.any(String) }, building: null },
        directions: ['in', 'out'],
        antiPassback: 'off',
        needsTemporaryPass: false,
        needsBooking: false,
      },
      feverTenths: 373,
      numberDigestKey: expect.stringMatching(/^[A-Za-z0-9_-]{43}$/),
      keys: { keys: [expect.objectContaining({ kty: 'OKP', crv: 'Ed25519', use: 'sig' })] },
    });
    expect((await client.get<TerminalConfig>('/config')).body).toEqual(answer.config);
    expect(await board()).toEqual([
      expect.objectContaining({ id: answer.terminalId, state: 'active', model: 'Gate 3000', isSilent: true }),
    ]);
    expect(await trail()).toEqual(['terminal.create', 'terminal.enrol']);
  });

  it('also when the code is typed small, with spaces and hyphens, full-width', async () => {
    const { enrolmentCode } = await create();
    const typed = [...` ${enrolmentCode.slice(0, 5)}-${enrolmentCode.slice(5)}`.toLowerCase()]
      .map((sign) => (/[a-z0-9]/.test(sign) ? String.fromCodePoint((sign.codePointAt(0) ?? 0) + 0xfee0) : sign))
      .join('');
    expect((await enrol(typed)).status).toBe(200);
  });

  it('once for a code, however many come at once', async () => {
    const { enrolmentCode } = await create();
    const answers = await Promise.all(Array.from({ length: 8 }, () => enrol(enrolmentCode)));
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
    const codes = answers.filter(({ status }) => status !== 200).map(codeOf);
    expect(new Set(codes)).toEqual(new Set(['ENROLMENT_CODE_WRONG']));
  });

  it('and gets the same answer when it did not hear the first one', async () => {
    const { enrolmentCode } = await create();
    const pair = newDeviceKey();
    const [first, second] = [await enrol(enrolmentCode, pair), await enrol(enrolmentCode, pair)];
    expect(second).toEqual(first);
    harness.clock.advance({ minutes: 31 });
    expect(codeOf(await enrol(enrolmentCode, pair))).toBe('ENROLMENT_CODE_WRONG');
  });

  it('not with a code that is wrong, half an hour old or renewed', async () => {
    expect(codeOf(await enrol('AAAAAAAAAA'))).toBe('ENROLMENT_CODE_WRONG');
    const { terminal, enrolmentCode } = await create();
    const renewed = (await administrator.post(`/terminals/${terminal.id}/enrolment-codes`).expect(201))
      .body as NewTerminal;
    expect(codeOf(await enrol(enrolmentCode))).toBe('ENROLMENT_CODE_WRONG');
    harness.clock.advance({ minutes: 30 });
    expect(codeOf(await enrol(renewed.enrolmentCode))).toBe('ENROLMENT_CODE_WRONG');
  });

  it('not with a key that another device has; the code stays good', async () => {
    const pair = newDeviceKey();
    await enrolled(pair);
    const { enrolmentCode } = await create('北门二号');
    expect(codeOf(await enrol(enrolmentCode, pair))).toBe('TERMINAL_KEY_TAKEN');
    expect((await enrol(enrolmentCode)).status).toBe(200);
  });

  it('not with a key that it does not hold', async () => {
    const { enrolmentCode } = await create();
    const [own, stolen] = [newDeviceKey(), newDeviceKey()];
    const answer = await clientOf(own).post('/enrolment', requestOf(enrolmentCode, stolen));
    expect(codeOf(answer)).toBe('TERMINAL_SIGNATURE_INVALID');
    expect((await enrol(enrolmentCode)).status).toBe(200);
  });

  it('not with a point that is not on the curve', async () => {
    const { enrolmentCode } = await create();
    const pair = newDeviceKey();
    const wrong = { ...pair, jwk: { ...pair.jwk, y: pair.jwk.x } };
    expect(codeOf(await enrol(enrolmentCode, wrong))).toBe('REQUEST_INVALID');
  });

  it('not by a request that was heard before', async () => {
    const { enrolmentCode } = await create();
    const pair = newDeviceKey();
    const body = JSON.stringify(requestOf(enrolmentCode, pair));
    const target = '/api/v1/terminal/enrolment';
    const headers = clientOf(pair).headersFor('POST', target, body);
    const send = () => harness.request.post(target).set(headers).type('json').send(body);
    await send().expect(200);
    expect((await send().expect(401)).body).toMatchObject({ code: 'TERMINAL_REQUEST_REPEATED' });
  });

  it('not after many wrong codes from one address', async () => {
    const guesses = [];
    for (let times = 0; times < 61; times += 1) {
      guesses.push(codeOf(await enrol('AAAAAAAAAA')));
    }
    expect(guesses.at(-1)).toBe('TOO_MANY_REQUESTS');
    expect(guesses.filter((code) => code === 'ENROLMENT_CODE_WRONG')).toHaveLength(60);
  });
});

describe('a device changes its key', () => {
  it('and signs with either for ten minutes, with the new one afterwards', async () => {
    const { client } = await enrolled();
    const pair = newDeviceKey();
    const { body } = await client.post<KeyRotationAnswer>('/key', { key: pair.jwk });
    expect(body.earlierUntil).toBe(new Date(harness.clock.now().getTime() + 600_000).toISOString());
    const changed = clientOf(pair, body.keyId);
    harness.clock.advance({ seconds: 599 });
    expect([(await client.get('/config')).status, (await changed.get('/config')).status]).toEqual([200, 200]);
    harness.clock.advance({ seconds: 1 });
    expect(await client.refused('GET', '/config')).toBe('TERMINAL_SIGNATURE_INVALID');
    expect((await changed.get('/config')).status).toBe(200);
    expect(await trail()).toEqual(['terminal.create', 'terminal.enrol', 'terminal.rotate_key']);
  });

  it('once, when it did not hear the answer', async () => {
    const { client } = await enrolled();
    const { jwk } = newDeviceKey();
    const [first, second] = [await client.post('/key', { key: jwk }), await client.post('/key', { key: jwk })];
    expect(second).toEqual(first);
  });

  it('never to one that any device ever had', async () => {
    const [mine, hers] = [newDeviceKey(), newDeviceKey()];
    const { client } = await enrolled(mine);
    await enrolled(hers);
    const { body } = await client.post<KeyRotationAnswer>('/key', { key: newDeviceKey().jwk });
    expect(body.keyId).toBeDefined();
    for (const { jwk } of [mine, hers]) {
      expect(await client.refused('POST', '/key', { key: jwk })).toBe('TERMINAL_KEY_TAKEN');
    }
  });

  it('to one, of two that are asked for at once', async () => {
    const { client } = await enrolled();
    const answers = await Promise.all([1, 2, 3, 4].map(() => client.post('/key', { key: newDeviceKey().jwk })));
    const current: unknown[] = await harness.database.query('SELECT 1 FROM terminal_keys WHERE ends_at IS NULL');
    expect(current).toHaveLength(1);
    expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThanOrEqual(1);
    expect(answers.map(({ status }) => status).filter((status) => status !== 200 && status !== 409)).toEqual([]);
  });

  it('a number of times an hour', async () => {
    const { client } = await enrolled();
    const statuses = [];
    for (let times = 0; times < 13; times += 1) {
      statuses.push((await client.post('/key', { key: newDeviceKey().jwk })).status);
    }
    expect(statuses).toEqual([...Array.from({ length: 12 }, () => 200), 429]);
  });
});

describe('an administrator', () => {
  it('revokes a device for ever, which is told so within five seconds', async () => {
    const { client, answer } = await enrolled();
    await client.get('/config');
    const path = `/terminals/${answer.terminalId}`;
    expect((await administrator.post(`${path}/revocation`).expect(200)).body).toMatchObject({ state: 'revoked' });
    harness.clock.advance({ seconds: 5 });
    expect(await client.refused('GET', '/config')).toBe('TERMINAL_REVOKED');
    await administrator.post(`${path}/revocation`).expect(200);
    expect((await administrator.post(`${path}/enrolment-codes`).expect(409)).body).toMatchObject({
      code: 'TERMINAL_STATE_CONFLICT',
    });
    expect(await trail()).toEqual(['terminal.create', 'terminal.enrol', 'terminal.revoke']);
  });

  it('revokes a terminal that still awaits its device', async () => {
    const { terminal, enrolmentCode } = await create();
    await administrator.post(`/terminals/${terminal.id}/revocation`).expect(200);
    expect(codeOf(await enrol(enrolmentCode))).toBe('ENROLMENT_CODE_WRONG');
  });

  it('puts another device in the place of one: its keys end, its starts are counted anew', async () => {
    const { client, answer } = await enrolled();
    await client.post('/boots', { bootId: newId(), bootNumber: 40 });
    const { enrolmentCode } = (await administrator.post(`/terminals/${answer.terminalId}/enrolment-codes`).expect(201))
      .body as NewTerminal;
    expect(await client.refused('GET', '/config')).toBe('TERMINAL_SIGNATURE_INVALID');
    const pair = newDeviceKey();
    const { body } = await enrol(enrolmentCode, pair);
    expect(body.terminalId).toBe(answer.terminalId);
    expect(body.config.numberDigestKey).not.toBe(answer.config.numberDigestKey);
    expect((await clientOf(pair, body.keyId).post('/boots', { bootId: newId(), bootNumber: 1 })).status).toBe(204);
  });

  it('sees which device is silent, and by gate and state', async () => {
    const { client, answer } = await enrolled();
    await create('北门二号');
    const bootId = newId();
    await client.post('/boots', { bootId, bootNumber: 1 });
    const sentAt = new Date(harness.clock.now().getTime() - 2_000).toISOString();
    await client.post('/heartbeats', { bootId, sentAt, queuedEvents: 7, version: '2.1' });
    expect(await board('?state=active')).toEqual([
      {
        ...{ id: answer.terminalId, name: '北门一号', gate: { id: gateId, name: expect.anything() }, state: 'active' },
        ...{ model: 'Gate 3000', version: '2.1', lastSeenAt: harness.clock.now().toISOString(), isSilent: false },
        ...{ queuedEvents: 7, offsetMs: 2_000, alarms: [] },
      },
    ]);
    harness.clock.advance({ seconds: 91 });
    expect((await board()).map(({ state, isSilent }) => [state, isSilent])).toEqual([
      ['awaiting', false],
      ['active', true],
    ]);
    expect(await board(`?gateId=${newId()}`)).toEqual([]);
  });

  it('looks at alarms, which then stand alone', async () => {
    const { client, answer } = await enrolled();
    const [bootId, twin] = [newId(), newId()];
    await client.post('/boots', { bootId, bootNumber: 1 });
    await client.post('/boots', { bootId: twin, bootNumber: 1 });
    await client.post('/boots', { bootId: twin, bootNumber: 1 });
    const seen = harness.clock.now().toISOString();
    expect((await board())[0]?.alarms).toEqual([{ kind: 'boot_forked', count: 2, lastAt: seen }]);
    const path = `/terminals/${answer.terminalId}`;
    const { body } = await administrator.post(`${path}/alarms/reading`).expect(200);
    expect(body).toMatchObject({ alarms: [] });
    await client.post('/boots', { bootId: twin, bootNumber: 1 });
    expect(((await administrator.get(path).expect(200)).body as TerminalLine).alarms).toEqual([
      { kind: 'boot_forked', count: 1, lastAt: seen },
    ]);
  });

  it('cannot put a device at a gate of another school or one that is closed down', async () => {
    const elsewhere = await createGate(harness, await createSchool(harness));
    const closed = await createGate(harness, school, { removedAt: harness.clock.now() });
    for (const wrong of [elsewhere, closed, newId()]) {
      const { body } = await administrator.post('/terminals', { gateId: wrong, name: 'x' }).expect(404);
      expect(body).toMatchObject({ code: 'NOT_FOUND' });
    }
  });

  it('cannot close down a gate where a device stands', async () => {
    const { terminal } = await create();
    expect((await administrator.delete(`/gates/${gateId}`).expect(409)).body).toMatchObject({ code: 'GATE_IN_USE' });
    await administrator.post(`/terminals/${terminal.id}/revocation`).expect(200);
    await administrator.delete(`/gates/${gateId}`).expect(204);
  });

  it('pages through many', async () => {
    for (let at = 0; at < 32; at += 1) {
      await create(`门 ${at}`);
    }
    const first = (await administrator.get('/terminals').expect(200)).body as Page<TerminalLine>;
    const rest = (await administrator.get(`/terminals?cursor=${first.nextCursor}`).expect(200))
      .body as Page<TerminalLine>;
    const names = [...first.items, ...rest.items].map(({ name }) => name);
    expect(names).toEqual(Array.from({ length: 32 }, (_, at) => `门 ${31 - at}`));
    expect(rest.nextCursor).toBeNull();
  });
});
