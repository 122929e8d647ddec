import { SMALL_COLLEGE, UNIVERSITY, type SchoolPlan } from './campus-plan';
import { castOf } from './cast';
import type { CastPerson } from './cast-person';
import { classesFor, crowdPerson } from './crowd';
import type { PersonSeed } from './person-seed';
import { unitsOf, type UnitSeed } from './units';

const SMALL_SCHOOL_SIZE = 200;
/** the small school never holds more than one in so many */
const SMALL_SCHOOL_SHARE = 15;
/** every college has its first classes of three years, so that the cast has places */
const YEARS_OF_THE_CAST = 3;

export interface School {
  plan: SchoolPlan;
  cast: CastPerson[];
  people: PersonSeed[];
  units: UnitSeed[];
}

const schoolOf = (plan: SchoolPlan, size: number): School => {
  const cast = castOf(plan, plan === UNIVERSITY);
  const crowdSize = Math.max(0, size - cast.length);
  const crowd = Array.from({ length: crowdSize }, (_, index) => crowdPerson(plan, index));
  const classes = Math.max(classesFor(crowdSize), plan.colleges.length * YEARS_OF_THE_CAST);
  return { plan, cast, people: [...cast, ...crowd], units: unitsOf(plan, classes) };
};

/** The demo's two schools; a larger total holds everybody of a smaller one. */
export const population = (total: number): School[] => {
  const small = Math.min(SMALL_SCHOOL_SIZE, Math.floor(total / SMALL_SCHOOL_SHARE));
  return [schoolOf(UNIVERSITY, total - small), schoolOf(SMALL_COLLEGE, small)];
};
