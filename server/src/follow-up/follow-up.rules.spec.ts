import type { WindowRow } from '@shared/check-in';
import type { Plan } from '../campaign/plan.types';
import { owedCells, remindableCells } from './follow-up.rules';

const words = { zh: '字', en: 'word' };
const window = (id: string, wish: Partial<WindowRow> = {}): WindowRow => ({
  id,
  formKey: id,
  title: words,
  kind: 'student',
  presence: 'on_campus',
  campusId: null,
  opensMinute: 360,
  closesMinute: 720,
  lateUntilMinute: 780,
  ...wish,
});
const plan: Plan = {
  schoolId: 'school',
  timeZone: 'Asia/Shanghai',
  campusIds: ['north', 'south'],
  campaign: {
    id: 'c',
    name: words,
    legalGround: words,
    startsOn: '2026-09-01',
    endsOn: '2026-09-30',
    audienceKinds: ['student'],
    audienceUnitIds: [],
  },
  windows: [
    window('morning'),
    window('south-morning', { formKey: 'morning', campusId: 'south', opensMinute: 420 }),
    window('afternoon', { opensMinute: 840, closesMinute: 1080, lateUntilMinute: 1080 }),
    window('home', { presence: 'off_campus', opensMinute: 0, closesMinute: 1440, lateUntilMinute: 1440 }),
    window('staff', { kind: 'staff' }),
  ],
  forms: new Map(),
};
const day = '2026-09-07';
const at = (minute: number) => ({ day, minute });
const ids = (cells: { presence: string; campusId: string; windowId: string }[]): string[] =>
  cells.map(({ presence, campusId, windowId }) => `${presence} ${campusId} ${windowId}`).sort();

describe('who owes which window', () => {
  it('is told for each presence and campus, by the window that opened last', () => {
    expect(ids(owedCells(plan, day, at(430)))).toEqual([
      'off_campus north home',
      'off_campus south home',
      'on_campus north morning',
      'on_campus south south-morning',
    ]);
    expect(ids(owedCells(plan, day, at(900)))).toContain('on_campus south afternoon');
  });

  it('leaves out those whose window has not opened', () => {
    expect(ids(owedCells(plan, day, at(400)))).not.toContain('on_campus south south-morning');
  });

  it('is the last window on days past, and nobody on days to come or outside the campaign', () => {
    expect(ids(owedCells(plan, '2026-09-06', at(400)))).toContain('on_campus north afternoon');
    expect(owedCells(plan, '2026-09-08', at(400))).toEqual([]);
    expect(owedCells(plan, '2026-08-31', at(400))).toEqual([]);
    expect(owedCells({ ...plan, campaign: null }, day, at(400))).toEqual([]);
  });

  it('counts nobody of a kind that the campaign is not for', () => {
    expect(owedCells(plan, day, at(900)).every(({ kind }) => kind === 'student')).toBe(true);
  });
});

describe('who may be reminded', () => {
  it('are those whose window still takes a report', () => {
    expect(ids(remindableCells(plan, at(779)))).toContain('on_campus north morning');
    expect(ids(remindableCells(plan, at(780)))).toEqual(['off_campus north home', 'off_campus south home']);
  });
});
