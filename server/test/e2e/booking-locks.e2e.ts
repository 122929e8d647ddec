import { BookingDoorStage } from '../booking-door-stage';
import { standStill } from '../lock-waits';
import type { Member } from '../return-stage';

const stage = new BookingDoorStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const LOCK = 'SELECT FROM halls WHERE id = $1 FOR UPDATE NOWAIT';
const isHallFree = (hallId: string): Promise<boolean> =>
  stage.harness.database.query(LOCK, [hallId]).then(
    () => true,
    () => false,
  );
/** Whoever gets a booking is locked until it is committed. */
const isBooking = async ({ person }: Member): Promise<boolean> => {
  const [row]: { free: boolean }[] = await stage.harness.database.query(
    'SELECT pg_try_advisory_xact_lock(hashtextextended($1::text, 14)) AS free',
    [person.id],
  );
  return row?.free === false;
};

/** @returns what the work has locked when it comes to a hall that somebody else has */
async function lookWhere<T>(hallId: string, work: () => Promise<unknown>, look: () => Promise<T>): Promise<T> {
  const locked = stage.harness.database.createQueryRunner();
  await locked.startTransaction();
  try {
    await locked.query(LOCK, [hallId]);
    const worked = work();
    await standStill(stage.harness.database);
    const seen = await look();
    await locked.rollbackTransaction();
    await worked;
    return seen;
  } finally {
    await locked.release();
  }
}

describe('halls of several venues', () => {
  let door: Member;
  let elsewhere: Member;
  let other: string;

  beforeEach(async () => {
    // made before the hall of the door, so that it comes first
    other = (await stage.venueWith()).hallId;
    const [gate, terminal] = await stage.gateWith();
    [stage.gate, stage.terminal, stage.venue] = [gate, terminal, await stage.behind(gate)];
    [door, elsewhere] = (await stage.guests(2)) as [Member, Member];
    await stage.book(door);
    await stage.book(elsewhere, other);
    expect(other < stage.venue.hallId).toBe(true);
  });

  it('are locked in one order by an upload that concerns them: who passed the door, and who had a fever', async () => {
    stage.harness.clock.advance({ minutes: 5 });
    const events = [
      stage.wentThrough('in', 2, { number: door.person.number }),
      stage.wentThrough('in', 1, { number: elsewhere.person.number, verdict: 'fever', temperatureTenths: 380 }),
    ];
    const told = () => stage.heard(...events);
    expect(await lookWhere(other, told, () => isHallFree(stage.venue.hallId))).toBe(true);
    expect([await stage.hall(other), await stage.hall()]).toMatchObject([{ held: 0 }, { held: 1 }]);
  });

  it('are all locked before a place of any is given back', async () => {
    const [waiting, holder] = (await stage.guests(2)) as [Member, Member];
    await stage.book(holder, other);
    await stage.waits(waiting, other);
    const [, plain] = await stage.gateWith();
    const fever = ({ person }: Member) =>
      stage.eventOf({ number: person.number, verdict: 'fever', temperatureTenths: 380 }, plain);
    const told = () => stage.uploadEvents([fever(elsewhere), fever(door)], plain);
    expect(await lookWhere(stage.venue.hallId, told, () => isBooking(waiting))).toBe(false);
    expect([await stage.hall(other), await stage.hall()]).toMatchObject([{ held: 2 }, { held: 0 }]);
    expect(await stage.running(waiting)).toMatchObject({ state: 'offered' });
  });
});
