import { randomBytes } from 'node:crypto';
import { NoNetwork } from '@shared/device/server-line';
import { TERMINAL_LIMITS, type NewTerminal } from '@shared/terminal';
import { PassKeyService } from '../../src/pass-key/pass-key.service';
import type { SoftDevice } from '../../src/soft-terminal/soft-device';
import { losingAnswers } from '../../src/soft-terminal/misbehaviour';
import { claimsOf, GateStage } from '../gate-stage';
import { createHold } from '../pass-factories';
import { SoftTerminalStage } from '../soft-terminal-stage';
import { standingsAreTold } from '../standings-told';

const stage = new GateStage();
const devices: SoftTerminalStage[] = [];

type Running = Awaited<ReturnType<SoftTerminalStage['start']>> & { soft: SoftTerminalStage };

/** A device of its own at the gate, after its first round. */
const deviceAtGate = async (send?: typeof fetch): Promise<Running> => {
  const { body } = await stage.administrator.phone
    .post('/terminals', { gateId: stage.gate.id, name: `${devices.length + 1} 号` })
    .expect(201);
  const soft = new SoftTerminalStage(stage.harness);
  devices.push(soft);
  await soft.enrol((body as NewTerminal).enrolmentCode);
  const running = await soft.start(send ? { send } : {});
  await running.keeping.round();
  return { ...running, soft };
};
const offline = (...running: Running[]): void => running.forEach(({ soft }) => soft.plug(false));
const online = async (...running: Running[]): Promise<void> => {
  for (const { soft, gate, keeping } of running) {
    soft.plug(true);
    await keeping.round();
    gate.setOnline(true);
  }
};
const queued = (device: SoftDevice): number => device.memory.queueLength;

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterEach(() => devices.splice(0).forEach((soft) => soft.close()));
afterAll(() => stage.close());

