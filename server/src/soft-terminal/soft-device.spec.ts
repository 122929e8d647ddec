import { audienceOf, CODE_KEPT_SECONDS, LONGEST_CODE } from '@shared/pass-code';
import { TERMINAL_LIMITS, type TerminalEvent } from '@shared/terminal';
import { VERDICT_WORDS } from '@shared/verdict';
import { DeviceStage, NOW } from '../../test/device-stage';
import { ImplausibleTemperature, NothingWaits } from '@shared/device/gatekeeper';
import { powerCutAfter } from './misbehaviour';
import { numberDigest } from './soft-device';

const stages: DeviceStage[] = [];
const stageAt = (...gate: ConstructorParameters<typeof DeviceStage>): DeviceStage => {
  const stage = new DeviceStage(...gate);
  stages.push(stage);
  return stage;
};
const PASS = 'AAAAAAAAAAAAAAAAAAAAAA';
const standing = (wish: object = {}) => ({ passId: PASS, epoch: 1, refusal: null, numberDigest: null, ...wish });

afterEach(() => stages.splice(0).forEach((stage) => stage.close()));

describe('a terminal that is alone', () => {
  it('admits a code once, and tells the server of both', async () => {
    const stage = stageAt();
    const { gate, device } = await stage.start();
    const code = stage.signer.code();
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted', admitted: true, by: 'terminal' });
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used', admitted: false });
    expect(device.memory.queue.map(({ verdict, code: sent }) => [verdict, sent])).toEqual([
      ['admitted', code],
      ['code_used', code],
    ]);
  });

  it('admits one of two who hold up the same code at the same time', async () => {
    const stage = stageAt();
    const { gate } = await stage.start();
    const code = stage.signer.code();
    const both = await Promise.all([gate.show({ code }, 365), gate.show({ code }, 365)]);
    expect(both.map(({ verdict }) => verdict)).toEqual(['admitted', 'code_used']);
  });

  it('numbers its events upwards and names the scan that was not answered', async () => {
    const stage = stageAt();
    const { gate, device } = await stage.start();
    await gate.show({ code: stage.signer.code() }, 365);
    await gate.show({ code: stage.signer.code() }, 365);
    expect(device.memory.queue).toMatchObject([
      { sequence: 2, scanSequence: 1, bootId: device.bootId, offsetMs: null, at: NOW.toISOString() },
      { sequence: 3, scanSequence: null },
    ]);
  });

  it('asks for a temperature and keeps the code half a minute', async () => {
    const stage = stageAt();
    const { gate } = await stage.start();
    const code = stage.signer.code();
    const keptUntil = new Date(NOW.getTime() + CODE_KEPT_SECONDS * 1000).toISOString();
    expect(await gate.show({ code })).toMatchObject({ verdict: 'measure_now', admitted: false, keptUntil });
    stage.later(CODE_KEPT_SECONDS);
    expect(await gate.measure(365)).toMatchObject({ verdict: 'admitted' });
    await expect(gate.measure(365)).rejects.toThrow(NothingWaits);
  });

  it('does not admit by a temperature that comes too late', async () => {
    const stage = stageAt();
    const { gate } = await stage.start();
    await gate.show({ code: stage.signer.code() });
    stage.later(CODE_KEPT_SECONDS + 1);
    expect(await gate.measure(365)).toMatchObject({ verdict: 'code_used' });
  });

  it.each([200, 450, Number.NaN])('takes %p for no temperature, and goes on waiting', async (tenths) => {
    const stage = stageAt();
    const { gate, device } = await stage.start();
    await gate.show({ code: stage.signer.code() });
    await expect(gate.measure(tenths)).rejects.toThrow(ImplausibleTemperature);
    expect(await gate.measure(365)).toMatchObject({ verdict: 'admitted' });
    expect(device.memory.queueLength).toBe(1);
  });

  it('refuses whoever had a fever here, whatever the next code says', async () => {
    const stage = stageAt();
    const { gate } = await stage.start();
    expect(await gate.show({ code: stage.signer.code({ sub: PASS }) }, 380)).toMatchObject({ verdict: 'fever' });
    expect(await gate.show({ code: stage.signer.code({ sub: PASS }) }, 365)).toMatchObject({ verdict: 'pass_held' });
  });

  it('finds people by the digest of their number alone', async () => {
    const stage = stageAt();
    const key = stage.home.readConfig()?.numberDigestKey ?? '';
    stage.knows([standing({ numberDigest: numberDigest(key, '20230001') })]);
    const { gate } = await stage.start();
    const show = (number: string) => gate.show({ number, direction: 'in' }, 365);
    expect(await show('20230001')).toMatchObject({ verdict: 'admitted', direction: 'in' });
    expect(await show('20230002')).toMatchObject({ verdict: 'number_unknown' });
  });

  it('takes codes alone at the door of a venue, and lets everybody out', async () => {
    const stage = stageAt({ needsBooking: true });
    const key = stage.home.readConfig()?.numberDigestKey ?? '';
    const number = '20230001';
    stage.knows([standing({ numberDigest: numberDigest(key, number) })]);
    const { gate, device } = await stage.start();
    expect(await gate.show({ number, direction: 'in' }, 365)).toMatchObject({ verdict: 'booking_needed' });
    expect(await gate.show({ number, direction: 'in', means: 'face' }, 365)).toMatchObject({
      ...{ verdict: 'booking_needed', words: VERDICT_WORDS.booking_needed },
    });
    expect(await gate.show({ number, direction: 'out', means: 'face' }, 365)).toMatchObject({ verdict: 'admitted' });
    expect(await gate.show({ code: stage.signer.code({ sub: PASS }) }, 365)).toMatchObject({ verdict: 'admitted' });
    expect(device.memory.queue.map(({ means, verdict }) => [means, verdict])).toEqual([
      ['number', 'booking_needed'],
      ['face', 'booking_needed'],
      ['face', 'admitted'],
      ['code', 'admitted'],
    ]);
  });

  it('refuses as the standings say', async () => {
    const stage = stageAt();
    stage.knows([standing({ refusal: 'pass_held', epoch: 2 })]);
    const { gate } = await stage.start();
    expect(await gate.show({ code: stage.signer.code({ sub: PASS, v: 2 }) }, 365)).toMatchObject({
      verdict: 'pass_held',
    });
    expect(await gate.show({ code: stage.signer.code({ sub: PASS, v: 1 }) }, 365)).toMatchObject({
      verdict: 'code_replaced',
    });
  });

  it('keeps no record of pictures of squares', async () => {
    const stage = stageAt();
    const { gate, device } = await stage.start();
    expect(await gate.show({ code: 'hello' }, 365)).toMatchObject({ verdict: 'code_unreadable' });
    expect(await gate.show({ code: 'x'.repeat(10_000) }, 365)).toMatchObject({ verdict: 'code_unreadable' });
    expect(await gate.show({ code: stage.signer.code({}, { kid: 'k9' }) }, 365)).toMatchObject({
      verdict: 'code_forged',
    });
    expect(device.memory.queueLength).toBe(0);
  });

  it('blocks the second way in where the gate blocks', async () => {
    const stage = stageAt({ antiPassback: 'block' });
    const { gate } = await stage.start();
    const code = (direction: 'in' | 'out') =>
      stage.signer.code({ sub: PASS, aud: audienceOf({ schoolCode: 's1', gateCode: 'n2', direction }) });
    expect(await gate.show({ code: code('in') }, 365)).toMatchObject({ verdict: 'admitted' });
    expect(await gate.show({ code: code('in') }, 365)).toMatchObject({ verdict: 'passback' });
    expect(await gate.show({ code: code('out') }, 365)).toMatchObject({ verdict: 'admitted' });
  });
});

