import fc from 'fast-check';
import type { WindowRow } from './check-in';
import {
  countedWindow,
  coversDay,
  dayAfter,
  fillableWindow,
  isInAudience,
  nextOpening,
  shownWindow,
  timingOf,
  windowsOf,
  type WindowSubject,
} from './check-in-window';

let serial = 0;
const window = (wish: Partial<WindowRow> = {}): WindowRow => ({
  id: `w${(serial += 1)}`,
  formKey: 'morning',
  title: { zh: '晨检', en: 'Morning' },
  kind: 'student',
  presence: null,
  campusId: null,
  opensMinute: 360,
  closesMinute: 720,
  lateUntilMinute: 780,
  ...wish,
});
const afternoon = (wish: Partial<WindowRow> = {}): WindowRow =>
  window({ formKey: 'afternoon', opensMinute: 720, closesMinute: 1080, lateUntilMinute: 1200, ...wish });

const here: WindowSubject = { kind: 'student', presence: 'on_campus', campusId: 'north' };
const none = new Set<string>();

const anyWindow = fc
  .record({
    formKey: fc.constantFrom('a', 'b', 'c'),
    kind: fc.constantFrom('student' as const, 'staff' as const),
    presence: fc.constantFrom(null, 'on_campus' as const, 'off_campus' as const),
    campusId: fc.constantFrom(null, 'north', 'south'),
    minutes: fc.uniqueArray(fc.integer({ min: 0, max: 1440 }), { minLength: 3, maxLength: 3 }),
  })
  .map(({ minutes, ...rest }) => {
    const [opensMinute = 0, closesMinute = 1, lateUntilMinute = 2] = [...minutes].sort((a, b) => a - b);
    return window({ ...rest, opensMinute, closesMinute, lateUntilMinute });
  });
const anySubject = fc.record({
  kind: fc.constantFrom('student' as const, 'staff' as const),
  presence: fc.constantFrom('on_campus' as const, 'off_campus' as const),
  campusId: fc.constantFrom('north', 'south'),
});
const anyMinute = fc.integer({ min: 0, max: 1439 });

describe('the windows of a person', () => {
  it('are those of the kind, the presence and the campus', () => {
    const all = [
      window({ formKey: 'own' }),
      window({ formKey: 'staff', kind: 'staff' }),
      window({ formKey: 'off', presence: 'off_campus' }),
      window({ formKey: 'south', campusId: 'south' }),
    ];
    expect(windowsOf(all, here).map(({ formKey }) => formKey)).toEqual(['own']);
  });

  it('of the campus take the place of the school-wide ones of the same form, and of no other', () => {
    const own = window({ campusId: 'north', opensMinute: 420 });
    const all = [window(), own, afternoon()];
    expect(windowsOf(all, here).map(({ opensMinute }) => opensMinute)).toEqual([420, 720]);
    expect(windowsOf(all, { ...here, campusId: 'south' }).map(({ opensMinute }) => opensMinute)).toEqual([360, 720]);
  });

  it('never belong to somebody else, and never mix a campus with the school for one form', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 12 }), anySubject, (all, subject) => {
        const mine = windowsOf(all, subject);
        for (const one of mine) {
          expect(one.kind).toBe(subject.kind);
          expect([null, subject.presence]).toContain(one.presence);
          expect([null, subject.campusId]).toContain(one.campusId);
          expect(
            mine.filter(({ formKey }) => formKey === one.formKey).every(({ campusId }) => campusId === one.campusId),
          ).toBe(true);
        }
        expect(mine.map(({ opensMinute }) => opensMinute)).toEqual(
          mine.map(({ opensMinute }) => opensMinute).sort((a, b) => a - b),
        );
      }),
    );
  });
});

describe('a window', () => {
  it.each([
    [359, 'upcoming'],
    [360, 'open'],
    [719, 'open'],
    [720, 'late'],
    [779, 'late'],
    [780, 'over'],
  ] as const)('at minute %i is %s', (minute, timing) => {
    expect(timingOf(window(), minute)).toBe(timing);
  });

  it('goes through its timings in one direction', () => {
    const order = ['upcoming', 'open', 'late', 'over'];
    fc.assert(
      fc.property(anyWindow, anyMinute, anyMinute, (one, a, b) => {
        const [early, late] = a < b ? [a, b] : [b, a];
        expect(order.indexOf(timingOf(one, early))).toBeLessThanOrEqual(order.indexOf(timingOf(one, late)));
      }),
    );
  });
});

