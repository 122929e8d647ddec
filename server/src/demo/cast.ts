import type { SchoolPlan } from './campus-plan';
import { bookingParts } from './cast-bookings';
import { passParts } from './cast-passes';
import { castPerson, type CastPerson } from './cast-person';
import { staffParts } from './cast-staff';
import { studentParts } from './cast-students';

/** The people a demo cannot do without: every role, every state of a card. */
export const castOf = (plan: SchoolPlan, withEveryCard: boolean): CastPerson[] =>
  [
    ...studentParts(plan, withEveryCard),
    ...staffParts(plan),
    ...passParts(plan, withEveryCard),
    ...bookingParts(plan, withEveryCard),
  ].map((part, index) => castPerson(plan, index + 1, part));

export const castMember = (cast: readonly CastPerson[], key: string): CastPerson => {
  const member = cast.find(({ showing }) => showing?.key === key);
  if (!member) {
    throw new Error(`nobody of the cast shows ${key}`);
  }
  return member;
};
