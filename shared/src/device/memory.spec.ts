import fc from 'fast-check';
import type { TerminalEvent } from '../terminal';
import { DeviceMemory } from './memory';
import type { LogEntry } from './log-entry';

const NOW = new Date('2026-09-01T00:00:00Z');
const HOUR = 3_600_000;
const at = NOW.getTime();

const event = (sequence: number): TerminalEvent => ({
  bootId: 'boot',
  sequence,
  scanSequence: null,
  at: NOW.toISOString(),
  offsetMs: null,
  gateId: 'gate',
  means: 'code',
  code: 'a.b.c',
  direction: 'in',
  verdict: 'admitted',
  temperatureTenths: 365,
});
const judged = (wish: Partial<Extract<LogEntry, { kind: 'judged' }>> = {}): LogEntry => ({
  ...{ kind: 'judged', at, verdict: 'admitted', direction: 'in', passId: 'pass', jti: 'jti', event: null },
  ...wish,
});
const memoryOf = (...entries: LogEntry[]): DeviceMemory => {
  const memory = new DeviceMemory();
  entries.forEach((entry) => memory.take(entry));
  return memory;
};

describe('what a device remembers', () => {
  it('says of an event that waits when it was judged, also in a log that was shortened', () => {
    const memory = memoryOf(judged({ event: event(1) }), { kind: 'queued', event: event(2) });
    expect([1, 2, 3].map((sequence) => memory.judgedAt(event(sequence)))).toEqual([at, null, null]);
    expect(memoryOf(...memory.entries(NOW)).judgedAt(event(1))).toBe(at);
  });

  it('holds a code for used once it was judged, and for kept while it waits', () => {
    const kept: LogEntry = { kind: 'kept', at, passId: 'pass', jti: 'jti', until: at + 30_000 };
    expect(memoryOf().useOf('pass', 'jti')).toBeNull();
    expect(memoryOf(kept).useOf('pass', 'jti')).toEqual({ keptUntil: new Date(at + 30_000) });
    expect(memoryOf(kept, judged()).useOf('pass', 'jti')).toEqual({ keptUntil: null });
    expect(memoryOf(judged({ verdict: 'pass_held' })).useOf('pass', 'jti')).toBeNull();
  });

  it('knows which way somebody went last, whatever the order of the lines', () => {
    const out = judged({ at: at + 1, direction: 'out' });
    expect(memoryOf(judged(), out).lastDirectionOf('pass')).toBe('out');
    expect(memoryOf(out, judged()).lastDirectionOf('pass')).toBe('out');
  });

  it('forgets a fever once the standings must know of it', () => {
    const fever = judged({ verdict: 'fever' });
    expect(memoryOf(fever).hadFever('pass')).toBe(true);
    expect(memoryOf(fever, { kind: 'relieved', before: at }).hadFever('pass')).toBe(true);
    expect(memoryOf(fever, { kind: 'relieved', before: at + 1 }).hadFever('pass')).toBe(false);
  });

  it('keeps an event until the server has it', () => {
    const memory = memoryOf(judged({ event: event(1) }), judged({ jti: 'other', event: event(2) }));
    expect(memory.queue.map(({ sequence }) => sequence)).toEqual([1, 2]);
    memory.take({ kind: 'delivered', keys: [{ bootId: 'boot', sequence: 1 }] });
    expect(memory.queue.map(({ sequence }) => sequence)).toEqual([2]);
    expect(memory.useOf('pass', 'jti')).toEqual({ keptUntil: null });
  });
});

const anyEntry: fc.Arbitrary<LogEntry> = fc.oneof(
  fc.record({
    kind: fc.constant('judged' as const),
    at: fc.integer({ min: at - HOUR, max: at }),
    verdict: fc.constantFrom('admitted' as const, 'fever' as const, 'pass_held' as const),
    direction: fc.constantFrom('in' as const, 'out' as const),
    passId: fc.constantFrom('p1', 'p2'),
    jti: fc.constantFrom('j1', 'j2', null),
    event: fc.option(fc.integer({ min: 1, max: 9 }).map(event)),
  }),
  fc.record({
    kind: fc.constant('kept' as const),
    at: fc.integer({ min: at - HOUR, max: at }),
    passId: fc.constantFrom('p1', 'p2'),
    jti: fc.constantFrom('j3', 'j4'),
    until: fc.integer({ min: at, max: at + HOUR }),
  }),
  fc.record({
    kind: fc.constant('delivered' as const),
    keys: fc.array(fc.record({ bootId: fc.constant('boot'), sequence: fc.integer({ min: 1, max: 9 }) })),
  }),
  fc.integer({ min: 1, max: 9 }).map((bootNumber): LogEntry => ({ kind: 'boot', bootId: 'boot', bootNumber })),
  fc.constant<LogEntry>({ kind: 'relieved', before: at - HOUR / 2 }),
);

const told = (memory: DeviceMemory) => ({
  uses: ['p1', 'p2'].map((pass) => ['j1', 'j2', 'j3', 'j4'].map((jti) => memory.useOf(pass, jti))),
  ways: ['p1', 'p2'].map((pass) => memory.lastDirectionOf(pass)),
  fevers: ['p1', 'p2'].map((pass) => memory.hadFever(pass)),
  queue: memory.queue.map(({ sequence }) => sequence),
  bootNumber: memory.bootNumber,
});

describe('the shortest log', () => {
  it('says the same as the long one', () => {
    fc.assert(
      fc.property(fc.array(anyEntry, { maxLength: 30 }), (entries) => {
        const memory = memoryOf(...entries);
        expect(told(memoryOf(...memory.entries(NOW)))).toEqual(told(memory));
      }),
    );
  });

  it('drops used codes after two days, not after one', () => {
    const used = (hours: number) => memoryOf(...memoryOf(judged({ at: at - hours * HOUR })).entries(NOW));
    expect(used(47).useOf('pass', 'jti')).toEqual({ keptUntil: null });
    expect(used(49).useOf('pass', 'jti')).toBeNull();
    const running = memoryOf(judged({ at: at - 49 * HOUR }));
    running.entries(NOW);
    expect(running.useOf('pass', 'jti')).toBeNull();
  });
});
