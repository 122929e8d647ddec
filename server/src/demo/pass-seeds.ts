import dayjs from 'dayjs';
import type { QuickReason, TriageReason } from '@shared/approval';
import type { ExemptPassState, TemporaryPassState } from '@shared/pass';
import { campusDay, instantOf } from '../common/campus-time';
import { triageReasons as exemptTriage } from '../exempt-pass/exempt-pass.rules';
import { triageReasons } from '../temporary-pass/temporary-pass.rules';
import type { SchoolPlan } from './campus-plan';
import type { CastPerson } from './cast-person';
import { CAST_COLLEGE, CAST_YEAR } from './cast-staff';
import { demoId } from './draw';
import { gatePlans, type GatePlan } from './gate-plan';
import type { PersonSeed } from './person-seed';
import type { HandedIn, PhotoSeed } from './photo-rows';

const ZONE = 'Asia/Shanghai';
const GRADE_COUNSELLOR = `2${CAST_COLLEGE}${CAST_YEAR % 100}01`;
const COLLEGE_COUNSELLOR = `2${CAST_COLLEGE}0001`;
/** of the cast, on the campus and of the listed counsellor's year */
const OTHERS = ['several_cards', 'wrong_name', 'correction_open', 'card_frozen'];

export interface TemporaryPassSeed {
  id: string;
  person: PersonSeed;
  approverId: string;
  state: TemporaryPassState;
  /** in the words of the person */
  reason: string;
  gates: GatePlan[];
  startsAt: Date;
  endsAt: Date;
  submittedAt: Date;
  triage: TriageReason[];
  /** of the approver, to one that was returned or rejected */
  refusal: { reason: QuickReason; comment: string | null } | null;
}

export interface ExemptPassSeed {
  id: string;
  person: PersonSeed;
  approverId: string;
  state: ExemptPassState;
  reason: string;
  photo: PhotoSeed;
  submittedAt: Date;
  triage: TriageReason[];
}

type Wish = Pick<TemporaryPassSeed, 'person' | 'state' | 'reason' | 'startsAt' | 'endsAt'> & {
  hoursAgo: number;
  refusal?: TemporaryPassSeed['refusal'];
};

/** One that opens gates now, others that wait, came back or are over. */
export const temporaryPassSeeds = (
  plan: SchoolPlan,
  cast: readonly CastPerson[],
  people: readonly PersonSeed[],
  anchor: Date,
): TemporaryPassSeed[] => {
  const known = (key: string): PersonSeed[] => cast.filter(({ showing }) => showing?.key === key);
  const wishes = [
    ...known('returning').flatMap((person) => ownWishes(person, anchor)),
    ...OTHERS.flatMap(known).flatMap((person, nth) => otherWish(person, nth, anchor)),
  ];
  return wishes.map((wish, nth) => seedOf(plan, people, wish, nth, anchor));
};

const later = (anchor: Date, hours: number): Date => dayjs(anchor).startOf('hour').add(hours, 'hour').toDate();
const at = (anchor: Date, days: number, hour: number): Date =>
  instantOf(campusDay(dayjs(anchor).add(days, 'day').toDate(), ZONE), hour * 60, ZONE);

const ownWishes = (person: PersonSeed, anchor: Date): Wish[] => [
  {
    ...{ person, state: 'approved', reason: '就医', hoursAgo: 3 },
    ...{ startsAt: later(anchor, -1), endsAt: later(anchor, 9) },
  },
  {
    ...{ person, state: 'submitted', reason: '外出办事', hoursAgo: 1 },
    ...{ startsAt: at(anchor, 1, 14), endsAt: at(anchor, 1, 18) },
  },
  {
    ...{ person, state: 'approved', reason: '取送物品', hoursAgo: 100 },
    ...{ startsAt: at(anchor, -3, 9), endsAt: at(anchor, -3, 12) },
  },
];

/** One request of each of the others. */
const otherWish = (person: PersonSeed, nth: number, anchor: Date): Wish[] => {
  const shapes: Omit<Wish, 'person'>[] = [
    {
      ...{ state: 'submitted', reason: '导师安排夜间做实验', hoursAgo: 2 },
      ...{ startsAt: at(anchor, 0, 21), endsAt: at(anchor, 1, 1) },
    },
    {
      ...{ state: 'submitted', reason: '家中有事', hoursAgo: 4 },
      ...{ startsAt: at(anchor, 1, 8), endsAt: at(anchor, 1, 20) },
    },
    {
      ...{ state: 'submitted', reason: '参加学科竞赛集训', hoursAgo: 5 },
      ...{ startsAt: at(anchor, 1, 8), endsAt: at(anchor, 4, 20) },
    },
    {
      ...{ state: 'returned', reason: '有事', hoursAgo: 6 },
      ...{ startsAt: at(anchor, 1, 9), endsAt: at(anchor, 1, 12) },
      refusal: { reason: 'reason_unclear', comment: '请写清楚去哪里、做什么' },
    },
  ];
  const shape = shapes[nth];
  return shape ? [{ ...shape, person }] : [];
};

const seedOf = (
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  { person, state, reason, startsAt, endsAt, hoursAgo, refusal = null }: Wish,
  nth: number,
  anchor: Date,
): TemporaryPassSeed => ({
  id: demoId(`${plan.key}/temporary-pass/${person.number}/${nth}`),
  ...{ person, state, reason, startsAt, endsAt, refusal },
  approverId: idOf(people, GRADE_COUNSELLOR),
  gates: gatePlans(plan).filter(({ campus, important }) => important && campus === person.campus),
  submittedAt: dayjs(anchor).subtract(hoursAgo, 'hour').toDate(),
  triage: triageReasons({ startsAt, endsAt, timeZone: ZONE, version: 1, isOwnApprover: true }),
});

const idOf = (people: readonly PersonSeed[], number: string): string =>
  people.find((person) => person.number === number)?.id ?? '';

/** A member of staff who has handed in a photo. */
export const exemptPassSeeds = (
  plan: SchoolPlan,
  cast: readonly CastPerson[],
  people: readonly PersonSeed[],
  anchor: Date,
): ExemptPassSeed[] => {
  const person = cast.find(({ showing }) => showing?.key === 'staff');
  if (!person) {
    return [];
  }
  const key = `${plan.key}/exempt-pass/${person.number}`;
  const submittedAt = dayjs(anchor).subtract(50, 'minute').toDate();
  return [
    {
      id: demoId(key),
      ...{ person, submittedAt, state: 'submitted', reason: '在校上班，每天进出实验楼' },
      approverId: idOf(people, COLLEGE_COUNSELLOR),
      photo: {
        ...{ id: demoId(`${key}/photo`), slot: 'id_photo', paper: null, sample: 'portrait', key },
        uploadedAt: dayjs(submittedAt).subtract(3, 'minute').toDate(),
      },
      triage: exemptTriage({ version: 1, hasLookalike: false, isOwnApprover: true }),
    },
  ];
};

export const idPhotosOf = (seeds: readonly ExemptPassSeed[]): HandedIn[] =>
  seeds.map(({ person, photo }) => ({ ownerId: person.id, purpose: 'id_photo', photo }));
