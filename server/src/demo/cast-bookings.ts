import type { SchoolPlan } from './campus-plan';
import type { Part } from './cast-person';
import { CAST_COLLEGE, CAST_YEAR } from './cast-staff';
import { chosenPassword } from './draw';

const FIRST = 22;
const GUESTS = [
  { key: 'booking_missed', shows: { zh: '两次预约未到，还能预约', en: 'missed two bookings, may still book' } },
  { key: 'booking_paused', shows: { zh: '三次预约未到，暂停预约', en: 'missed three bookings: a pause runs' } },
] as const;

/** Who came into the cast with the venues: after everybody else, whose places in it stay. */
export const bookingParts = (plan: SchoolPlan, isWhole: boolean): Part[] => {
  const campus = plan.colleges[0]?.campus ?? plan.administration.campus;
  return (isWhole ? GUESTS : []).map((showing, index) => {
    const number = `${CAST_YEAR}${CAST_COLLEGE}000${FIRST + index}`;
    return {
      ...{ number, unitCode: `${CAST_COLLEGE}-${CAST_YEAR % 100}-A1`, campus, presentAt: campus, reports: true },
      ...{ credential: { kind: 'chosen', password: chosenPassword(`${plan.key}/${number}`) }, showing },
    };
  });
};
