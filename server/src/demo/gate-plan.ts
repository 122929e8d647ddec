import type { Bilingual } from '@shared/bilingual';
import type { AntiPassback, Direction } from '@shared/gate';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';

export interface BuildingPlan {
  /** of the campus */
  campus: string;
  code: string;
  name: Bilingual;
}

export interface GatePlan extends BuildingPlan {
  /** null: a gate of the campus itself */
  buildingCode: string | null;
  directions: Direction[];
  important: boolean;
  insidePrivate: boolean;
  antiPassback: AntiPassback;
}

/** What a gate is unless its line says otherwise. */
const PLAIN = { directions: ['in', 'out'] as Direction[], important: false, insidePrivate: false } as const;

interface Door extends Partial<Omit<GatePlan, 'campus' | 'code' | 'name' | 'buildingCode'>> {
  /** follows the letter of the campus and the code of the building */
  end: string;
  name: Bilingual;
}

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const door = (zh: string, en: string, end = '1'): Door => ({ end, name: words(zh, en) });

const CAMPUS_GATES: readonly Door[] = [
  { ...door('北门', 'North gate', 'n'), important: true },
  { ...door('南门（进）', 'South gate, in', 'si'), important: true, directions: ['in'] },
  { ...door('南门（出）', 'South gate, out', 'so'), important: true, directions: ['out'] },
];

/** The same on every campus: code without the campus's letter, name, doors. */
const BUILDINGS: readonly (readonly [string, Bilingual, readonly Door[]])[] = [
  [
    'lib',
    words('图书馆', 'Library'),
    [{ ...door('图书馆大门', 'Library, main door'), antiPassback: 'warn' }, door('自习室门', 'Reading room door', 's')],
  ],
  ['gym', words('体育馆', 'Sports hall'), [door('健身房门', 'Gym door')]],
  ['tea', words('教学楼', 'Teaching building'), [door('教学楼东门', 'Teaching building, east door')]],
  ['dor', words('学生公寓', 'Dormitory'), [{ ...door('公寓大门', 'Dormitory, main door'), antiPassback: 'block' }]],
  [
    'can',
    words('食堂', 'Canteen'),
    [
      { ...door('食堂入口', 'Canteen, entrance', 'i'), directions: ['in'] },
      { ...door('食堂出口', 'Canteen, exit', 'o'), directions: ['out'] },
    ],
  ],
  [
    'bat',
    words('浴室', 'Bath-house'),
    [
      door('浴室外门', 'Bath-house, outer door'),
      { ...door('更衣室门', 'Bath-house, changing room door', 'p'), insidePrivate: true },
    ],
  ],
];

export const buildingId = (plan: SchoolPlan, code: string): string => demoId(`${plan.key}/building/${code}`);
export const gateId = (plan: SchoolPlan, code: string): string => demoId(`${plan.key}/gate/${code}`);

/** Codes begin with the campus: `xlib`, `xlib1`, `xn`. */
const letterOf = (campus: string): string => campus.slice(0, 1);

export const buildingPlans = (plan: SchoolPlan): BuildingPlan[] =>
  plan.campuses.flatMap(({ code: campus }) =>
    BUILDINGS.map(([code, name]) => ({ campus, code: `${letterOf(campus)}${code}`, name })),
  );

export const gatePlans = (plan: SchoolPlan): GatePlan[] =>
  plan.campuses.flatMap(({ code: campus }) => [
    ...CAMPUS_GATES.map((gate) => gateOf(campus, null, gate)),
    ...BUILDINGS.flatMap(([code, , doors]) => doors.map((one) => gateOf(campus, code, one))),
  ]);

const gateOf = (campus: string, building: string | null, { end, ...gate }: Door): GatePlan => ({
  ...PLAIN,
  antiPassback: 'off',
  ...gate,
  ...{ campus, buildingCode: building && `${letterOf(campus)}${building}` },
  code: `${letterOf(campus)}${building ?? ''}${end}`,
});
