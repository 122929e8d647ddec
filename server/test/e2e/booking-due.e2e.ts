import type { VenueBoard } from '@shared/venue';
import { newId } from '../../src/common/id';
import { BookingStage } from '../booking-stage';
import { refused } from '../return-stage';

const stage = new BookingStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

/** Tokens are short. */
const later = async (minutes: number): Promise<void> => {
  stage.harness.clock.advance({ minutes });
  stage.student = await stage.as(stage.student.person);
};

describe('a booking that nobody comes for', () => {
  it('is void by the clock at twenty minutes, before anything has noticed', async () => {
    const booking = await stage.book();
    await later(20);
    stage.harness.clock.advance({ ms: -1 });
    expect(await stage.running()).toMatchObject({ state: 'held' });
    stage.harness.clock.advance({ ms: 1 });
    expect(await stage.running()).toBeNull();
    await refused(stage.change(booking, 'cancel'), 'BOOKING_VOID');
    const { body } = await stage.student.phone.get('/bookings').expect(200);
    expect(body).toMatchObject({
      items: [{ id: booking.id, state: 'expired', endedBy: 'expired', endedAt: '2026-09-07T00:20:00.000Z' }],
    });
    expect(await stage.taken()).toBe(1);
  });

  it('is reminded of, then a breach, and its place comes back', async () => {
    await stage.book();
    await later(15);
    await stage.harness.runJobs();
    expect(await stage.told()).toEqual(['booking.reminder']);
    await later(5);
    await stage.harness.runJobs();
    expect([await stage.told(), await stage.hall()]).toEqual([
      ['booking.reminder', 'booking.expired'],
      { held: 0, capacity: 2 },
    ]);
    expect((await stage.student.phone.get('/bookings/breaches').expect(200)).body).toMatchObject({
      items: [{ at: '2026-09-07T00:20:00.000Z', undone: false }],
    });
  });

  it('gives its place back without any queue, and to whoever books at that moment', async () => {
    const full = await stage.venueWith({ halls: [{ capacity: 1 }] });
    await stage.book(stage.student, full.hallId);
    await later(20);
    const [a, b] = await stage.guests(2);
    await stage.harness.database.query('DELETE FROM outbox');
    await stage.book(a, full.hallId);
    expect(await stage.hall(full.hallId)).toEqual({ held: 1, capacity: 1 });
    await stage.book(b);
    await later(20);
    expect(await stage.watch()).toBe(2);
    expect([await stage.hall(full.hallId), await stage.hall(), await stage.watch()]).toEqual([
      { held: 0, capacity: 1 },
      { held: 0, capacity: 2 },
      0,
    ]);
  });

  it('is one breach however often the hall is looked at', async () => {
    await stage.book();
    await later(20);
    await Promise.all([stage.watch(), stage.watch(), stage.harness.runJobs()]);
    expect(await stage.harness.database.query('SELECT FROM booking_breaches')).toHaveLength(1);
    expect(await stage.hall()).toEqual({ held: 0, capacity: 2 });
  });

  it('pauses a kind after as many breaches as the kind says, until they are undone', async () => {
    for (let missed = 0; missed < 3; missed += 1) {
      await stage.book();
      await later(20);
      await stage.watch();
    }
    const { details } = await refused(stage.wish(), 'BOOKING_PAUSED');
    expect(details).toEqual({ until: '2026-09-08T01:00:00.000Z' });
    expect((await stage.bookingDesk()).standings).toMatchObject([
      { leftToday: 2, breaches: 3, breachLimit: 3, pausedUntil: '2026-09-08T01:00:00.000Z' },
    ]);
    await stage.book(stage.student, (await stage.venueWith()).hallId);
    const { administrator } = stage;
    const desk = (await stage.as(administrator.person)).phone;
    const undo = {
      ...{ from: '2026-09-07T00:00:00Z', until: '2026-09-07T00:30:00Z', venueId: null },
      ...{ reason: '  校园网中断，终端未能核验  ' },
    };
    const send = (more: object) => desk.post('/bookings/breaches/undo', { ...undo, ...more });
    expect((await send({ dryRun: true }).expect(200)).body).toEqual({ breaches: 1, people: 1, done: false });
    expect((await send({ dryRun: false }).expect(200)).body).toEqual({ breaches: 1, people: 1, done: true });
    expect((await send({ dryRun: false }).expect(200)).body).toEqual({ breaches: 0, people: 0, done: true });
    expect((await stage.bookingDesk()).standings).toMatchObject([
      { breaches: 2, pausedUntil: null },
      { breaches: 0, pausedUntil: null },
    ]);
    expect(await stage.told()).toContain('booking.breach_undone');
    await refused(send({ dryRun: false, venueId: newId() }), 'NOT_FOUND');
    await refused(send({ dryRun: false, reason: '   too short   ' }), 'REQUEST_INVALID');
    await refused(send({ dryRun: false, until: undo.from }), 'REQUEST_INVALID');
  });
});

