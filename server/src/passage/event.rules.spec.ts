import type { QuarantineReason } from '@shared/terminal';
import type { ReadCode } from '../pass-key/pass-key.types';
import {
  correctedInstant,
  isSameEvent,
  oughtToBeRefused,
  quarantineOf,
  type EventFacts,
  type StoodThen,
} from './event.rules';

const NOW = new Date('2026-09-07T08:00:00Z');
const before = (ms: number): Date => new Date(NOW.getTime() - ms);
const HOUR = 3_600_000;

describe('when an event happened', () => {
  const sentAt = '2026-09-07T09:00:00Z';
  it('is corrected by what the device knew of its clock then', () => {
    const corrected = correctedInstant({ at: '2026-09-07T08:30:00Z', offsetMs: -60_000 }, sentAt, NOW);
    expect(corrected).toEqual({ at: new Date('2026-09-07T08:29:00Z'), offsetMs: -60_000 });
  });

  it('is corrected by its clock at the upload where it never met the server', () => {
    const corrected = correctedInstant({ at: '2026-09-07T08:30:00Z', offsetMs: null }, sentAt, NOW);
    expect(corrected).toEqual({ at: new Date('2026-09-07T07:30:00Z'), offsetMs: -HOUR });
  });
});

describe('an event', () => {
  const facts = (
    wish: Partial<Omit<EventFacts, 'event'>> = {},
    event: Partial<EventFacts['event']> = {},
  ): EventFacts => ({
    ...{ gateId: 'gate', allowsFaces: true, audience: 's1.n2.i', read: null, isKnown: true },
    occurredAt: before(HOUR),
    event: { gateId: 'gate', means: 'number', verdict: 'admitted', temperatureTenths: 365, ...event },
    ...wish,
  });

  const readOf = (aud: string): ReadCode => ({
    is: 'genuine',
    claims: { sub: 'A'.repeat(22), aud, iat: 1, exp: 61, jti: 'jtijtiji', v: 1 },
  });

  it.each<[string, EventFacts, QuarantineReason | null]>([
    ['of an hour ago counts', facts(), null],
    ['of another gate does not', facts({}, { gateId: 'other' }), 'other_gate'],
    ['of 48 hours ago counts', facts({ occurredAt: before(48 * HOUR) }), null],
    ['of more than 48 hours ago does not', facts({ occurredAt: before(48 * HOUR + 1) }), 'too_old'],
    ['of no instant at all does not', facts({ occurredAt: new Date(NaN) }), 'too_old'],
    ['five minutes ahead counts', facts({ occurredAt: before(-300_000) }), null],
    ['further ahead does not', facts({ occurredAt: before(-300_001) }), 'from_future'],
    ['with a forged code does not', facts({ read: { is: 'forged' } }), 'forged_code'],
    ['with what is no code does not', facts({ read: { is: 'unreadable' } }), 'forged_code'],
    ['of a number that nobody has does not', facts({ isKnown: false }), 'number_unknown'],
    [
      'that refused such a number counts',
      facts({ isKnown: false }, { verdict: 'number_unknown', temperatureTenths: null }),
      null,
    ],
    ['that admitted a code of another gate does not', facts({ read: readOf('s1.n3.i') }), 'other_gate'],
    ['that admitted a code of another way does not', facts({ read: readOf('s1.n2.o') }), 'other_gate'],
    ['that refused it counts', facts({ read: readOf('s1.n3.i') }, { verdict: 'code_other_gate' }), null],
    ['with a code of this gate counts', facts({ read: readOf('s1.n2.i') }), null],
    ['of a face counts', facts({}, { means: 'face' }), null],
    ['of a face behind a private door does not', facts({ allowsFaces: false }, { means: 'face' }), 'face_not_allowed'],
    ['of a number there counts', facts({ allowsFaces: false }), null],
    ['of a face that nobody has does not', facts({ isKnown: false }, { means: 'face' }), 'number_unknown'],
    ['of 20 °C does not', facts({}, { temperatureTenths: 200 }), 'implausible_temperature'],
    ['of 45 °C does not', facts({}, { temperatureTenths: 450 }), 'implausible_temperature'],
    ['that admitted without a temperature does not', facts({}, { temperatureTenths: null }), 'implausible_temperature'],
    ['that refused without a temperature counts', facts({}, { temperatureTenths: null, verdict: 'pass_held' }), null],
  ])('%s', (_, event, reason) => {
    expect(quarantineOf(event, NOW)).toBe(reason);
  });

  const stood = (wish: Partial<StoodThen> = {}): StoodThen => ({
    hasPass: true,
    wasHeld: false,
    wasInactive: false,
    lackedPermit: false,
    endedAt: null,
    epoch: 2,
    epochSince: before(2 * HOUR),
    ...wish,
  });
  const passed = { occurredAt: before(HOUR), direction: 'in', claims: { v: 2 } } as const;

  it('that admitted somebody is looked into where a hold, the end of the pass or another phone stood against it', () => {
    expect(oughtToBeRefused(stood(), passed)).toBe(false);
    expect(oughtToBeRefused(stood({ wasHeld: true }), passed)).toBe(true);
    expect(oughtToBeRefused(stood({ hasPass: false }), passed)).toBe(true);
    expect(oughtToBeRefused(stood({ wasInactive: true }), passed)).toBe(true);
    expect(oughtToBeRefused(stood({ lackedPermit: true }), passed)).toBe(true);
    expect(oughtToBeRefused(stood({ endedAt: before(HOUR) }), passed)).toBe(true);
    expect(oughtToBeRefused(stood({ endedAt: before(HOUR - 1) }), passed)).toBe(false);
    expect(oughtToBeRefused(stood({ endedAt: before(HOUR) }), { ...passed, direction: 'out' })).toBe(false);
    expect(oughtToBeRefused(stood({ endedAt: before(25 * HOUR + 1) }), { ...passed, direction: 'out' })).toBe(true);
    expect(oughtToBeRefused(stood(), { ...passed, claims: { v: 1 } })).toBe(true);
    expect(oughtToBeRefused(stood({ epochSince: before(0) }), { ...passed, claims: { v: 1 } })).toBe(false);
    expect(oughtToBeRefused(stood({ epoch: 9 }), { ...passed, claims: null })).toBe(false);
  });

  it('is the same one when it shows, says and measured the same', () => {
    const event = { hash: Buffer.from('a'), verdict: 'admitted' as const, temperatureTenths: 365 };
    expect(isSameEvent(event, { ...event, hash: Buffer.from('a') })).toBe(true);
    expect(isSameEvent(event, { ...event, hash: Buffer.from('b') })).toBe(false);
    expect(isSameEvent(event, { ...event, verdict: 'fever' })).toBe(false);
    expect(isSameEvent(event, { ...event, temperatureTenths: 366 })).toBe(false);
  });
});
