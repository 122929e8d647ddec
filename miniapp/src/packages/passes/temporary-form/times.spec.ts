import { beginningAt, isUnusual, spanFault, usualSpan } from './times';

const at = (text: string): string => new Date(`2026-09-${text}:00+08:00`).toISOString();
const limits = { longestDays: 7, aheadDays: 30 };

describe('the usual time of a temporary pass', () => {
  it.each([
    ['07T10:07', '07T11:15', '07T22:00'],
    ['07T10:00', '07T11:00', '07T22:00'],
    ['07T19:45', '07T20:45', '07T22:00'],
    // too late for today
    ['07T20:01', '08T08:00', '08T22:00'],
    ['07T23:30', '08T08:00', '08T22:00'],
    // too early to be about
    ['07T02:00', '07T08:00', '07T22:00'],
    ['07T05:10', '07T06:15', '07T22:00'],
  ])('at %s begins %s and ends %s', (now, startsAt, endsAt) => {
    const span = usualSpan(Date.parse(at(now)));
    expect(span).toEqual({ startsAt: at(startsAt), endsAt: at(endsAt) });
    expect(spanFault(span, limits, Date.parse(at(now)))).toBeNull();
    expect(isUnusual(span)).toBe(false);
  });

  it('moves its end only where a later beginning passes it', () => {
    const span = { startsAt: at('07T10:00'), endsAt: at('07T12:00') };
    expect(beginningAt(span, at('07T11:00'))).toEqual({ startsAt: at('07T11:00'), endsAt: at('07T12:00') });
    expect(beginningAt(span, at('08T10:00'))).toEqual({ startsAt: at('08T10:00'), endsAt: at('08T12:00') });
  });
});

describe('a time that cannot be', () => {
  const now = Date.parse(at('07T10:00'));
  it.each([
    ['07T09:00', '07T12:00', 'startPast'],
    ['07T09:15', '07T12:00', null],
    ['07T09:15', '07T10:00', 'endPast'],
    ['07T12:00', '07T12:00', 'backwards'],
    ['08T08:00', '15T08:15', 'long'],
    ['08T08:00', '15T08:00', null],
  ] as const)('from %s until %s: %s', (startsAt, endsAt, fault) => {
    expect(spanFault({ startsAt: at(startsAt), endsAt: at(endsAt) }, limits, now)).toBe(fault);
  });

  it('begins more than thirty days ahead', () => {
    const span = { startsAt: '2026-10-07T02:15:00Z', endsAt: '2026-10-07T03:00:00Z' };
    expect(spanFault(span, limits, now)).toBe('startFar');
  });
});

it('tells which times an approver looks at one by one', () => {
  expect(isUnusual({ startsAt: at('07T06:00'), endsAt: at('07T22:00') })).toBe(false);
  expect(isUnusual({ startsAt: at('07T05:45'), endsAt: at('07T08:00') })).toBe(true);
  expect(isUnusual({ startsAt: at('07T20:00'), endsAt: at('07T22:15') })).toBe(true);
  expect(isUnusual({ startsAt: at('07T20:00'), endsAt: at('08T07:00') })).toBe(true);
});
