import type { VenueBoard } from '@shared/venue';
import { BookingRetention } from '../../src/booking/booking-retention.service';
import { DueLooks } from '../../src/booking/due-looks.service';
import { newId } from '../../src/common/id';
import { BookingStage } from '../booking-stage';
import { asOwner } from '../database';
import { refused, type Member } from '../return-stage';
import { countStatements } from '../statement-count';
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
    const { booking: runs, venues } = await stage.bookingDesk();
    expect([runs, venues[0]?.halls]).toMatchObject([null, [{ free: 2, capacity: 2 }]]);
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

  it('costs no more statements where it is due in many halls at once', async () => {
    const halls = await Promise.all(Array.from({ length: 8 }, () => stage.venueWith()));
    const guests = await stage.guests(8);
    for (const [at, { hallId }] of halls.entries()) {
      await stage.book(guests[at], hallId);
    }
    await later(20);
    const count = countStatements(stage.harness.database);
    await Promise.all(halls.map(({ hallId }) => stage.harness.get(DueLooks).look(stage.school.id, hallId)));
    // a round for whoever asked first, which ends everything, and one for all others
    expect(count()).toBeLessThan(12);
    for (const { hallId } of halls) {
      expect(await stage.hall(hallId)).toEqual({ held: 0, capacity: 2 });
    }
    expect(await stage.told(guests[7])).toEqual(['booking.expired']);
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
      ...{ reason: '  校园网中断，终端未能核验  ', expected: null },
    };
    const send = (more: object) => desk.post('/bookings/breaches/undo', { ...undo, ...more });
    expect((await send({ dryRun: true }).expect(200)).body).toEqual({ breaches: 1, people: 1, done: false });
    await refused(send({ dryRun: false }), 'REQUEST_INVALID');
    const changed = await refused(send({ dryRun: false, expected: 2 }), 'BREACHES_CHANGED');
    expect(changed.details).toEqual({ breaches: 1, people: 1 });
    const done = { breaches: 1, people: 1, done: true };
    expect((await send({ dryRun: false, expected: 1 }).expect(200)).body).toEqual(done);
    expect((await send({ dryRun: false, expected: 1 }).expect(200)).body).toEqual(done);
    await refused(send({ dryRun: false, expected: 1, reason: '另一个足够长的理由在这里' }), 'BREACHES_CHANGED');
    expect((await stage.bookingDesk()).standings).toMatchObject([
      { breaches: 2, pausedUntil: null },
      { breaches: 0, pausedUntil: null },
    ]);
    expect(await stage.told()).toContain('booking.breach_undone');
    const more = { dryRun: false, expected: 0 };
    await refused(send({ ...more, venueId: newId() }), 'NOT_FOUND');
    await refused(send({ ...more, reason: '   too short   ' }), 'REQUEST_INVALID');
    await refused(send({ ...more, until: undo.from }), 'REQUEST_INVALID');
  });
});

describe('missed bookings of an outage', () => {
  const undo = {
    ...{ from: '2026-09-01T00:00:00Z', until: '2026-09-02T00:00:00Z', venueId: null },
    reason: 'the network was down',
  };
  const missed = async (count: number): Promise<void> => {
    const { id, kindId, hallId } = stage.venue;
    await stage.harness.database.query(
      `WITH booking AS (
         INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at,
           ended_at, ended_by)
         SELECT $1, gen_random_uuid(), $2, $3, $4, $5, 'expired', '2026-09-01', at, at, at, 'expired'
         FROM (SELECT timestamptz '2026-09-01T08:00:00Z' AS at FROM generate_series(1, $6::int)) ended RETURNING *
       )
       INSERT INTO booking_breaches (school_id, id, person_id, booking_id, kind_id, venue_id, at)
       SELECT school_id, id, person_id, id, kind_id, venue_id, ended_at FROM booking`,
      [stage.school.id, stage.student.person.id, hallId, id, kindId, count],
    );
  };
  const send = (expected: number | null) =>
    stage.administrator.phone.post('/bookings/breaches/undo', { ...undo, dryRun: expected === null, expected });
  const count = async (statement: string): Promise<number> =>
    (await stage.harness.database.query<unknown[]>(statement)).length;

  it('are taken back batch by batch; whoever was broken off goes on, and whoever asks again changes nothing', async () => {
    await missed(1_201);
    expect((await send(null).expect(200)).body).toEqual({ breaches: 1_201, people: 1, done: false });
    const fail = `CREATE FUNCTION break_off() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
      IF (SELECT count(*) FROM booking_breaches WHERE undone_at IS NOT NULL) > 600 THEN
        RAISE EXCEPTION 'broken off' USING ERRCODE = '57P01'; END IF; RETURN NULL; END $$;
      CREATE TRIGGER break_off AFTER UPDATE ON booking_breaches FOR EACH STATEMENT EXECUTE FUNCTION break_off()`;
    await asOwner(fail);
    expect((await send(1_201)).status).toBeGreaterThanOrEqual(500);
    await asOwner('DROP TRIGGER break_off ON booking_breaches; DROP FUNCTION break_off');
    expect(await count('SELECT FROM booking_breaches WHERE undone_at IS NULL')).toBe(701);
    await missed(1);
    await refused(send(1_201), 'BREACHES_CHANGED');
    await stage.harness.database.query(
      'DELETE FROM booking_breaches WHERE ctid = (SELECT max(ctid) FROM booking_breaches WHERE undone_at IS NULL)',
    );
    const done = { breaches: 1_201, people: 1, done: true };
    const answers = await Promise.all([send(1_201), send(1_201)]);
    expect(answers.map(({ status, body }) => [status, body as unknown])).toEqual([
      [200, done],
      [200, done],
    ]);
    expect((await send(1_201).expect(200)).body).toEqual(done);
    expect(await count('SELECT FROM booking_breaches WHERE undone_at IS NULL')).toBe(0);
    expect(await count(`SELECT FROM audit_entries WHERE action = 'booking.undo_breaches'`)).toBe(1_201);
    expect(await count(`SELECT FROM notices WHERE kind = 'booking.breach_undone'`)).toBe(1_201);
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
    const free = async () => (await stage.bookingDesk()).venues[0]?.halls[0]?.free;
    expect(await free()).toBe(1);
    await later(15);
    expect([await stage.running(), await free()]).toEqual([null, 2]);
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
