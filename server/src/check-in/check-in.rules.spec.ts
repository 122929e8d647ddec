import fc from 'fast-check';
import type { SubmitReport, WindowRow } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import type { ErrorCode } from '@shared/errors';
import type { Plan, PlannedTemplate } from '../campaign/plan.types';
import { DomainError } from '../common/domain-error';
import {
  acceptedTemplate,
  admittedWindow,
  coarse,
  dayMark,
  demandLocation,
  flagsOf,
  isImpossibleTravel,
  isStorable,
  kilometresBetween,
  newFields,
  reporterOf,
  windowViewOf,
} from './check-in.rules';

const words = { zh: '字', en: 'word' };
const WINDOW: WindowRow = {
  id: 'morning',
  formKey: 'daily',
  title: words,
  kind: 'student',
  presence: null,
  campusId: null,
  opensMinute: 360,
  closesMinute: 720,
  lateUntilMinute: 840,
};
const template = (id: string): PlannedTemplate => ({
  id,
  version: 1,
  body: { title: words, schema: {}, fields: [], rules: [] },
  compiled: { faults: () => [], matchingRules: () => [] },
});
const plan: Plan = {
  schoolId: 'school',
  timeZone: 'Asia/Shanghai',
  campusIds: ['north', 'south'],
  campaign: {
    id: 'campaign',
    name: words,
    legalGround: words,
    startsOn: '2026-09-01',
    endsOn: '2026-09-30',
    audienceKinds: ['student'],
    audienceUnitIds: ['college'],
  },
  windows: [WINDOW, { ...WINDOW, id: 'south', formKey: 'other', campusId: 'south' }],
  forms: new Map([
    ['daily', { published: template('v2'), inGrace: { ...template('v1'), until: new Date('2026-09-07T02:00:00Z') } }],
  ]),
};
const somebody = {
  personId: 'p',
  kind: 'student' as const,
  presence: 'off_campus' as const,
  campusId: 'north',
  presenceCampusId: null,
  unitPath: ['school', 'college', 'class'],
};
const reporter = reporterOf(somebody);
/** 08:00 in Shanghai */
const MORNING = new Date('2026-09-07T00:00:00Z');
const report = { day: '2026-09-07', windowId: 'morning' };

const codeOf = (work: () => unknown): ErrorCode | null => {
  try {
    work();
    return null;
  } catch (error) {
    return (error as DomainError).code;
  }
};

describe('a report is admitted', () => {
  it('in an open window, and in a late one', () => {
    expect(admittedWindow(plan, reporter, report, MORNING).timing).toBe('open');
    expect(admittedWindow(plan, reporter, report, new Date('2026-09-07T04:00:00Z')).timing).toBe('late');
  });

  it.each<[string, ErrorCode, () => unknown]>([
    [
      'without a campaign',
      'CAMPAIGN_NONE',
      () => admittedWindow({ ...plan, campaign: null }, reporter, report, MORNING),
    ],
    [
      'before the campaign',
      'CAMPAIGN_NONE',
      () => admittedWindow(plan, reporter, report, new Date('2026-08-31T15:59:59Z')),
    ],
    [
      'for somebody outside the audience',
      'CAMPAIGN_NONE',
      () => admittedWindow(plan, { ...reporter, unitPath: ['school'] }, report, MORNING),
    ],
    [
      'for staff of a campaign for students',
      'CAMPAIGN_NONE',
      () => admittedWindow(plan, { ...reporter, kind: 'staff' }, report, MORNING),
    ],
    ['for yesterday', 'DAY_NOT_OPEN', () => admittedWindow(plan, reporter, { ...report, day: '2026-09-06' }, MORNING)],
    ['for tomorrow', 'DAY_NOT_OPEN', () => admittedWindow(plan, reporter, { ...report, day: '2026-09-08' }, MORNING)],
    [
      "for another campus's window",
      'WINDOW_NOT_YOURS',
      () => admittedWindow(plan, reporter, { ...report, windowId: 'south' }, MORNING),
    ],
    [
      'for a window that is none',
      'WINDOW_NOT_YOURS',
      () => admittedWindow(plan, reporter, { ...report, windowId: 'x' }, MORNING),
    ],
    [
      'a minute early',
      'WINDOW_NOT_OPEN',
      () => admittedWindow(plan, reporter, report, new Date('2026-09-06T21:59:59Z')),
    ],
    [
      'when it is over',
      'WINDOW_NOT_OPEN',
      () => admittedWindow(plan, reporter, report, new Date('2026-09-07T06:00:00Z')),
    ],
  ])('never %s', (_, code, work) => {
    expect(codeOf(work)).toBe(code);
  });

  it('by the campus where the person is, before the one they belong to', () => {
    const away = reporterOf({ ...somebody, presence: 'on_campus', presenceCampusId: 'south' });
    expect(admittedWindow(plan, away, { ...report, windowId: 'south' }, MORNING).window.id).toBe('south');
  });

  it('only on the campus day of the very instant, whatever is sent', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 29 * 1440 }), fc.integer({ min: 1, max: 30 }), (minutes, day) => {
        const now = new Date(Date.parse('2026-08-31T16:00:00Z') + minutes * 60_000);
        const asked = `2026-09-${String(day).padStart(2, '0')}`;
        const code = codeOf(() => admittedWindow(plan, reporter, { ...report, day: asked }, now));
        const isToday = Math.floor(minutes / 1440) + 1 === day;
        expect(code === 'DAY_NOT_OPEN').toBe(!isToday);
      }),
    );
  });
});

