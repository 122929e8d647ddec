import type { VenueBoard } from '@shared/venue';
import { BookingRetention } from '../../src/booking/booking-retention.service';
import { newId } from '../../src/common/id';
import { BookingStage } from '../booking-stage';
import { refused, type Member } from '../return-stage';
import { createVenueKind } from '../venue-factories';

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

describe('a pause', () => {
  const HOURS = 60;
  /** Two breaches within a day, and two days of pause. */
  const paused = async (): Promise<string> => {
    const wish = { breachLimit: 2, breachDays: 1, coolDownHours: 48 };
    const kindId = await createVenueKind(stage.harness, stage.school, wish);
    const { hallId } = await stage.venueWith({ kindId });
    for (const hours of [0, 20]) {
      await later(hours * HOURS);
      await stage.book(stage.student, hallId);
      await later(20);
      await stage.watch();
    }
    return hallId;
  };

  it('lasts its hours however few breaches lie within the days before now', async () => {
    const hallId = await paused();
    await later(30 * HOURS);
    const until = '2026-09-09T20:40:00.000Z';
    expect((await refused(stage.wish(stage.student, hallId), 'BOOKING_PAUSED')).details).toEqual({ until });
    expect((await stage.bookingDesk()).standings).toContainEqual(
      expect.objectContaining({ breachLimit: 2, breaches: 2, pausedUntil: until }),
    );
    await later(18 * HOURS);
    expect((await stage.bookingDesk()).standings).toContainEqual(
      expect.objectContaining({ breachLimit: 2, breaches: 0, pausedUntil: null }),
    );
  });

  it('passes over whoever waits, alike', async () => {
    await paused();
    await later(30 * HOURS);
    const { database } = stage.harness;
    const [row]: { kind_id: string }[] = await database.query('SELECT kind_id FROM booking_breaches LIMIT 1');
    const { hallId } = await stage.venueWith({ kindId: String(row?.kind_id), halls: [{ capacity: 1 }] });
    const [holder, next] = (await stage.guests(2)) as [Member, Member];
    const booking = await stage.book(holder, hallId);
    await database.query(
      'INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at) VALUES ($1, $2, $3, $4, $5)',
      [stage.school.id, newId(), stage.student.person.id, hallId, stage.harness.clock.now()],
    );
    await stage.waits(next, hallId);
    await stage.changed(booking, 'cancel', holder);
    expect([await stage.running(), await stage.running(next)]).toMatchObject([null, { state: 'offered' }]);
  });

  it('keeps every breach that may still count for it, and nothing else of bookings for as long', async () => {
    const { database } = stage.harness;
    const left = async (): Promise<number[]> => {
      await stage.harness.get(BookingRetention).forget(stage.school.id);
      const rows: { days: number }[] = await database.query(
        `SELECT (date '2026-09-07' - day) AS days FROM bookings ORDER BY day`,
      );
      return rows.map(({ days }) => days);
    };
    const { id, kindId, hallId } = stage.venue;
    await database.query(
      `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at,
         ended_at, ended_by)
       SELECT $1, gen_random_uuid(), $2, $3, $4, $5, 'expired', at::date, at, at, at, 'expired'
       FROM (SELECT timestamptz '2026-09-07T00:00:00Z' - make_interval(days => days) AS at
         FROM unnest('{94, 96, 96, 96, 120, 122}'::int[]) AS days) AS ended`,
      [stage.school.id, stage.student.person.id, hallId, id, kindId],
    );
    await database.query(
      `INSERT INTO booking_breaches (school_id, id, person_id, booking_id, kind_id, venue_id, at, undone_at)
       SELECT school_id, id, person_id, id, kind_id, venue_id, ended_at, CASE WHEN turn = 2 THEN ended_at END
       FROM (SELECT *, row_number() OVER (PARTITION BY day ORDER BY id) AS turn FROM bookings) b WHERE turn < 3`,
    );
    expect(await left()).toEqual([120, 96, 94]);
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