describe('a device in software at its gate', () => {
  it('asks for a temperature, admits, and admits nobody by the same code', async () => {
    const { gate, device } = await deviceAtGate();
    const code = await stage.code();
    expect(await gate.show({ code })).toMatchObject({
      verdict: 'measure_now',
      by: 'server',
      maskedName: expect.stringMatching(/^.\*/) as string,
    });
    expect(await gate.measure(365)).toMatchObject({ verdict: 'admitted', by: 'server', direction: 'in' });
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
    expect(queued(device)).toBe(0);
    expect(await stage.inside()).toBe('in');
  });

  it('goes on alone where the network is lost between the code and the temperature', async () => {
    const running = await deviceAtGate();
    const code = await stage.code();
    await running.gate.show({ code });
    offline(running);
    stage.harness.clock.advance({ seconds: 20 });
    expect(await running.gate.measure(365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    await online(running);
    expect(await stage.passages()).toMatchObject([{ verdict: 'admitted', offline: true, double_use_of: null }]);
    expect(await stage.cases()).toEqual([]);
  });

  it('tells later what it did alone, once, however often it is sent', async () => {
    const running = await deviceAtGate();
    const [code, again] = [await stage.code(), await stage.code('out')];
    offline(running);
    expect(await running.gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    expect(await running.gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
    expect(await running.gate.show({ code: again }, 366)).toMatchObject({ verdict: 'admitted' });
    const events = running.device.memory.queue;
    await online(running);
    const copy = { sentAt: stage.harness.clock.now().toISOString(), events: [...events].reverse() };
    const { outcomes } = await running.device.line.post<{ outcomes: { outcome: string }[] }>('events', copy);
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(['duplicate', 'duplicate', 'duplicate']);
    expect((await stage.passages()).map(({ verdict }) => verdict).sort()).toEqual([
      'admitted',
      'admitted',
      'code_used',
    ]);
    expect(await stage.inside()).toBe('out');
    expect(await stage.cases()).toEqual([]);
  });

  it('does not accuse anybody whose answer was lost on the way', async () => {
    let isLossy = false;
    const running = await deviceAtGate((...request) =>
      losingAnswers(fetch, 1, () => (isLossy && String(request[0]).endsWith('/scans') ? 0 : 1))(...request),
    );
    isLossy = true;
    const code = await stage.code();
    expect(await running.gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    expect(await stage.passages()).toHaveLength(1);
    isLossy = false;
    await online(running);
    expect(queued(running.device)).toBe(0);
    expect(await stage.passages()).toMatchObject([{ verdict: 'admitted', offline: false, double_use_of: null }]);
    expect(await stage.cases()).toEqual([]);
  });

  it('knows better than the server what it has not told yet', async () => {
    const running = await deviceAtGate();
    const code = await stage.code();
    offline(running);
    await running.gate.show({ code }, 365);
    running.soft.plug(true);
    running.gate.setOnline(true);
    expect(await running.gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used', by: 'terminal' });
  });

  it('tells a whole morning without network, and nothing that the server would not take', async () => {
    const running = await deviceAtGate();
    const claims = claimsOf(await stage.code());
    const keys = stage.harness.get(PassKeyService);
    offline(running);
    for (let at = 0; at < 2 * TERMINAL_LIMITS.eventsABatch; at += 1) {
      const jti = randomBytes(6).toString('base64url');
      const { verdict } = await running.gate.show({ code: keys.sign({ ...claims, jti }) }, 365);
      expect(verdict).toBe('admitted');
    }
    for (const number of ['', '9'.repeat(TERMINAL_LIMITS.longestNumber + 1)]) {
      expect(await running.gate.show({ number, direction: 'in' }, 365)).toMatchObject({ verdict: 'number_unknown' });
    }
    await online(running);
    expect(queued(running.device)).toBe(0);
    expect(await stage.passages()).toHaveLength(2 * TERMINAL_LIMITS.eventsABatch);
    expect(await running.gate.show({ code: '' })).toMatchObject({ verdict: 'code_unreadable', by: 'terminal' });
  }, 60_000);

  it('learns who may pass no more before it has told what waits', async () => {
    let isBusy = true;
    const busy = (): Promise<Response> => Promise.resolve(new Response('', { status: 503 }));
    const running = await deviceAtGate((url, init) =>
      isBusy && String(url).endsWith('/events') ? busy() : fetch(url, init),
    );
    const [code, next] = [await stage.code(), await stage.code('out')];
    running.gate.setOnline(false);
    await running.gate.show({ code }, 365);
    await createHold(stage.harness, stage.student.person);
    await standingsAreTold();
    const current = jest.fn();
    await expect(running.keeping.round(current)).rejects.toThrow(NoNetwork);
    expect(current).toHaveBeenCalledTimes(1);
    expect(await running.gate.show({ code: next }, 365)).toMatchObject({ verdict: 'pass_held', by: 'terminal' });
    isBusy = false;
    await online(running);
    expect(queued(running.device)).toBe(0);
  });

  it('makes a case of a code that two devices admitted alone', async () => {
    const both = [await deviceAtGate(), await deviceAtGate()];
    const code = await stage.code();
    offline(...both);
    for (const { gate } of both) {
      expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted' });
    }
    await online(...both.reverse());
    expect((await stage.passages()).filter(({ double_use_of }) => double_use_of !== null)).toHaveLength(1);
    expect(await stage.cases()).toEqual(['code_used_twice']);
  });

  it('holds whoever had a fever, here at once and everywhere after the upload', async () => {
    const running = await deviceAtGate();
    const [code, next] = [await stage.code(), await stage.code()];
    offline(running);
    expect(await running.gate.show({ code }, 380)).toMatchObject({ verdict: 'fever' });
    expect(await running.gate.show({ code: next }, 365)).toMatchObject({ verdict: 'pass_held' });
    await online(running);
    expect(await stage.cases()).toEqual(['fever']);
    await standingsAreTold();
    await online(running);
    expect(await running.device.findByNumber(stage.student.person.number)).toMatchObject({ refusal: 'pass_held' });
  });

  it('lets people in by number, with network and without', async () => {
    const running = await deviceAtGate();
    const { number } = stage.student.person;
    expect(await running.gate.show({ number, direction: 'in' }, 365)).toMatchObject({
      verdict: 'admitted',
      by: 'server',
    });
    offline(running);
    expect(await running.gate.show({ number, direction: 'out' }, 365)).toMatchObject({
      verdict: 'admitted',
      by: 'terminal',
    });
    expect(await running.gate.show({ number: '999', direction: 'in' }, 365)).toMatchObject({
      verdict: 'number_unknown',
    });
    await online(running);
    expect((await stage.passages()).map(({ verdict }) => verdict).sort()).toEqual([
      ...['admitted', 'admitted', 'number_unknown'],
    ]);
    expect(await stage.inside()).toBe('out');
  });

  it.each([-86_400_000, -120_000, -20_000, 20_000, 120_000, 86_400_000])(
    'with a clock that is %p ms off judges by the server’s, and tells when it really was',
    async (ms) => {
      const running = await deviceAtGate();
      running.soft.skewMs = ms;
      const code = await stage.code();
      offline(running);
      expect(await running.gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
      const then = stage.harness.clock.now();
      stage.harness.clock.advance({ hours: 2 });
      await online(running);
      const [row]: { occurred_at: Date; quarantine: string | null }[] = await stage.harness.database.query(
        'SELECT occurred_at, quarantine FROM passages',
      );
      expect(row).toEqual({ occurred_at: then, quarantine: null });
    },
  );
});