describe('a power cut', () => {
  it('brings no used code back, loses no event and counts the start', async () => {
    const stage = stageAt();
    const first = await stage.start();
    const code = stage.signer.code();
    await first.gate.show({ code }, 365);
    first.device.stop();
    const second = await stage.start();
    expect(second.device.bootNumber).toBe(first.device.bootNumber + 1);
    expect(second.device.bootId).not.toBe(first.device.bootId);
    expect(second.device.memory.queueLength).toBe(1);
    expect(await second.gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
  });

  it('in the middle of writing shows no verdict and admits nobody unrecorded', async () => {
    const stage = stageAt();
    const cut = new Error('the power is gone');
    const failing = await stage.start({
      // the start itself is the first line
      writeLine: powerCutAfter(1, () => {
        throw cut;
      }),
    });
    const code = stage.signer.code();
    await expect(failing.gate.show({ code }, 365)).rejects.toThrow(cut);
    failing.device.stop();
    const { gate, device } = await stage.start();
    expect(device.memory.queueLength).toBe(0);
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'admitted' });
    expect(device.memory.queueLength).toBe(1);
  });

  it('with a clock that is set back by a day brings no code back either', async () => {
    const stage = stageAt();
    const first = await stage.start();
    const code = stage.signer.code();
    await first.gate.show({ code }, 365);
    first.device.stop();
    const { gate, device } = await stage.start({
      clocks: { wall: () => new Date(NOW.getTime() - 86_400_000), runningMs: () => 0 },
    });
    expect(device.time.now()).toEqual(NOW);
    expect(await gate.show({ code }, 365)).toMatchObject({ verdict: 'code_used' });
  });
});

