import fc from 'fast-check';
import { Acts } from './booking-model/acts';
import { applyToModel, movesBy, PEOPLE, steps, type Step } from './booking-model/commands';
import { BookingModel } from './booking-model/model';
import { CAPACITIES, ModelStage } from './booking-model/stage';
import { divergences, viewOfModel, type View } from './booking-model/view';
import { SCHOOL_MORNING } from './fixed-clock';

/** `MODEL_STEPS=10000 npx jest --selectProjects server --testPathPatterns booking-model` drives it for longer. */
const STEPS = Number(process.env.MODEL_STEPS ?? 1_000);
const SEED = Number(process.env.MODEL_SEED ?? 20_260_907);
const A_RUN = 100;

/** What must have happened on the way: a walk that meets nothing proves nothing. */
const MET = [
  ...['book: ok', 'book: BOOKING_FULL', 'book: BOOKING_ACTIVE', 'book: BOOKING_PAUSED', 'book: VENUE_CLOSED'],
  ...['join: ok', 'accept: ok', 'accept: BOOKING_VOID', 'decline: ok', 'cancel: ok', 'end: ok', 'lateEvent: ok'],
  ...['fever: fever', 'fever: pass_held', 'recover: ok', 'scanIn: pass_held', 'book: PASS_NOT_VALID'],
  ...['book: BOOKING_LIMIT', 'closed ahead of time'],
  ...['cancel: BOOKING_VOID', 'cancel: BOOKING_STATE_CONFLICT', 'scanIn: admitted', 'scanIn: booking_void'],
  ...['offered', 'held', 'in_use', 'ended', 'expired', 'cancelled', 'lapsed', 'admitted_late'],
];

const stage = new ModelStage();
const acts = new Acts(stage);
const met = new Map<string, number>();
const meet = (what: string): unknown => met.set(what, (met.get(what) ?? 0) + 1);

beforeAll(() => stage.open());
afterAll(() => stage.close());

/** @returns where the two part after the steps; an empty list where they never do */
async function drive(all: readonly Step[]): Promise<string[]> {
  await stage.reset();
  const { clock } = stage.harness;
  const model = new BookingModel(
    SCHOOL_MORNING.getTime(),
    CAPACITIES.map((wished) => ({ wished, closures: [] })),
  );
  for (const [at, step] of all.entries()) {
    const ms = movesBy(model, step);
    // whoever waits may be offered a place by a look: then it has to come before what they do
    const mayBeLazy = 'lazy' in step && step.does !== 'lateEvent' && !model.waits(step.person);
    // a closure that has begun ends what runs, and by whom is told by whoever looks first
    const isLazy = mayBeLazy && step.lazy && !model.closesWithin(ms) && !model.needsWatch();
    if (model.closesWithin(ms)) {
      meet('closed ahead of time');
    }
    const by = model.needsWatch() ? 'watch' : step.by;
    model.tick(ms);
    clock.advance({ ms });
    if (!isLazy) {
      await stage.look(by);
    }
    const [expected, told] = [applyToModel(model, step), await acts.apply(step)];
    if (isLazy) {
      await stage.look(by);
    }
    const view = await stage.view();
    meet(`${step.does}: ${told}`);
    new Set(view.bookings.flat().map(({ state }) => state)).forEach(meet);
    const found = [
      ...(told === expected || (isLazy && areRefusalsAtDoor(told, expected))
        ? []
        : [`told ${told}, expected ${expected}`]),
      ...divergences(viewOfModel(model, PEOPLE), view),
    ];
    if (found.length > 0) {
      return [`step ${at}: ${JSON.stringify(step)}`, ...found];
    }
  }
  return [];
}

/** What has run out unnoticed may hide what ran out before: the door is shut either way. */
const areRefusalsAtDoor = (...outcomes: string[]): boolean =>
  outcomes.every((one) => one === 'booking_void' || one === 'booking_needed');

describe('bookings and their model', () => {
  it(`agree after every one of ${STEPS} steps, seed ${SEED}`, async () => {
    await fc.assert(
      fc.asyncProperty(steps(A_RUN), async (all) => {
        expect(await drive(all)).toEqual([]);
      }),
      { seed: SEED, numRuns: Math.ceil(STEPS / A_RUN), endOnFailure: process.env.MODEL_SHRINK !== '1' },
    );
    process.stdout.write(`${[...met].map(([what, times]) => `${what} × ${times}`).join(', ')}\n`);
    expect(MET.filter((what) => !met.has(what))).toEqual([]);
  }, 3_600_000);
});

describe('the comparison', () => {
  const view = (): View => ({
    halls: [{ wished: 1, capacity: 1, held: 1 }],
    bookings: [[{ hall: 0, state: 'held', expiresAt: 1, endsAt: null, endedBy: null }], []],
    waiting: [[1]],
    breaches: [[false], []],
  });

  it.each<[string, (planted: View) => void]>([
    ['a counter', ({ halls: [hall] }) => Object.assign(hall as object, { held: 0 })],
    ['a capacity', ({ halls: [hall] }) => Object.assign(hall as object, { capacity: 2 })],
    ['a state', ({ bookings }) => Object.assign(bookings[0]?.[0] as object, { state: 'expired' })],
    ['an instant', ({ bookings }) => Object.assign(bookings[0]?.[0] as object, { expiresAt: 2 })],
    ['a booking too many', ({ bookings }) => bookings[1]?.push({ ...bookings[0]?.[0], hall: 0 } as never)],
    ['a turn', ({ waiting }) => waiting[0]?.unshift(0)],
    ['a breach', ({ breaches }) => breaches[0]?.splice(0, 1, true)],
  ])('sees %s that differs', (_, plant) => {
    const planted = view();
    plant(planted);
    expect(divergences(view(), view())).toEqual([]);
    expect(divergences(view(), planted)).toHaveLength(1);
  });
});