describe('a use', () => {
  it('ends on the phone, and again changes nothing', async () => {
    const booking = await stage.book();
    await refused(stage.change(booking, 'end'), 'BOOKING_STATE_CONFLICT');
    await stage.use(booking);
    await refused(stage.change(booking, 'cancel'), 'BOOKING_STATE_CONFLICT');
    expect(await stage.changed(booking, 'end')).toMatchObject({ state: 'ended', endedBy: 'phone' });
    await stage.changed(booking, 'end');
    expect(await stage.hall()).toEqual({ held: 0, capacity: 2 });
  });

  it('is overdue after its time, and ends by itself a quarter of an hour later', async () => {
    await stage.use(await stage.book());
    const desk = async () => (await stage.as(stage.administrator.person)).phone.get('/venues/board').expect(200);
    await later(60);
    expect((await desk()).body).toMatchObject({ venues: [{ isOpen: true, halls: [{ inUse: 0, overdue: 1 }] }] });
    expect(await stage.running()).toMatchObject({ state: 'in_use' });
    await later(15);
    expect(await stage.running()).toBeNull();
    // before anything has noticed that it is over, and after
    const nobody = { venues: [{ halls: [{ inUse: 0, overdue: 0, held: 0 }] }] };
    expect((await desk()).body).toMatchObject(nobody);
    await stage.watch();
    expect([await stage.told(), await stage.hall()]).toEqual([['booking.timed_out'], { held: 0, capacity: 2 }]);
    expect((await desk()).body).toMatchObject(nobody);
  });
});

describe('whoever came in late without a place', () => {
  it('is on the board until they are gone by the clock', async () => {
    const booking = await stage.book();
    await stage.use(booking);
    await stage.harness.database.query(`UPDATE bookings SET state = 'admitted_late' WHERE id = $1`, [booking.id]);
    await stage.harness.database.query('UPDATE halls SET held = 0');
    const late = async () => {
      const { phone } = await stage.as(stage.administrator.person);
      return ((await phone.get('/venues/board').expect(200)).body as VenueBoard).venues[0]?.halls[0]?.admittedLate;
    };
    await later(74);
    expect(await late()).toBe(1);
    await later(1);
    expect(await late()).toBe(0);
  });
});

describe('whoever may not come', () => {
  it('keeps no place and waits for none', async () => {
    const [a] = await stage.guests(1);
    const full = await stage.venueWith({ halls: [{ capacity: 1 }] });
    await stage.book(stage.student, full.hallId);
    await stage.waits(a as never, full.hallId);
    const { phone } = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
    await phone.put(`/people/${stage.student.person.id}/state`, { state: 'suspended' }).expect(204);
    await stage.harness.runJobs();
    expect(await stage.running(a)).toMatchObject({ state: 'offered' });
  });
});