describe('what is told when the network is back', () => {
  const LARGEST_REQUEST = 256 * 1024;
  const NEVER_MET = {
    bootId: 'boot',
    sequence: 1,
    scanSequence: 2_000_000_000,
    at: NOW.toISOString(),
    offsetMs: -86_400_000,
  };

  const told = ({ bootId }: { bootId: string }): TerminalEvent => ({
    ...{ ...NEVER_MET, bootId, gateId: bootId, means: 'number', number: 'nobody', direction: 'out' },
    ...{ verdict: 'admitted', temperatureTenths: 365 },
  });

  /** Answers as a server does whose clock is right. */
  const serverOf = (stage: DeviceStage) => {
    const batches: string[] = [];
    const send: typeof fetch = (_, init) => {
      const body = String(init?.body);
      const { events = [] } = JSON.parse(body) as { events?: { bootId: string; sequence: number }[] };
      batches.push(...(events.length > 0 ? [body] : []));
      const serverTime = new Date(NOW.getTime() + stage.passedMs).toISOString();
      const outcomes = events.map((event) => ({ ...event, outcome: 'stored', reason: null }));
      return Promise.resolve(new Response(JSON.stringify({ serverTime, offsetMs: 0, outcomes })));
    };
    return { send, batches };
  };

  it('fits into requests, however long the codes are', async () => {
    const stage = stageAt();
    const { send, batches } = serverOf(stage);
    const { device, keeping } = await stage.start({ send });
    for (let sequence = 1; sequence <= 1_000; sequence++) {
      const event = { ...NEVER_MET, sequence: 1_000_000_000 + sequence, bootId: device.bootId, gateId: device.bootId };
      await device.record({
        kind: 'queued',
        event: {
          ...{ ...event, means: 'code', code: 'x'.repeat(LONGEST_CODE), direction: 'out' },
          ...{ verdict: 'temporary_pass_needed', temperatureTenths: 365 },
        },
      });
    }
    await keeping.deliver();
    expect(batches).toHaveLength(3);
    expect(Math.max(...batches.map(({ length }) => length))).toBeLessThan(LARGEST_REQUEST);
    expect(device.memory.queueLength).toBe(0);
  });

  it('is told over minutes while the device says that it lives', async () => {
    const stage = stageAt();
    const { send } = serverOf(stage);
    const asked: string[] = [];
    const { device, keeping } = await stage.start({
      send: (target, init) => {
        stage.later(20);
        asked.push(String(target).split('/').at(-1) ?? '');
        return send(target, init);
      },
    });
    for (let sequence = 1; sequence <= 4 * TERMINAL_LIMITS.eventsABatch; sequence++) {
      await device.record({ kind: 'queued', event: { ...told(device), sequence } });
    }
    await keeping.deliver();
    expect(asked).toEqual(['boots', 'heartbeats', 'events', 'events', 'heartbeats', 'events', 'events']);
  });

  it('waits as long as the server wants, and is no failure of the network', async () => {
    const stage = stageAt();
    const { send, batches } = serverOf(stage);
    let refusals = 1;
    const { device, keeping } = await stage.start({
      send: (target, init) => {
        if (String(target).endsWith('/events') && refusals > 0) {
          refusals -= 1;
          const problem = { code: 'TOO_MANY_REQUESTS', details: { seconds: 40 } };
          return Promise.resolve(new Response(JSON.stringify(problem), { status: 429 }));
        }
        return send(target, init);
      },
    });
    await device.record({ kind: 'queued', event: told(device) });
    await keeping.deliver();
    stage.later(39);
    await keeping.deliver();
    expect([batches.length, device.memory.queueLength]).toEqual([0, 1]);
    stage.later(1);
    await keeping.deliver();
    expect([batches.length, device.memory.queueLength]).toEqual([1, 0]);
  });

  it('is corrected by how the clock stands now where the start of before never met the server', async () => {
    const stage = stageAt();
    const { send, batches } = serverOf(stage);
    const clocks = { ...stage.world.clocks, wall: () => new Date(NOW.getTime() + stage.passedMs + 20_000) };
    const first = await stage.start({ clocks });
    first.gate.setOnline(false);
    await first.gate.show({ number: 'nobody', direction: 'in' }, 365);
    first.device.stop();
    stage.later(600);
    const { keeping } = await stage.start({ clocks, send });
    await keeping.beat();
    await keeping.deliver();
    expect(JSON.parse(String(batches[0]))).toMatchObject({ events: [{ offsetMs: -20_000 }] });
  });

  it('happened when it happened, also where somebody has set the clock since', async () => {
    const stage = stageAt();
    const { send, batches } = serverOf(stage);
    let setByMs = 60_000;
    const clocks = { ...stage.world.clocks, wall: () => new Date(NOW.getTime() + stage.passedMs + setByMs) };
    const { gate, keeping } = await stage.start({ clocks, send });
    gate.setOnline(false);
    await gate.show({ code: stage.signer.code() }, 365);
    setByMs -= 3_600_000;
    stage.later(600);
    await gate.show({ number: 'nobody', direction: 'in' }, 365);
    await keeping.beat();
    await keeping.deliver();
    const { events } = JSON.parse(String(batches[0])) as { events: { at: string; offsetMs: number }[] };
    expect(events.map(({ at, offsetMs }) => Date.parse(at) + offsetMs - NOW.getTime())).toEqual([0, 600_000]);
  });
});
