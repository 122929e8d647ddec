import type { IssuedCode } from '@shared/pass-code';
import { codeAt, codesAfter, isReserveDue, isReserveShort, minutesCovered, shownFor, type KeptCodes } from './codes';

const NOON = Date.parse('2026-09-01T04:00:00Z');
const MINUTE = 60_000;
const LIBRARY = { gateId: 'library', direction: 'in' } as const;

const codeFrom = (start: number): IssuedCode => ({
  code: `code-${(start - NOON) / 1000}`,
  startsAt: new Date(start).toISOString(),
  endsAt: new Date(start + MINUTE).toISOString(),
});
const reserveFrom = (start: number, count: number): IssuedCode[] =>
  Array.from({ length: count }, (_code, minute) => codeFrom(start + minute * MINUTE));
const kept = (part: Partial<KeptCodes> = {}): KeptCodes => ({
  ...LIBRARY,
  latest: codeFrom(NOON),
  reserve: reserveFrom(NOON + MINUTE, 15),
  ...part,
});

describe('the code to show', () => {
  it.each([
    [0, 'code-0'],
    [59_999, 'code-0'],
    [60_000, 'code-60'],
    [15 * MINUTE + 59_000, 'code-900'],
  ])('%d ms after it was issued is %s', (later, code) => {
    expect(codeAt(kept(), NOON + later)?.code).toBe(code);
  });

  it('is none once the reserve is over, and none before the phone has one', () => {
    expect([codeAt(kept(), NOON + 16 * MINUTE), codeAt(kept({ reserve: [] }), NOON + MINUTE)]).toEqual([null, null]);
  });

  it('is the newest one issued, though the reserve has one for the same minute', () => {
    const renewed = kept({ latest: codeFrom(NOON + 45_000) });
    expect(codeAt(renewed, NOON + MINUTE + 5000)?.code).toBe('code-45');
  });
});

describe('the time for which a code is shown', () => {
  it('ends when the next one is asked for, and at its own end where there is none', () => {
    const codes = kept();
    const [first] = codes.reserve;
    const seconds = [
      shownFor(codes, codes.latest, NOON),
      shownFor(codes, codes.latest, NOON + 50_000),
      shownFor(codes, first ?? codes.latest, NOON + MINUTE),
    ].map(({ from, until }) => [(from - NOON) / 1000, (until - NOON) / 1000]);
    expect(seconds).toEqual([
      [0, 45],
      [0, 60],
      [60, 120],
    ]);
  });
});

describe('the reserve', () => {
  it('lasts as many minutes as codes follow each other', () => {
    const torn = kept({ reserve: [...reserveFrom(NOON + MINUTE, 4), ...reserveFrom(NOON + 8 * MINUTE, 5)] });
    expect([
      minutesCovered(kept(), NOON),
      minutesCovered(torn, NOON),
      minutesCovered(kept(), NOON + 20 * MINUTE),
    ]).toEqual([16, 5, 0]);
  });

  it('is renewed by the page while ten minutes of it are left', () => {
    expect([6, 7].map((minutes) => isReserveShort(kept(), LIBRARY, NOON + minutes * MINUTE))).toEqual([false, true]);
  });

  it('is fetched by home when five minutes are left, at most every three minutes', () => {
    const soon = NOON + 12 * MINUTE;
    expect([
      isReserveDue(kept(), LIBRARY, NOON, 0),
      isReserveDue(kept(), LIBRARY, soon, 0),
      isReserveDue(kept(), LIBRARY, soon, soon - 2 * MINUTE),
      isReserveDue(null, LIBRARY, soon, 0),
    ]).toEqual([false, true, false, true]);
  });

  it('counts for one way through one gate', () => {
    expect([
      isReserveShort(kept(), { ...LIBRARY, direction: 'out' }, NOON),
      isReserveShort(kept(), { ...LIBRARY, gateId: 'canteen' }, NOON),
    ]).toEqual([true, true]);
  });

  it('stays beside the next code, without what is over, and goes when another gate is chosen', () => {
    const later = NOON + 3 * MINUTE;
    const answer = { serverTime: new Date(later).toISOString(), code: codeFrom(later), reserve: [] };
    expect(codesAfter(kept(), LIBRARY, answer).reserve.map(({ code }) => code)).toEqual(
      reserveFrom(NOON + 3 * MINUTE, 13).map(({ code }) => code),
    );
    expect(codesAfter(kept(), { gateId: 'canteen', direction: 'in' }, answer).reserve).toEqual([]);
  });

  it('is replaced by a new one', () => {
    const reserve = reserveFrom(NOON + 9 * MINUTE, 15);
    const answer = {
      serverTime: new Date(NOON + 8 * MINUTE).toISOString(),
      code: codeFrom(NOON + 8 * MINUTE),
      reserve,
    };
    expect(codesAfter(kept(), LIBRARY, answer).reserve).toEqual(reserve);
  });
});
