import type { Bilingual } from '@shared/bilingual';
import type { HallSex, OpeningHours, VenueKindInput, Weekday } from '@shared/venue';
import type { Hours } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';

interface HallPlan {
  key: string;
  name: Bilingual;
  sex: HallSex | null;
  capacity: number;
}

export interface VenuePlan {
  /** campus and kind */
  key: string;
  campus: string;
  kind: string;
  name: Bilingual;
  useMinutes: number;
  halls: readonly HallPlan[];
  /** code of its door */
  door: string;
}

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const RULES = { dailyLimit: 3, breachLimit: 3, breachDays: 30, coolDownHours: 24 };

export const VENUE_KINDS: readonly VenueKindInput[] = [
  { code: 'bath', name: words('浴室', 'Bath-house'), ...RULES, dailyLimit: 2 },
  { code: 'gym', name: words('健身房', 'Gym'), ...RULES },
  { code: 'study', name: words('自习室', 'Reading room'), ...RULES, dailyLimit: 5 },
];

type Shape = Pick<VenuePlan, 'kind' | 'name' | 'useMinutes' | 'halls'> & {
  /** follows the letter of the campus */
  doorEnd: string;
};

/** The same on every campus. */
const SHAPES: readonly Shape[] = [
  {
    ...{ kind: 'bath', name: words('浴室', 'Bath-house'), useMinutes: 45, doorEnd: 'bat1' },
    halls: [
      { key: 'women', name: words('女浴区', 'Women'), sex: 'female', capacity: 6 },
      { key: 'men', name: words('男浴区', 'Men'), sex: 'male', capacity: 40 },
    ],
  },
  {
    ...{ kind: 'gym', name: words('健身房', 'Gym'), useMinutes: 90, doorEnd: 'gym1' },
    halls: [{ key: 'all', name: words('器械区', 'Machines'), sex: null, capacity: 30 }],
  },
  {
    ...{ kind: 'study', name: words('自习室', 'Reading room'), useMinutes: 240, doorEnd: 'libs' },
    halls: [
      { key: 'quiet', name: words('静音区', 'Quiet area'), sex: null, capacity: 120 },
      { key: 'group', name: words('讨论区', 'Group tables'), sex: null, capacity: 24 },
    ],
  },
];

export const venuePlans = (plan: SchoolPlan): VenuePlan[] =>
  plan.campuses.flatMap(({ code: campus }) =>
    SHAPES.map(({ doorEnd, ...shape }) => ({
      ...{ ...shape, campus, key: `${campus}/${shape.kind}`, door: `${campus.slice(0, 1)}${doorEnd}` },
    })),
  );

export const kindId = (plan: SchoolPlan, code: string): string => demoId(`${plan.key}/venue-kind/${code}`);
export const venueId = (plan: SchoolPlan, key: string): string => demoId(`${plan.key}/venue/${key}`);
export const hallId = (plan: SchoolPlan, key: string): string => demoId(`${plan.key}/hall/${key}`);

const WEEK: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];
const USUAL = { opens: 6 * 60 + 30, closes: 22 * 60 + 30 };

export const openingHours = (hours: Hours): OpeningHours[] =>
  WEEK.map((weekday) => ({ weekday, ...(hours === 'all_day' ? { opens: 0, closes: 1440 } : USUAL) }));
