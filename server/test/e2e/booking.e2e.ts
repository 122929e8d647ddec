import { randomUUID } from 'node:crypto';
import type { BookingAnswer, BookingPage } from '@shared/booking';
import type { HomeView } from '@shared/home';
import { BookingStage } from '../booking-stage';
import { refused, type Member } from '../return-stage';
import { countStatements } from '../statement-count';
import { createVenueKind } from '../venue-factories';

const stage = new BookingStage();

let count!: () => number;

beforeAll(async () => {
  await stage.open();
  count = countStatements(stage.harness.database);
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const later = (minutes: number): string =>
  new Date(stage.harness.clock.now().getTime() + minutes * 60_000).toISOString();

describe('booking a place', () => {
  it('holds it for twenty minutes, once for a key however often it is sent', async () => {
    const key = randomUUID();
    const first = (await stage.wish(stage.student, stage.venue.hallId, key).expect(201)).body as BookingAnswer;
    expect(first.booking).toMatchObject({ state: 'held', expiresAt: later(20), endedAt: null });
    const again = (await stage.wish(stage.student, stage.venue.hallId, key).expect(201)).body as BookingAnswer;
    expect(again.booking).toEqual(first.booking);
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: 1, capacity: 2 }, 1]);
    expect(await stage.running()).toEqual(first.booking);
  });

  it('takes three statements, and two where no place is free', async () => {
    const [a, b, c, d] = (await stage.guests(4)) as [Member, Member, Member, Member];
    await stage.book(a);
    const fresh = count();
    await stage.book(b);
    expect(count() - fresh).toBe(3);
    const before = count();
    await refused(stage.wish(c), 'BOOKING_FULL');
    expect(count() - before).toBe(2);
    const noted = count();
    await refused(stage.wish(d), 'BOOKING_FULL');
    expect(count() - noted).toBe(1);
  });

  it('lets exactly as many in as there are places, of a hundred at once', async () => {
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 7 }] });
    const guests = await stage.guests(100);
    const answers = await Promise.all(guests.map((guest) => stage.wish(guest, hallId)));
    const codes = answers.map(({ status, body }) => (status === 201 ? 'held' : (body as { code: string }).code));
    expect(codes.filter((code) => code === 'held')).toHaveLength(7);
    expect(new Set(codes)).toEqual(new Set(['held', 'BOOKING_FULL']));
    expect([await stage.hall(hallId), await stage.taken(hallId)]).toEqual([{ held: 7, capacity: 7 }, 7]);
  });

  it('says what stands in the way', async () => {
    const { hallId } = stage.venue;
    await refused(stage.wish(stage.student, randomUUID()), 'NOT_FOUND');
    await refused(stage.wish(await stage.member(), hallId), 'PASS_NOT_VALID');
    await stage.book();
    await refused(stage.wish(), 'BOOKING_ACTIVE');
    const key = randomUUID();
    const [a] = await stage.guests(1);
    await stage.wish(a, hallId, key).expect(201);
    const other = await stage.venueWith();
    await refused(stage.wish(a, other.hallId, key), 'IDEMPOTENCY_KEY_REUSED');
  });

  it('counts those of the day, cancelled ones among them, and begins anew the next morning', async () => {
    const kindId = await createVenueKind(stage.harness, stage.school, { dailyLimit: 2 });
    const { hallId } = await stage.venueWith({ kindId });
    for (let round = 0; round < 2; round += 1) {
      await stage.changed(await stage.book(stage.student, hallId), 'cancel');
    }
    await refused(stage.wish(stage.student, hallId), 'BOOKING_LIMIT');
    stage.harness.clock.advance({ days: 1 });
    stage.student = await stage.as(stage.student.person);
    await stage.book(stage.student, hallId);
  });

  it('gives a cancelled place back at once, and again changes nothing', async () => {
    const [a, b, c] = (await stage.guests(3)) as [Member, Member, Member];
    const booking = await stage.book(a);
    await stage.book(b);
    await refused(stage.wish(c), 'BOOKING_FULL');
    expect(await stage.changed(booking, 'cancel', a)).toMatchObject({ state: 'cancelled', endedBy: 'cancelled' });
    await stage.changed(booking, 'cancel', a);
    expect(await stage.hall()).toEqual({ held: 1, capacity: 2 });
    await stage.book(c);
    await refused(stage.change(booking, 'end', a), 'BOOKING_STATE_CONFLICT');
  });

  it('shows what was booked, the latest first, page by page', async () => {
    const { id, kindId, hallId } = stage.venue;
    await stage.harness.database.query(
      `INSERT INTO bookings (school_id, id, person_id, hall_id, venue_id, kind_id, state, day, booked_at, expires_at,
         ended_at, ended_by)
       SELECT $1, gen_random_uuid(), $2, $3, $4, $5, 'cancelled', '2026-09-06', at, at, at, 'cancelled'
       FROM generate_series($6::timestamptz, $6::timestamptz + interval '44 minutes', '1 minute') AS at`,
      [stage.school.id, stage.student.person.id, hallId, id, kindId, '2026-09-06T00:00:00Z'],
    );
    const page = async (cursor = ''): Promise<BookingPage> =>
      (await stage.student.phone.get(`/bookings${cursor}`).expect(200)).body as BookingPage;
    const first = await page();
    const second = await page(`?cursor=${first.nextCursor}`);
    const all = [...first.items, ...second.items].map(({ bookedAt }) => bookedAt);
    expect([all.length, second.nextCursor, [...all].sort().reverse()]).toEqual([45, null, all]);
    await refused(stage.student.phone.get('/bookings?cursor=nonsense'), 'REQUEST_INVALID');
  });

  it('stands on the first screen while it runs', async () => {
    const home = async () => ((await stage.student.phone.get('/home').expect(200)).body as HomeView).booking;
    expect(await home()).toBeNull();
    const booking = await stage.book();
    expect(await home()).toEqual({
      ...{ state: 'held', venue: booking.venue.name, expiresAt: booking.expiresAt, endsAt: null },
    });
  });

  it('desk: venues of the campus first, open ones first, by free places; four statements', async () => {
    const far = await stage.venueWith({ campusId: stage.school.otherCampusId, halls: [{ capacity: 90 }] });
    const closed = await stage.venueWith({ hours: [], halls: [{ capacity: 80 }] });
    const large = await stage.venueWith({ halls: [{ capacity: 70 }] });
    await stage.bookingDesk();
    const before = count();
    const { venues } = await stage.bookingDesk();
    expect(count() - before).toBe(4);
    expect(venues.map(({ id }) => id)).toEqual([large.id, stage.venue.id, closed.id, far.id]);
    expect(venues[0]).toMatchObject({ halls: [{ capacity: 70, free: 70, waiting: 0 }], isOpen: true });
  });
});
