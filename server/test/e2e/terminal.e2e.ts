import { randomUUID } from 'node:crypto';
import type { HeartbeatAnswer, TerminalAlarm } from '@shared/terminal';
import { SessionModule } from '../../src/session/session.module';
import { TerminalModule } from '../../src/terminal/terminal.module';
import { createSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { clearStores } from '../identity-steps';
import { createTerminal, type TestTerminal } from '../terminal-factories';

let harness: Harness;
let terminal: TestTerminal;

beforeAll(async () => {
  harness = await startApp({ modules: [SessionModule, TerminalModule] });
});
afterAll(() => harness.close());
beforeEach(async () => {
  await clearStores(harness);
  terminal = await createTerminal(harness, await createSchool(harness), { booted: false });
});

const alarms = (): Promise<{ kind: TerminalAlarm; count: number }[]> =>
  harness.database.query('SELECT kind, count FROM terminal_alarms ORDER BY kind');
const boot = (bootNumber: number, bootId: string = randomUUID()): Promise<string> =>
  terminal.client.post('/boots', { bootId, bootNumber }).then(({ status }) => {
    expect(status).toBe(204);
    return bootId;
  });
const beat = (bootId: string, offsetMs = 0): object => ({
  ...{ bootId, queuedEvents: 3, version: '1.0' },
  sentAt: new Date(harness.clock.now().getTime() - offsetMs).toISOString(),
});

describe('a device that starts', () => {
  it('announces each start once, and again when the answer was lost', async () => {
    const first = await boot(1);
    await boot(1, first);
    await boot(2);
    expect(await alarms()).toEqual([]);
  });

  it.each([
    ['with the number of the last start', 5],
    ['with a lower number', 4],
  ])('is refused %s, and an alarm says that two devices share a key', async (_, number) => {
    await boot(5);
    const request = { bootId: randomUUID(), bootNumber: number };
    expect(await terminal.client.refused('POST', '/boots', request)).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([{ kind: 'boot_forked', count: 1 }]);
  });

  it.each([0, -1, 1.5, 2 ** 31, '1', null])('counts from one in whole numbers, not %p', async (bootNumber) => {
    const request = { bootId: randomUUID(), bootNumber };
    expect(await terminal.client.refused('POST', '/boots', request)).toBe('REQUEST_INVALID');
  });
});

describe('a heartbeat', () => {
  it('tells what waits on the device and measures its clock', async () => {
    const bootId = await boot(1);
    const { body } = await terminal.client.post<HeartbeatAnswer>('/heartbeats', beat(bootId, 1_250));
    expect(body).toEqual({ serverTime: harness.clock.now().toISOString(), offsetMs: 1_250 });
    const [row]: unknown[] = await harness.database.query(
      'SELECT last_seen_at, queued_events, offset_ms, version FROM terminals WHERE id = $1',
      [terminal.id],
    );
    expect(row).toEqual({
      last_seen_at: harness.clock.now(),
      queued_events: 3,
      offset_ms: '1250',
      version: '1.0',
    });
    expect(await alarms()).toEqual([]);
  });

  it('tells a device that woke up in 1970 how late it is', async () => {
    const sentAt = '1970-01-01T00:00:12.000Z';
    const answer = await terminal.client.post<HeartbeatAnswer>('/heartbeats', { ...beat(await boot(1)), sentAt });
    expect(answer.body.offsetMs).toBe(harness.clock.now().getTime() - 12_000);
    expect(await alarms()).toEqual([{ kind: 'clock_off', count: 1 }]);
  });

  it.each([31_000, -31_000])('raises an alarm when the clock is off by %d ms', async (offsetMs) => {
    await terminal.client.post('/heartbeats', beat(await boot(1), offsetMs));
    expect(await alarms()).toEqual([{ kind: 'clock_off', count: 1 }]);
  });

  it('is refused before the device announced a start, without an alarm', async () => {
    expect(await terminal.client.refused('POST', '/heartbeats', beat(randomUUID()))).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([]);
  });

  it('of the start before the last raises an alarm: its twin goes on after the device started again', async () => {
    const before = await boot(1);
    await boot(2);
    expect(await terminal.client.refused('POST', '/heartbeats', beat(before))).toBe('TERMINAL_BOOT_STALE');
    expect(await alarms()).toEqual([{ kind: 'boot_forked', count: 1 }]);
  });

  it('is taken at once when another process heard of the start', async () => {
    await terminal.client.post('/heartbeats', beat(await boot(1)));
    const bootId = randomUUID();
    await harness.database.query('UPDATE terminals SET boot_id = $2, boot_number = 2 WHERE id = $1', [
      terminal.id,
      bootId,
    ]);
    expect((await terminal.client.post('/heartbeats', beat(bootId))).status).toBe(200);
    expect(await alarms()).toEqual([]);
  });
});
