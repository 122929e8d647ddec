import dayjs from 'dayjs';
import type { BookingState } from '@shared/booking';
import type { SchoolPlan } from './campus-plan';
import { castMember } from './cast';
import type { CastPerson } from './cast-person';
import { demoId } from './draw';
import type { PersonSeed } from './person-seed';

export interface BookingSeed {
  id: string;
  person: PersonSeed;
  /** campus and kind, and the key of the hall */
  venueKey: string;
  kind: string;
  hallKey: string;
  state: BookingState;
  bookedAt: Date;
  /** null: not in use yet, or never */
  usedAt: Date | null;
  useMinutes: number;
}

export interface WaitingSeed {
  person: PersonSeed;
  venueKey: string;
  hallKey: string;
}

interface Group {
  kind: string;
  hallKey: string;
  state: 'held' | 'in_use';
  count: number;
  minutesAgo: number;
  useMinutes: number;
}

/** On the first campus; the women's part of the bath-house is full. */
const GROUPS: readonly Group[] = [
  { kind: 'bath', hallKey: 'women', state: 'held', count: 2, minutesAgo: 3, useMinutes: 45 },
  { kind: 'bath', hallKey: 'women', state: 'in_use', count: 4, minutesAgo: 20, useMinutes: 45 },
  { kind: 'bath', hallKey: 'men', state: 'in_use', count: 5, minutesAgo: 30, useMinutes: 45 },
  { kind: 'bath', hallKey: 'men', state: 'in_use', count: 1, minutesAgo: 50, useMinutes: 45 },
  { kind: 'gym', hallKey: 'all', state: 'in_use', count: 3, minutesAgo: 40, useMinutes: 90 },
  { kind: 'study', hallKey: 'quiet', state: 'in_use', count: 6, minutesAgo: 60, useMinutes: 240 },
  { kind: 'study', hallKey: 'group', state: 'held', count: 1, minutesAgo: 8, useMinutes: 240 },
];
const WAITING = 3;
const MISSED: Record<string, readonly number[]> = { booking_missed: [30, 150], booking_paused: [4, 80, 200] };

const SEX: Record<string, PersonSeed['sex'] | undefined> = { women: 'female', men: 'male' };

/** Takes the next people whom a hall is open to, each once. */
const drawFrom = (people: readonly PersonSeed[]): ((hallKey: string, count: number) => PersonSeed[]) => {
  const left = [...people];
  return (hallKey, count) => {
    const taken = left.filter(({ sex }) => (SEX[hallKey] ?? sex) === sex).slice(0, count);
    taken.forEach((person) => left.splice(left.indexOf(person), 1));
    return taken;
  };
};

/** Who is in the venues of the first campus now, who waits, and who has not come. */
export const bookingSeeds = (
  plan: SchoolPlan,
  cast: readonly CastPerson[],
  people: readonly PersonSeed[],
  now: Date,
): { bookings: BookingSeed[]; waiting: WaitingSeed[] } => {
  const campus = plan.campuses[0]?.code ?? '';
  const isCast = new Set(cast.map(({ id }) => id));
  const draw = drawFrom(
    people.filter(
      ({ id, state, presentAt, pass, kind, hasFever }) =>
        !isCast.has(id) &&
        state === 'active' &&
        presentAt === campus &&
        pass === 'running' &&
        kind === 'student' &&
        !hasFever,
    ),
  );
  const running = GROUPS.flatMap(({ kind, hallKey, state, count, minutesAgo, useMinutes }) =>
    draw(hallKey, count).map((person): BookingSeed => {
      const bookedAt = dayjs(now).subtract(minutesAgo, 'minute').toDate();
      const usedAt = state === 'in_use' ? dayjs(bookedAt).add(2, 'minute').toDate() : null;
      const place = { venueKey: `${campus}/${kind}`, kind, hallKey, useMinutes };
      return { id: demoId(`booking/${person.id}`), person, ...place, state, bookedAt, usedAt };
    }),
  );
  const waiting = draw('women', WAITING).map((person) => ({ person, venueKey: `${campus}/bath`, hallKey: 'women' }));
  return { bookings: [...running, ...missed(campus, cast, now)], waiting };
};

const missed = (campus: string, cast: readonly CastPerson[], now: Date): BookingSeed[] =>
  Object.entries(MISSED).flatMap(([key, hoursAgo]) => {
    const person = castMember(cast, key);
    const place = { venueKey: `${campus}/gym`, kind: 'gym', hallKey: 'all', useMinutes: 90 };
    return hoursAgo.map((hours, index): BookingSeed => ({
      ...{ id: demoId(`booking/${person.id}/${index}`), person, ...place, state: 'expired', usedAt: null },
      bookedAt: dayjs(now).subtract(hours, 'hour').toDate(),
    }));
  });
