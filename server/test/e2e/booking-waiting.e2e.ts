import { newId } from '../../src/common/id';
import { BookingStage } from '../booking-stage';
import { refused, type Member } from '../return-stage';

const stage = new BookingStage();
let first!: Member;
let second!: Member;
let third!: Member;
let holder!: Member;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  stage.venue = await stage.venueWith({ halls: [{ capacity: 1 }] });
  [holder, first, second, third] = (await stage.guests(4)) as [Member, Member, Member, Member];
});
afterAll(() => stage.close());

describe('a waiting list', () => {
  it('offers a place that came back to whoever is first, at once and for five minutes', async () => {
    const booking = await stage.book(holder);
    expect((await stage.waits(first)).waiting).toMatchObject({ position: 1 });
    expect((await stage.waits(second)).waiting).toMatchObject({ position: 2 });
    await stage.changed(booking, 'cancel', holder);
    expect(await stage.running(first)).toMatchObject({
      ...{ state: 'offered', expiresAt: '2026-09-07T00:05:00.000Z' },
    });
    expect((await stage.bookingDesk(second)).waiting).toMatchObject({ position: 1 });
    expect([await stage.told(first), await stage.hall()]).toEqual([['booking.offered'], { held: 1, capacity: 1 }]);
  });

  it('lets nobody past: a place that is offered, declined or lapsed goes to the next', async () => {
    const booking = await stage.book(holder);
    await stage.waits(first);
    await stage.waits(second);
    await stage.changed(booking, 'cancel', holder);
    await refused(stage.wish(third), 'BOOKING_FULL');
    const offer = await stage.running(first);
    expect(await stage.changed(offer as { id: string }, 'decline', first)).toMatchObject({ state: 'lapsed' });
    expect(await stage.changed(offer as { id: string }, 'decline', first)).toMatchObject({ endedBy: 'declined' });
    expect(await stage.running(second)).toMatchObject({ state: 'offered' });
    await stage.waits(third);
    stage.harness.clock.advance({ minutes: 5 });
    await stage.harness.runJobs();
    const offered = await stage.as(third.person);
    expect(await stage.running(offered)).toMatchObject({ state: 'offered' });
    expect(await stage.told(second)).toEqual(['booking.offered', 'booking.offer_lapsed']);
    expect(await stage.harness.database.query('SELECT FROM booking_breaches')).toEqual([]);
  });

  it('turns an offer into a booking of twenty minutes, and not after the five', async () => {
    const booking = await stage.book(holder);
    await stage.waits(first);
    await stage.waits(second);
    await stage.changed(booking, 'cancel', holder);
    const offer = (await stage.running(first)) as { id: string };
    stage.harness.clock.advance({ minutes: 4 });
    expect(await stage.changed(offer, 'accept', first)).toMatchObject({
      ...{ state: 'held', expiresAt: '2026-09-07T00:24:00.000Z' },
    });
    expect(await stage.changed(offer, 'accept', first)).toMatchObject({ state: 'held' });
    await refused(stage.change(offer, 'decline', first), 'BOOKING_STATE_CONFLICT');
    await stage.changed(offer, 'cancel', first);
    const next = (await stage.running(second)) as { id: string };
    stage.harness.clock.advance({ minutes: 5 });
    await refused(stage.change(next, 'accept', second), 'BOOKING_VOID');
    expect(await stage.running(second)).toBeNull();
  });

  it('takes nobody who has a booking elsewhere, however full it was a moment ago', async () => {
    const other = await stage.venueWith();
    await stage.book(holder);
    await stage.book(second, other.hallId);
    await refused(stage.wish(first), 'BOOKING_FULL');
    await refused(stage.wait(second), 'BOOKING_ACTIVE');
    expect((await stage.bookingDesk(second)).waiting).toBeNull();
  });

  it('is one a person; joining where a place is free books it', async () => {
    const other = await stage.venueWith();
    await stage.book(holder);
    const { waiting } = await stage.waits(first);
    expect((await stage.waits(first)).waiting).toEqual(waiting);
    await refused(stage.wait(first, other.hallId), 'WAITING_ALREADY');
    await stage.leave(waiting as { id: string }, first).expect(204);
    await stage.leave(waiting as { id: string }, first).expect(204);
    await stage.leave({ id: newId() }, first).expect(404);
    const joined = await stage.waits(first, other.hallId);
    expect(joined).toMatchObject({ waiting: null, booking: { state: 'held' } });
    expect(await stage.waits(first, other.hallId)).toMatchObject({ booking: { id: joined.booking?.id } });
    await refused(stage.wait(first), 'BOOKING_ACTIVE');
    expect((await stage.bookingDesk(first)).waiting).toBeNull();
  });

  it('is left by whoever books elsewhere, and passes over whoever may not come', async () => {
    const other = await stage.venueWith();
    const booking = await stage.book(holder);
    await stage.waits(first);
    await stage.waits(second);
    await stage.waits(third);
    await stage.book(first, other.hallId);
    expect((await stage.bookingDesk(first)).waiting).toBeNull();
    await stage.harness.database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [second.person.id]);
    await stage.changed(booking, 'cancel', holder);
    expect(await stage.running(third)).toMatchObject({ state: 'offered' });
    expect(await stage.harness.database.query('SELECT FROM waiting_entries')).toEqual([]);
  });
});
