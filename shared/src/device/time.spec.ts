import { DeviceTime } from './time';

const NOON = Date.parse('2026-09-01T12:00:00Z');
const DAY = 86_400_000;
/** Clocks that a test turns by hand. */
const clocks = () => {
  const hands = { wallMs: NOON, runningMs: 0 };
  return {
    hands,
    pass: (ms: number) => {
      hands.wallMs += ms;
      hands.runningMs += ms;
    },
    wall: () => new Date(hands.wallMs),
    runningMs: () => hands.runningMs,
  };
};

describe('the time of a device', () => {
  it('is its own until it has met the server', () => {
    const own = clocks();
    const time = new DeviceTime(own);
    own.pass(5_000);
    expect(time.now()).toEqual(new Date(NOON + 5_000));
    expect(time.offsetMs()).toBeNull();
  });

  it('learns from the first meeting how wrong it was before, whoever set the clock meanwhile', () => {
    const own = clocks();
    const time = new DeviceTime(own);
    expect(time.errorBeforeMs()).toBeNull();
    own.pass(5_000);
    own.hands.wallMs -= DAY;
    time.metServer(new Date(NOON + 65_000).toISOString(), 5_000);
    own.pass(1_000);
    time.metServer(new Date(NOON + 70_000).toISOString(), 6_000);
    expect(time.errorBeforeMs()).toBe(60_000);
  });

  it('is the server’s from then on, half of the way included', () => {
    const own = clocks();
    const time = new DeviceTime(own);
    own.pass(200);
    time.metServer(new Date(NOON + 60_000).toISOString(), 0);
    expect(time.now()).toEqual(new Date(NOON + 60_100));
    expect(time.offsetMs()).toBe(59_900);
  });

  it('does not learn from an answer that took long, once it knows better', () => {
    const own = clocks();
    const time = new DeviceTime(own);
    time.metServer(new Date(NOON).toISOString(), 0);
    own.pass(4_000);
    time.metServer(new Date(NOON + 500).toISOString(), 0);
    expect(time.now()).toEqual(new Date(NOON + 4_000));
  });

  it.each([-DAY, -120_000, 20_000, DAY])('does not follow a clock that is set by %p ms', (jump) => {
    const own = clocks();
    const time = new DeviceTime(own);
    time.metServer(new Date(NOON).toISOString(), 0);
    own.pass(10_000);
    own.hands.wallMs += jump;
    own.pass(10_000);
    expect(time.now()).toEqual(new Date(NOON + 20_000));
    expect(time.offsetMs()).toBe(-jump);
  });

  it('never begins before what is on record', () => {
    const own = clocks();
    own.hands.wallMs -= DAY;
    const time = new DeviceTime(own, NOON);
    own.pass(1_000);
    expect(time.now()).toEqual(new Date(NOON + 1_000));
  });
});
