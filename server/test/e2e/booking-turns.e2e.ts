import type { QueryRunner } from 'typeorm';
import { BookingDoorStage } from '../booking-door-stage';
import { standStill } from '../lock-waits';
import { refused, type Member } from '../return-stage';

const stage = new BookingDoorStage();
let full!: string;
let holder!: Member;
let first!: Member;
let second!: Member;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  full = (await stage.venueWith({ halls: [{ capacity: 1 }] })).hallId;
  [holder, first, second] = (await stage.guests(3)) as [Member, Member, Member];
});
afterAll(() => stage.close());

const waiting = async (): Promise<string[]> => {
  const rows: { person_id: string }[] = await stage.harness.database.query(
    'SELECT person_id FROM waiting_entries ORDER BY place',
  );
  return rows.map(({ person_id }) => person_id);
};

/** Somebody else has the row of a hall meanwhile. */
const whileLocked = async <T>(hallId: string, work: (locked: QueryRunner) => Promise<T>): Promise<T> => {
  const locked = stage.harness.database.createQueryRunner();
  await locked.startTransaction();
  try {
    await locked.query('SELECT FROM halls WHERE id = $1 FOR UPDATE', [hallId]);
    return await work(locked);
  } finally {
    await locked.rollbackTransaction();
    await locked.release();
  }
};

describe('whoever gets a booking', () => {
  it('waits nowhere any more, by a scan that is told late as well', async () => {
    const booking = await stage.book();
    await stage.minutesLater(21);
    stage.student = await stage.as(stage.student.person);
    await stage.book(await stage.as(holder.person), full);
    await stage.waits(stage.student, full);
    await stage.heard(stage.wentThrough('in', 10));
    expect((await stage.stored(booking)).state).toBe('in_use');
    expect(await waiting()).toEqual([]);
  });

  it('joins no list at the same moment', async () => {
    await stage.book(holder, full);
    const joining = await whileLocked(full, async () => {
      const asked = Promise.resolve(stage.wait(first, full));
      await standStill(stage.harness.database);
      await stage.book(first);
      return { asked };
    });
    const { status, body } = await joining.asked;
    expect([status, (body as { code: string }).code]).toEqual([409, 'BOOKING_ACTIVE']);
    expect(await waiting()).toEqual([]);
  });

  it('is off the list in the same transaction, whoever writes the booking', async () => {
    const { database } = stage.harness;
    const entry = [stage.school.id, first.person.id, full, stage.harness.clock.now()];
    const join = () =>
      database.query(
        `INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at)
         VALUES ($1, gen_random_uuid(), $2, $3, $4)`,
        entry,
      );
    await join();
    const booking = await stage.book(first);
    expect(await waiting()).toEqual([]);
    await expect(join()).rejects.toMatchObject({ driverError: { constraint: 'waiting_entries_no_booking' } });
    await stage.changed(booking, 'cancel', first);
    await join();
    await database.query(`UPDATE bookings SET state = 'held', ended_at = NULL, ended_by = NULL WHERE id = $1`, [
      booking.id,
    ]);
    expect(await waiting()).toEqual([]);
  });
});

describe('whoever waits', () => {
  beforeEach(async () => {
    await stage.book(holder, full);
    await stage.waits(first, full);
    await stage.waits(second, full);
  });

  const giveBack = async (): Promise<void> => {
    const booking = await stage.running(holder);
    await stage.changed(booking as { id: string }, 'cancel', holder);
  };

  it('and may not come any more is told that they wait no longer', async () => {
    const { phone } = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
    await phone.put(`/people/${first.person.id}/state`, { state: 'suspended' }).expect(204);
    await stage.harness.runJobs();
    expect([await waiting(), await stage.told(first)]).toEqual([[second.person.id], ['booking.waiting_ended']]);
  });

  it('and has a fever is told as well', async () => {
    const [, gate] = await stage.gateWith();
    const { number } = first.person;
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 380 }, gate)).toBe('fever');
    expect([await waiting(), await stage.told(first)]).toEqual([[second.person.id], ['booking.waiting_ended']]);
  });

  it('and may not book when their turn comes is passed over, and told', async () => {
    await stage.harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [first.person.id]);
    await giveBack();
    expect([await stage.told(first), await stage.told(second)]).toEqual([
      ['booking.waiting_ended'],
      ['booking.offered'],
    ]);
  });

  it('is passed over by a turn that somebody took elsewhere, and the place goes on at once', async () => {
    const { database } = stage.harness;
    const elsewhere = database.createQueryRunner();
    await elsewhere.startTransaction();
    await elsewhere.query(
      `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at)
       SELECT school_id, gen_random_uuid(), $1, $2, venue_id, kind_id, state, day, booked_at, expires_at
       FROM bookings WHERE person_id = $3`,
      [first.person.id, full, holder.person.id],
    );
    const given = giveBack();
    await standStill(database);
    await elsewhere.commitTransaction();
    await elsewhere.release();
    await given;
    expect(await stage.running(second)).toMatchObject({ state: 'offered' });
    expect([await waiting(), await stage.told(first)]).toEqual([[], []]);
  });

  it('for a hall that takes nobody any more is told, and nobody else can wait there', async () => {
    const { items } = (await stage.administrator.phone.get('/venues').expect(200)).body as {
      items: { id: string; closures: unknown; halls: { id: string; held?: number }[] }[];
    };
    const { id, closures: _closures, ...venue } = items.find(({ halls }) => halls[0]?.id === full) as (typeof items)[0];
    const halls = venue.halls.map(({ held: _held, ...hall }) => ({ ...hall, capacity: 0 }));
    await stage.administrator.phone.put(`/venues/${id}`, { ...venue, halls }).expect(200);
    expect([await waiting(), await stage.told(first), await stage.told(second)]).toEqual([
      ...[[], ['booking.waiting_ended'], ['booking.waiting_ended']],
    ]);
    await refused(stage.wait(await stage.guest(), full), 'VENUE_CLOSED');
    expect(await stage.running(holder)).toMatchObject({ state: 'held' });
  });

  it.each([
    ['was removed', 'removed_at = now(), wished = 0, capacity = 1'],
    ['takes nobody', 'wished = 0'],
  ])('for a hall that %s meanwhile is told by the next look', async (_, change) => {
    await stage.harness.database.query(`UPDATE halls SET ${change} WHERE id = $1`, [full]);
    await stage.watch();
    expect([await waiting(), await stage.told(first)]).toEqual([[], ['booking.waiting_ended']]);
    expect(await stage.watch()).toBe(0);
  });

  it('joins no hall that is removed at the same moment', async () => {
    const third = await stage.guest();
    const joining = await whileLocked(full, async (locked) => {
      const asked = Promise.resolve(stage.wait(third, full));
      await standStill(stage.harness.database);
      await locked.query('UPDATE halls SET removed_at = now(), wished = 0 WHERE id = $1', [full]);
      await locked.commitTransaction();
      await locked.startTransaction();
      return { asked };
    });
    const { status } = await joining.asked;
    expect([status, await waiting()]).toEqual([404, [first.person.id, second.person.id]]);
  });
});