describe('a form version', () => {
  it('is accepted when published, or before the end of its grace', () => {
    expect(acceptedTemplate(plan, 'daily', 'v2', MORNING)?.id).toBe('v2');
    expect(acceptedTemplate(plan, 'daily', 'v1', MORNING)?.id).toBe('v1');
    expect(acceptedTemplate(plan, 'daily', 'v1', new Date('2026-09-07T02:00:00Z'))).toBeNull();
    expect(acceptedTemplate(plan, 'daily', 'v0', MORNING)).toBeNull();
    expect(acceptedTemplate(plan, 'another', 'v2', MORNING)).toBeNull();
  });

  it('tells which fields an older one did not have', () => {
    const body = (...keys: string[]): TemplateBody => ({
      title: words,
      schema: {},
      rules: [],
      fields: keys.map((key) => ({ key, label: words, widget: 'text', prefill: 'never' })),
    });
    expect(newFields(body('a', 'c'), body('a', 'b'))).toEqual(['b']);
    expect(newFields(null, body('a'))).toEqual(['a']);
  });
});

describe('a place', () => {
  const place = { latitude: 40.84261, longitude: 111.74923, accuracy: 5 };
  const sent = (wish: Partial<SubmitReport>): SubmitReport => wish as SubmitReport;

  it('or a reason is asked for; spaces are no reason', () => {
    expect(codeOf(() => demandLocation(sent({ location: place })))).toBeNull();
    expect(codeOf(() => demandLocation(sent({ noLocationReason: '室内' })))).toBeNull();
    expect(codeOf(() => demandLocation(sent({})))).toBe('LOCATION_MISSING');
    expect(codeOf(() => demandLocation(sent({ noLocationReason: ' ' })))).toBe('LOCATION_MISSING');
  });

  it('never keeps more than two decimals', () => {
    fc.assert(
      fc.property(
        fc.double({ min: -90, max: 90, noNaN: true }),
        fc.double({ min: -180, max: 180, noNaN: true }),
        (latitude, longitude) => {
          const kept = coarse({ latitude, longitude, accuracy: 1 });
          expect(Math.abs(kept.latitude - latitude)).toBeLessThanOrEqual(0.005 + 1e-9);
          expect(Number(kept.longitude.toFixed(2))).toBeCloseTo(kept.longitude, 10);
        },
      ),
    );
  });

  it('is flagged when nobody can have come from the one before', () => {
    const hohhot = { latitude: 40.84, longitude: 111.75, at: new Date('2026-09-07T00:00:00Z') };
    const beijing = (hours: number) => ({
      latitude: 39.9,
      longitude: 116.4,
      at: new Date(Date.parse('2026-09-07T00:00:00Z') + hours * 3_600_000),
    });
    expect(kilometresBetween(hohhot, beijing(0))).toBeGreaterThan(400);
    expect(isImpossibleTravel(hohhot, beijing(0.2))).toBe(true);
    expect(isImpossibleTravel(hohhot, beijing(1))).toBe(false);
    expect(isImpossibleTravel(hohhot, { ...hohhot, latitude: 41.2, at: hohhot.at })).toBe(false);
  });
});

describe('a report', () => {
  it('carries a flag for each thing that a counsellor should know', () => {
    expect(flagsOf({ hasLocation: true, isLate: false, isProxy: false, isSharedDevice: false })).toEqual([]);
    expect(flagsOf({ hasLocation: false, isLate: true, isProxy: true, isSharedDevice: true })).toEqual([
      'no_location',
      'late',
      'proxy',
      'shared_device',
    ]);
  });

  it('holds any text but NUL and half characters', () => {
    expect(['好', '𠮷', '😀', 'a\nb'].every((text) => isStorable(JSON.stringify(text)))).toBe(true);
    expect(['\u0000', '\ud800', 'x\udc00'].some((text) => isStorable(JSON.stringify(text)))).toBe(false);
  });

  it('shows its window as instants, midnight included', () => {
    expect(windowViewOf({ ...WINDOW, lateUntilMinute: 1440 }, '2026-09-07', 'Asia/Shanghai')).toEqual({
      id: 'morning',
      title: words,
      opensAt: '2026-09-06T22:00:00.000Z',
      closesAt: '2026-09-07T04:00:00.000Z',
      lateUntil: '2026-09-07T16:00:00.000Z',
    });
  });
});

describe('a day of the history', () => {
  const span = { startsOn: '2026-09-01', endsOn: '2026-09-30' };
  const windows = [WINDOW, { ...WINDOW, id: 'afternoon', opensMinute: 720, closesMinute: 1080, lateUntilMinute: 1080 }];
  const now = { day: '2026-09-07', minute: 800 };
  const mark = (day: string, ...reported: string[]) => dayMark(span, windows, new Set(reported), day, now);

  it('is reported, partly reported or missing by what was owed', () => {
    expect([mark('2026-09-06', 'morning', 'afternoon'), mark('2026-09-06', 'morning'), mark('2026-09-06')]).toEqual([
      'reported',
      'partly',
      'missing',
    ]);
  });

  it('is not due before the campaign, after it, and in days to come', () => {
    expect([mark('2026-08-31'), mark('2026-10-01'), mark('2026-09-08')]).toEqual(['not_due', 'not_due', 'not_due']);
    expect(dayMark(null, [], new Set(), '2026-09-06', now)).toBe('not_due');
  });

  it('counts today only what has closed, and calls due what is open', () => {
    expect([mark('2026-09-07'), mark('2026-09-07', 'morning')]).toEqual(['missing', 'due']);
    expect(mark('2026-09-07', 'morning', 'afternoon')).toBe('reported');
    expect(dayMark(span, windows, new Set(), '2026-09-07', { ...now, minute: 700 })).toBe('due');
    expect(dayMark(span, windows, new Set(), '2026-09-07', { ...now, minute: 100 })).toBe('not_due');
  });
});
