import type { Page } from '@shared/paging';
import type { EnrolmentAnswer, NewTerminal, StandingPage, TerminalConfig, TerminalLine } from '@shared/terminal';
import { newId } from '../../src/common/id';
import { startApp, type Harness } from '../harness';
import { createPass } from '../pass-factories';
import { newDeviceKey, TerminalClient } from '../terminal-client';
import { createTerminal, type TestTerminal } from '../terminal-factories';
import { ask } from './ask';
import { makeWorld, type School, type World } from './world';

/** What a device does to be heard, whichever hands it is in. */
describe('the key of a terminal in other hands', () => {
  let world: World;
  /** another process of the same installation */
  let beside: Harness;
  let terminal: TestTerminal;

  beforeAll(async () => {
    world = await makeWorld();
    beside = await startApp({ now: world.harness.clock.now() });
  });
  afterAll(async () => {
    await beside.close();
    await world.close();
  });
  beforeEach(async () => {
    terminal = await terminalAt(world.own);
  });

  const terminalAt = ({ harness, rows, gateId, people }: School): Promise<TestTerminal> =>
    createTerminal(harness, { ...rows, otherCampusId: rows.campusId }, { gateId, createdBy: people.administrator.id });
  const copyOf = ({ client }: TestTerminal, baseUrl = beside.baseUrl): TerminalClient =>
    new TerminalClient({ ...client.identity, baseUrl });
  const beat = (bootId: string | null): object => ({
    ...{ bootId, queuedEvents: 0, version: '1', sentAt: world.harness.clock.now().toISOString() },
  });
  const asAdministrator = (method: 'GET' | 'POST', path: string): Promise<unknown> =>
    ask(world.harness, { method, path: `/api/v1${path}`, token: world.tokens.get('own administrator') }).then(
      ({ status, body }) => {
        expect(status).toBeLessThan(300);
        return body;
      },
    );
  const alarms = async (): Promise<TerminalLine['alarms']> => {
    const { items } = (await asAdministrator('GET', '/terminals')) as Page<TerminalLine>;
    return items.find(({ id }) => id === terminal.id)?.alarms ?? [];
  };
  const later = (seconds: number): void => [world.harness, beside].forEach(({ clock }) => clock.advance({ seconds }));

  it('opens nothing five seconds after the administrator revoked it, in every process', async () => {
    const stolen = copyOf(terminal);
    expect((await stolen.post('/heartbeats', beat(terminal.bootId))).status).toBe(200);
    await asAdministrator('POST', `/terminals/${terminal.id}/revocation`);
    later(5);
    for (const hands of [terminal.client, stolen]) {
      expect(await hands.refused('POST', '/heartbeats', beat(terminal.bootId))).toBe('TERMINAL_REVOKED');
      expect(await hands.refused('GET', '/config')).toBe('TERMINAL_REVOKED');
      expect(await hands.refused('GET', '/standings')).toBe('TERMINAL_REVOKED');
      expect(await hands.refused('POST', '/boots', { bootId: newId(), bootNumber: 99 })).toBe('TERMINAL_REVOKED');
      expect(await hands.refused('POST', '/scans', {})).toBe('TERMINAL_REVOKED');
      expect(await hands.refused('POST', '/events', {})).toBe('TERMINAL_REVOKED');
    }
  });

  it('makes no other terminal of it: neither enrolment nor a new key helps after a revocation', async () => {
    await asAdministrator('POST', `/terminals/${terminal.id}/revocation`);
    later(5);
    const { jwk } = terminal;
    expect(await copyOf(terminal).refused('POST', '/key', { key: jwk })).toBe('TERMINAL_REVOKED');
    const asNew = new TerminalClient({ ...terminal.client.identity, keyId: 'new' });
    const request = { code: 'AAAAAAAAAA', key: jwk, model: 'copy' };
    expect(await asNew.refused('POST', '/enrolment', request)).toBe('ENROLMENT_CODE_WRONG');
  });

  it('gets neither key nor start past an exchange, in the seconds in which another process has not heard of it', async () => {
    const stolen = copyOf(terminal);
    expect((await stolen.post('/heartbeats', beat(terminal.bootId))).status).toBe(200);
    const renewed = (await asAdministrator('POST', `/terminals/${terminal.id}/enrolment-codes`)) as NewTerminal;
    expect(await stolen.refused('POST', '/key', { key: newDeviceKey().jwk })).toBe('TERMINAL_STATE_CONFLICT');
    expect(await stolen.refused('POST', '/boots', { bootId: newId(), bootNumber: 2_147_483_647 })).toBe(
      'TERMINAL_BOOT_STALE',
    );
    const { privateKey, jwk } = newDeviceKey();
    const asNew = new TerminalClient({ ...terminal.client.identity, privateKey, keyId: 'new' });
    const request = { code: renewed.enrolmentCode, key: jwk, model: 'next' };
    const { status, body } = await asNew.post<EnrolmentAnswer>('/enrolment', request);
    expect(status).toBe(200);
    const next = new TerminalClient({ ...asNew.identity, keyId: body.keyId });
    expect((await next.post('/boots', { bootId: newId(), bootNumber: 1 })).status).toBe(204);
  });

  it('raises an alarm when a copy started: the device that is left behind says so with its next word', async () => {
    const copy = copyOf(terminal);
    const copied = newId();
    expect((await copy.post('/boots', { bootId: copied, bootNumber: 2 })).status).toBe(204);
    later(5);
    expect(await terminal.client.refused('POST', '/heartbeats', beat(terminal.bootId))).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([expect.objectContaining({ kind: 'boot_forked', count: 1 })]);
    const restarted = { bootId: newId(), bootNumber: 2 };
    expect(await terminal.client.refused('POST', '/boots', restarted)).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([expect.objectContaining({ kind: 'boot_forked', count: 2 })]);
  });

  it('raises an alarm when a copy goes on where the device stood, as soon as the device starts again', async () => {
    const copy = copyOf(terminal);
    expect((await copy.post('/heartbeats', beat(terminal.bootId))).status).toBe(200);
    expect((await terminal.client.post('/boots', { bootId: newId(), bootNumber: 2 })).status).toBe(204);
    later(5);
    expect(await copy.refused('POST', '/heartbeats', beat(terminal.bootId))).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([expect.objectContaining({ kind: 'boot_forked', count: 1 })]);
  });

  it('tells nothing of another gate or school, and of people only digests of the own campus', async () => {
    const { harness, own, other } = world;
    const passes = await Promise.all(
      [own.people.counsellorFar, other.people.counsellorFar].map(({ id, number }, at) =>
        createPass(harness, { id, number, idNumber: '', schoolId: (at === 0 ? own : other).rows.id }),
      ),
    );
    const [mine, theirs] = passes.map((id) => Buffer.from(id.replaceAll('-', ''), 'hex').toString('base64url'));
    const foreign = (await other.terminal.client.get<StandingPage>('/standings')).body.cursor;
    const texts = [];
    for (const path of [
      '/standings',
      '/standings?cursor=WyIwIiwiMDAwMDAwMDAtMDAwMC0wMDAwLTAwMDAtMDAwMDAwMDAwMDAwIl0',
    ]) {
      texts.push(JSON.stringify((await terminal.client.get(path)).body));
    }
    texts.push(JSON.stringify((await terminal.client.get(`/standings?cursor=${foreign}`)).body));
    texts.push(JSON.stringify((await terminal.client.get<TerminalConfig>('/config')).body));
    expect(texts[0]).toContain(mine);
    const everybody = [own, other].flatMap(({ people }) => Object.values(people));
    for (const text of texts) {
      expect(text).not.toContain(theirs);
      expect(text).not.toContain(other.gateId);
      expect(
        everybody.filter(({ id, name, number }) => [id, name, number].some((word) => text.includes(word))),
      ).toEqual([]);
    }
  });
});
