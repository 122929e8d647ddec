import fc from 'fast-check';
import type { Outcome } from './rules';
import type { BookingModel } from './model';

export const PEOPLE = 5;
export const HALLS = 2;
const MINUTE_MS = 60_000;

/** What one person does; `lazy`: nothing has looked at the clock before. */
type Personal = { person: number; lazy: boolean };
export type Command =
  | ({ does: 'book' | 'join' | 'scanIn' | 'scanOut' | 'fever'; hall: number } & Personal)
  | ({ does: 'cancel' | 'accept' | 'decline' | 'end' | 'leave' | 'lateEvent' | 'recover' } & Personal)
  | { does: 'tick'; ms: number }
  /** to the next instant at which something ends, or a millisecond before */
  | { does: 'tickToDue'; before: boolean }
  | { does: 'setCapacity'; hall: number; wished: number }
  /** at once, or ahead of time */
  | { does: 'close'; hall: number; inMinutes: number; minutes: number };

/** who looks at what is due: the jobs of the queue, or the worker's own watch */
export type Step = Command & { by: 'jobs' | 'watch' };

const person = fc.nat(PEOPLE - 1);
const hall = fc.nat(HALLS - 1);
const lazy = fc.boolean();
const personal = <Does extends string>(...does: Does[]) => fc.record({ does: fc.constantFrom(...does), person, lazy });
const inHall = <Does extends string>(...does: Does[]) =>
  fc.record({ does: fc.constantFrom(...does), person, hall, lazy });

const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 8, arbitrary: inHall('book') },
  { weight: 6, arbitrary: inHall('join') },
  { weight: 4, arbitrary: inHall('scanIn') },
  { weight: 2, arbitrary: inHall('scanOut') },
  { weight: 3, arbitrary: personal('accept') },
  { weight: 4, arbitrary: personal('cancel', 'end', 'leave') },
  { weight: 3, arbitrary: personal('decline') },
  { weight: 2, arbitrary: personal('lateEvent') },
  { weight: 1, arbitrary: inHall('fever') },
  { weight: 2, arbitrary: personal('recover') },
  { weight: 3, arbitrary: fc.record({ does: fc.constant('tick'), ms: fc.integer({ min: 1, max: 25 * MINUTE_MS }) }) },
  { weight: 4, arbitrary: fc.record({ does: fc.constant('tickToDue'), before: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ does: fc.constant('setCapacity'), hall, wished: fc.nat(3) }) },
  {
    weight: 1,
    arbitrary: fc.record({
      ...{ does: fc.constant('close'), hall, minutes: fc.integer({ min: 1, max: 30 }) },
      inMinutes: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 30 })),
    }),
  },
) as fc.Arbitrary<Command>;

export const steps = (length: number): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.tuple(command, fc.constantFrom('jobs', 'watch')).map(([one, by]) => ({ ...one, by }) as Step),
    { minLength: length, maxLength: length, size: 'max' },
  );

/** @returns what the person would be told */
export const applyToModel = (model: BookingModel, one: Command): Outcome => {
  switch (one.does) {
    case 'book':
    case 'join':
    case 'scanIn':
    case 'scanOut':
      return model[one.does](one.person, one.hall);
    case 'fever':
    case 'recover':
    case 'cancel':
    case 'accept':
    case 'decline':
    case 'end':
    case 'leave':
    case 'lateEvent':
      return model[one.does](one.person);
    case 'setCapacity':
      model.setCapacity(one.hall, one.wished);
      return 'ok';
    case 'close':
      model.close(one.hall, one.inMinutes * MINUTE_MS, one.minutes * MINUTE_MS);
      return 'ok';
    default:
      return 'ok';
  }
};

/** How far the clock moves before a step: notes that a hall is full last a second. */
export const movesBy = (model: BookingModel, one: Command): number => {
  switch (one.does) {
    case 'tick':
      return one.ms;
    case 'tickToDue': {
      const due = model.nextDue();
      return due === null ? MINUTE_MS : Math.max(1, due - model.now - (one.before ? 1 : 0));
    }
    case 'book':
    case 'join':
      return 1_100;
    default:
      return 1;
  }
};
