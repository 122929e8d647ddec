import type { PersonKind, PersonState } from '@shared/identity';
import type { SchoolPlan } from './campus-plan';
import { CAST_COLLEGE, CAST_YEAR } from './cast-staff';
import { chance, demoId, drawn, personName, pick } from './draw';
import { idNumber } from './id-number';
import type { CardSeed, PersonSeed } from './person-seed';
import { CLASS_SIZE, classPlace, officeCode } from './units';

/** one in ten is staff */
const TEN = 10;
/** ID serials below this belong to the people who are named in the README */
const FIRST_SERIAL = 1000;

/** class of the cast: nearly everybody there reports */
const CAST_CLASS = `${CAST_COLLEGE}-${CAST_YEAR % 100}-A1`;
/** people after these hardly have a history: a large campus is for its size */
const WITH_HISTORY = 5000;

const reportShare = (index: number, unitCode: string): number =>
  unitCode === CAST_CLASS ? 90 : index < WITH_HISTORY ? 12 : 2;

/** Whether the n-th person of the crowd is staff, and the how manieth of that kind. */
const kindAt = (index: number): { kind: PersonKind; ordinal: number } =>
  index % TEN === TEN - 1
    ? { kind: 'staff', ordinal: Math.floor(index / TEN) }
    : { kind: 'student', ordinal: index - Math.floor(index / TEN) };

/** How many classes the first `size` people of the crowd fill. */
export const classesFor = (size: number): number => Math.ceil((size - Math.floor(size / TEN)) / CLASS_SIZE);

const stateOf = (key: string, kind: PersonKind, isFreshman: boolean): PersonState => {
  if (isFreshman && chance(`${key}/admitted`, 3)) {
    return 'admitted';
  }
  const draw = drawn(`${key}/state`, 100);
  return draw === 0 ? 'left' : draw === 1 && kind === 'student' ? 'suspended' : 'active';
};

const cardsOf = (key: string, state: PersonState): CardSeed[] => {
  if (state === 'admitted') {
    return [];
  }
  const first = drawn(`${key}/card`, 10_000);
  const card = (offset: number, cardState: CardSeed['state']): CardSeed => ({
    lastFour: String((first + offset) % 10_000).padStart(4, '0'),
    state: cardState,
    balanceFen: 500 + drawn(`${key}/balance/${offset}`, 30_000),
  });
  const draw = drawn(`${key}/cards`, 100);
  if (draw < 2) {
    return [card(0, 'active'), card(1, 'active')];
  }
  if (draw < 4) {
    return [card(0, 'cancelled'), card(1, 'active')];
  }
  return [card(0, draw === 4 ? 'lost' : draw === 5 ? 'frozen' : 'active')];
};

/** The n-th person of a school's crowd: the same whatever the size of the crowd. */
export const crowdPerson = (plan: SchoolPlan, index: number): PersonSeed => {
  const { kind, ordinal } = kindAt(index);
  const key = `${plan.key}/person/${index}`;
  const sex = chance(`${key}/sex`, 45) ? 'female' : 'male';
  const place = kind === 'student' ? studentPlace(plan, ordinal) : staffPlace(plan, ordinal);
  const state = stateOf(key, kind, place.bornAround === 2008);
  const isPresent = chance(`${key}/present`, kind === 'staff' ? 90 : 65) && state !== 'left' && state !== 'admitted';
  return {
    id: demoId(key, FIRST_SERIAL + index),
    number: place.number,
    name: personName(key, sex),
    sex,
    kind,
    state,
    unitCode: place.unitCode,
    campus: place.campus,
    presentAt: isPresent ? place.campus : null,
    pass: isPresent && state === 'active' ? 'running' : null,
    idKind: 'resident',
    idDocument: idNumber(
      FIRST_SERIAL + index,
      {
        year: place.bornAround - drawn(`${key}/year`, kind === 'staff' ? 30 : 2),
        month: 1 + drawn(`${key}/month`, 12),
        day: 1 + drawn(`${key}/day`, 28),
      },
      sex,
      drawn(`${key}/order`, TEN),
    ),
    cards: cardsOf(key, state),
    roles: [],
    credential: null,
    totpSecret: null,
    hasFever: false,
    reports: state === 'active' && chance(`${key}/reports`, reportShare(index, place.unitCode)),
  };
};

interface Place {
  number: string;
  unitCode: string;
  campus: string;
  bornAround: number;
}

const studentPlace = (plan: SchoolPlan, ordinal: number): Place => {
  const { college, entryYear, ordinal: classOrdinal, unitCode } = classPlace(plan, Math.floor(ordinal / CLASS_SIZE));
  const seat = (ordinal % CLASS_SIZE) + 1;
  return {
    number: `${entryYear}${college.code}${String(classOrdinal + 1).padStart(3, '0')}${String(seat).padStart(2, '0')}`,
    unitCode,
    campus: college.campus,
    bornAround: entryYear - 18,
  };
};

const staffPlace = (plan: SchoolPlan, ordinal: number): Place => {
  const offices = [...plan.colleges, plan.administration];
  const office = offices[ordinal % offices.length] ?? plan.administration;
  return {
    number: `1${String(ordinal + 1).padStart(6, '0')}`,
    unitCode: officeCode(office.code),
    campus: pick(`${plan.key}/staff/${ordinal}/campus`, [office.campus, office.campus, plan.administration.campus]),
    bornAround: 1998,
  };
};
