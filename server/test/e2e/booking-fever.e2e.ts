import { BookingDoorStage } from '../booking-door-stage';
import { keepLocked, standStill } from '../lock-waits';
import { createHold } from '../pass-factories';
import { refused, type Member } from '../return-stage';

const stage = new BookingDoorStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const database = () => stage.harness.database;
/** At a gate that is no door. */
const feverAtGate = async () => {
  const [, gate] = await stage.gateWith();
  return stage.verdict({ number: stage.student.person.number, direction: 'in', temperatureTenths: 380 }, gate);
};

describe('a fever and a wish for a place in the same moment', () => {
  it('end the booking where the wish was first, without a breach', async () => {
    const letGo = await keepLocked(database(), 'SELECT FROM venue_kinds WHERE id = $1 FOR UPDATE', [
      stage.venue.kindId,
    ]);
    const wish = Promise.resolve(stage.wish());
    await standStill(database());
    const verdict = feverAtGate();
    await standStill(database(), 2);
    await letGo();
    const { status, body } = await wish;
    expect([status, await verdict]).toEqual([201, 'fever']);
    expect(await stage.stored((body as { booking: { id: string } }).booking)).toMatchObject({
      ...{ state: 'cancelled', ended_by: 'fever' },
    });
    expect([await stage.hall(), await stage.breaches()]).toEqual([{ held: 0, capacity: 2 }, 0]);
  });

  it('refuse the wish where the fever was first', async () => {
    const { person } = stage.student;
    const letGo = await keepLocked(database(), 'SELECT FROM passes WHERE person_id = $1 FOR NO KEY UPDATE', [
      person.id,
    ]);
    const verdict = feverAtGate();
    await standStill(database());
    const wish = Promise.resolve(stage.wish());
    await standStill(database(), 2);
    await letGo();
    const { status, body } = await wish;
    expect([status, (body as { code: string }).code, await verdict]).toEqual([409, 'PASS_NOT_VALID', 'fever']);
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: 0, capacity: 2 }, 0]);
  });

  it('give nobody a place who is held by then, whoever writes the booking', async () => {
    const { person } = stage.student;
    await feverAtGate();
    const write = (state: string) =>
      database().query(
        `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
         VALUES ($1, gen_random_uuid(), $2, $3, $4, $5, $6, '2026-09-07', now(), now()) RETURNING id`,
        [stage.school.id, person.id, stage.venue.hallId, stage.venue.id, stage.venue.kindId, state],
      );
    await expect(write('held')).rejects.toMatchObject({ driverError: { constraint: 'bookings_no_hold' } });
    // the turn of whoever is next
    expect(await write('offered')).toEqual([]);
    await refused(stage.wish(), 'PASS_NOT_VALID');
  });
});

describe('a hold', () => {
  it('that refuses somebody at the end of their time makes no breach; one that is lifted before does', async () => {
    const [held, well] = (await stage.guests(2)) as [Member, Member];
    const bookings = [await stage.book(held), await stage.book(well)];
    for (const { person } of [held, well]) {
      await createHold(stage.harness, person, { cause: 'open_case' });
    }
    stage.harness.clock.advance({ minutes: 19 });
    await database().query('UPDATE pass_holds SET lifted_at = $2, lifted_by = $3 WHERE person_id = $1', [
      ...[well.person.id, stage.harness.clock.now(), stage.administrator.person.id],
    ]);
    await stage.minutesLater(1);
    expect([await stage.breaches(held), await stage.breaches(well), await stage.hall()]).toEqual([
      ...[0, 1, { held: 0, capacity: 2 }],
    ]);
    expect([await stage.told(held), await stage.told(well)]).toEqual([[], ['booking.expired']]);
    const ends = await Promise.all(bookings.map(async (booking) => (await stage.stored(booking)).ended_by));
    expect(ends).toEqual(['excused', 'expired']);
  });
});
