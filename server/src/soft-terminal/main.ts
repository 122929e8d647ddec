import { createInterface } from 'node:readline';
import { text } from 'node:stream/consumers';
import {
  Gatekeeper,
  ImplausibleTemperature,
  NothingWaits,
  type Judgement,
  type Showing,
} from '@shared/device/gatekeeper';
import { Keeping } from '@shared/device/keeping';
import { DeviceMemory } from '@shared/device/memory';
import { TERMINAL_LIMITS } from '@shared/terminal';
import { SystemClock } from '../common/clock';
import { enrol, rotateKey } from './enrolment';
import { readLog } from './event-log';
import { Home } from './home';
import { codeIn, readLine } from './input';
import { losingAnswers, powerCutAfter, skewed, unplugged } from './misbehaviour';
import { UnknownWish, USAGE, wishOf, type Wish } from './options';
import { orEnded, tryRound, trySync } from './service';
import { SoftDevice, type DeviceWorld } from './soft-device';

const VERSION = 'soft-1';
const ANSWER_WITHIN_MS = 1_500;
const ALONE_BEAT_MS = 5_000;
const EXIT_USAGE = 64;

const say = (fact: object): void => {
  process.stdout.write(`${JSON.stringify(fact)}\n`);
};
const sayVerdict = ({ verdict, admitted, words, direction, maskedName, keptUntil, by }: Judgement): void =>
  say({ verdict, admitted, by, direction, title: words.title, next: words.next, maskedName, keptUntil });

const worldOf = ({ skewSeconds, loseAcks, offline, powerCutAfter: lines }: Wish): DeviceWorld => {
  const clock = new SystemClock();
  const clocks = { wall: () => clock.now(), runningMs: () => performance.now() };
  return {
    clocks: skewed(clocks, skewSeconds),
    send: offline ? unplugged : losingAnswers(fetch, loseAcks, Math.random),
    ...(lines === null ? {} : { writeLine: powerCutAfter(lines) }),
  };
};

/** Of a device that may be running in another process: looks, and leaves no trace. */
const statusOf = (home: Home) => {
  const { entries, damaged, tornBytes } = readLog(home.logPath);
  const memory = new DeviceMemory();
  entries.forEach((entry) => memory.take(entry));
  const config = home.readConfig();
  return {
    terminalId: config?.terminalId ?? null,
    gate: config?.gate.name ?? null,
    boots: memory.bootNumber,
    waiting: memory.queueLength,
    /** when it met the server last: after two days what it records comes too late */
    syncedAt: config?.serverTime ?? null,
    standings: home.readStandings()?.items.length ?? 0,
    ...{ damagedLines: damaged, tornBytes },
  };
};

const scan = async (
  { shown, number, face, direction, lane, temperatureTenths }: Wish,
  gate: Gatekeeper,
  device: SoftDevice,
) => {
  const way = direction ?? lane ?? device.settings.gate.directions[0] ?? 'in';
  const showing = async (): Promise<Showing> => {
    if (face !== null) {
      return { number: face, direction: way, means: 'face' };
    }
    const code = shown === '-' ? (await text(process.stdin)).trim() : shown;
    return number === null ? { code: await codeIn(code ?? '') } : { number, direction: way };
  };
  const held = await showing();
  sayVerdict(await orEnded(device, () => gate.show(held, temperatureTenths)));
};

const serve = async ({ lane }: Wish, gate: Gatekeeper, device: SoftDevice, keeping: Keeping): Promise<void> => {
  let beat: NodeJS.Timeout | undefined;
  let failure: unknown;
  const lines = createInterface({ input: process.stdin });
  const next = (isOnline: boolean): void => {
    const wait = isOnline ? TERMINAL_LIMITS.heartbeatSeconds * 1000 : ALONE_BEAT_MS;
    beat = setTimeout(() => {
      tryRound(device, keeping, gate).then(next, (error: unknown) => {
        failure = error;
        lines.close();
      });
    }, wait);
  };
  next(await tryRound(device, keeping, gate));
  say(statusOf(device.home));
  const way = lane ?? device.settings.gate.directions[0] ?? 'in';
  for await (const line of lines) {
    if (line.trim() === '') {
      continue;
    }
    try {
      const asked = await readLine(line, way);
      const judge = () =>
        'showing' in asked ? gate.show(asked.showing, asked.temperatureTenths) : gate.measure(asked.temperatureTenths);
      sayVerdict(await orEnded(device, judge));
    } catch (error) {
      if (!(error instanceof ImplausibleTemperature || error instanceof NothingWaits)) {
        throw error;
      }
      say({ again: error.message });
    }
  }
  clearTimeout(beat);
  if (failure) {
    throw failure;
  }
  await tryRound(device, keeping, gate);
};

const onDevice = async (wish: Wish, home: Home, world: DeviceWorld): Promise<void> => {
  const device = await SoftDevice.start(home, world);
  const keeping = new Keeping(device, VERSION);
  const gate = new Gatekeeper(device, keeping, { lane: wish.lane, answerWithinMs: ANSWER_WITHIN_MS });
  try {
    switch (wish.command) {
      case 'scan':
        await scan(wish, gate, device);
        return await trySync(device, keeping);
      case 'run':
        return await serve(wish, gate, device, keeping);
      case 'flush':
        await orEnded(device, () => keeping.round());
        return say(statusOf(home));
      default:
        await orEnded(device, () => keeping.announce());
        return say(await orEnded(device, () => rotateKey(device)));
    }
  } finally {
    device.stop();
  }
};

export const main = async (args: string[]): Promise<void> => {
  const wish = wishOf(args);
  const home = new Home(wish.home);
  if (wish.command === 'status') {
    return say(statusOf(home));
  }
  const world = worldOf(wish);
  if (wish.command !== 'enrol') {
    return onDevice(wish, home, world);
  }
  const { terminalId, config } = await enrol(home, wish, world);
  say({ terminalId, gate: config.gate.name });
};

if (require.main === module) {
  main(process.argv.slice(2)).catch((error: unknown) => {
    process.stderr.write(`terminal: ${(error as Error).message}\n`);
    if (error instanceof UnknownWish) {
      process.stderr.write(`${USAGE}\n`);
    }
    process.exitCode = error instanceof UnknownWish ? EXIT_USAGE : 1;
  });
}