describe('the form that can be filled in now', () => {
  it('is the open one, then the late one that is still owed, then what may be corrected', () => {
    const morning = window();
    const noon = afternoon();
    const both = [morning, noon];
    expect(fillableWindow(both, 400, none)).toEqual({ window: morning, timing: 'open' });
    expect(fillableWindow(both, 730, none)).toEqual({ window: noon, timing: 'open' });
    expect(fillableWindow(both, 730, new Set([noon.id]))).toEqual({ window: morning, timing: 'late' });
    expect(fillableWindow(both, 730, new Set([morning.id, noon.id]))).toEqual({ window: noon, timing: 'open' });
    expect(fillableWindow([morning], 730, new Set([morning.id]))).toEqual({ window: morning, timing: 'late' });
    expect(fillableWindow(both, 100, none)).toBeNull();
    expect(fillableWindow(both, 1300, none)).toBeNull();
  });

  it('is one that takes reports, whenever there is such a one', () => {
    fc.assert(
      fc.property(fc.array(anyWindow, { maxLength: 8 }), anyMinute, fc.array(fc.nat(7)), (all, minute, reported) => {
        const ids = new Set(reported.flatMap((at) => all[at]?.id ?? []));
        const takes = all.filter((one) => ['open', 'late'].includes(timingOf(one, minute)));
        const chosen = fillableWindow(all, minute, ids);
        expect(chosen !== null).toBe(takes.length > 0);
        if (chosen && ids.has(chosen.window.id)) {
          expect(takes.every(({ id }) => ids.has(id))).toBe(true);
        }
      }),
    );
  });
});

describe('the window that the home page speaks of', () => {
  it('is the next one when nothing more is owed of the last', () => {
    const morning = window();
    const noon = afternoon({ opensMinute: 760 });
    expect(shownWindow([morning, noon], 730, new Set([morning.id]))).toEqual({ window: noon, timing: 'upcoming' });
    expect(shownWindow([morning, noon], 730, none)).toEqual({ window: morning, timing: 'late' });
    expect(shownWindow([morning], 730, new Set([morning.id]))).toBeNull();
  });
});

describe('the next opening', () => {
  const span = { startsOn: '2026-09-01', endsOn: '2026-09-30' };
  const both = [window(), afternoon()];

  it('is today, else tomorrow, and never after the campaign', () => {
    expect(nextOpening(both, { day: '2026-09-07', minute: 400 }, span)).toMatchObject({
      day: '2026-09-07',
      window: { opensMinute: 720 },
    });
    expect(nextOpening(both, { day: '2026-09-07', minute: 720 }, span)).toMatchObject({
      day: '2026-09-08',
      window: { opensMinute: 360 },
    });
    expect(nextOpening(both, { day: '2026-09-30', minute: 720 }, span)).toBeNull();
    expect(nextOpening([], { day: '2026-09-07', minute: 0 }, span)).toBeNull();
  });

  it('waits for the first day of the campaign', () => {
    expect(nextOpening(both, { day: '2026-08-31', minute: 0 }, span)).toMatchObject({
      day: '2026-09-01',
      window: { opensMinute: 360 },
    });
    expect(nextOpening(both, { day: '2026-08-20', minute: 1000 }, span)).toMatchObject({ day: '2026-09-01' });
  });
});

describe('the window by which a day is counted', () => {
  const now = { day: '2026-09-07', minute: 730 };
  const both = [window(), afternoon()];

  it('is the one that opened last today, the last one of past days, none of days to come', () => {
    expect(countedWindow(both, '2026-09-07', now)?.formKey).toBe('afternoon');
    expect(countedWindow(both, '2026-09-07', { ...now, minute: 719 })?.formKey).toBe('morning');
    expect(countedWindow(both, '2026-09-07', { ...now, minute: 359 })).toBeNull();
    expect(countedWindow(both, '2026-09-06', now)?.formKey).toBe('afternoon');
    expect(countedWindow(both, '2026-09-08', now)).toBeNull();
  });
});

describe('days and audiences', () => {
  it('cover both ends of the span', () => {
    const span = { startsOn: '2026-09-01', endsOn: '2026-09-30' };
    expect(['2026-08-31', '2026-09-01', '2026-09-30', '2026-10-01'].map((day) => coversDay(span, day))).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('count on over months and leap years', () => {
    expect([dayAfter('2026-09-30'), dayAfter('2028-02-28'), dayAfter('2026-01-01', -1)]).toEqual([
      '2026-10-01',
      '2028-02-29',
      '2025-12-31',
    ]);
  });

  it('reach a unit and everybody below it', () => {
    const audience = { audienceKinds: ['student' as const], audienceUnitIds: ['college'] };
    expect(isInAudience(audience, 'student', ['school', 'college', 'class'])).toBe(true);
    expect(isInAudience(audience, 'student', ['school', 'other'])).toBe(false);
    expect(isInAudience(audience, 'staff', ['school', 'college'])).toBe(false);
    expect(isInAudience({ ...audience, audienceUnitIds: [] }, 'student', ['school'])).toBe(true);
  });
});
