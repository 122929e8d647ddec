import { randomUUID } from 'node:crypto';
import { BookingStage } from '../booking-stage';
import { createSchool, createPerson, signIn } from '../factories';
import { keepLocked } from '../lock-waits';
import { asCaller } from '../check-in-factories';
import { refused, type Member } from '../return-stage';
import { createVenue, createVenueKind } from '../venue-factories';

/** Bots at the booking desk: they get no place more, no place sooner, and nobody else's. */
const stage = new BookingStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const codeOf = ({ status, body }: { status: number; body: unknown }): string =>
  status < 400 ? 'fine' : (body as { code: string }).code;
const tally = (answers: { status: number; body: unknown }[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const code of answers.map(codeOf)) {
    counts[code] = (counts[code] ?? 0) + 1;
  }
  return counts;
};
/** What must be true at every moment. */
const expectSound = async (hallIds: readonly string[]): Promise<void> => {
  for (const hallId of hallIds) {
    const { held, capacity } = await stage.hall(hallId);
    expect(held).toBe(await stage.taken(hallId));
    expect(held).toBeLessThanOrEqual(capacity);
  }
};

describe('one person with a bot', () => {
  it('gets one place of five hundred wishes a second, and is slowed down', async () => {
    const answers = await Promise.all(Array.from({ length: 500 }, () => stage.wish()));
    const counts = tally(answers);
    expect(counts.fine).toBe(1);
    expect(Object.keys(counts).sort()).toEqual(['BOOKING_ACTIVE', 'TOO_MANY_REQUESTS', 'fine']);
    expect(counts.BOOKING_ACTIVE).toBeLessThan(10);
    expect(await stage.taken()).toBe(1);
    await expectSound([stage.venue.hallId]);
  });

  it('gets one answer of one key sent twenty times at once', async () => {
    const key = randomUUID();
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => stage.wish(stage.student, stage.venue.hallId, key)),
    );
    expect(tally(answers)).toEqual({ fine: 10 });
    expect(new Set(answers.map(({ body }) => (body as { booking: { id: string } }).booking.id)).size).toBe(1);
    expect(await stage.taken()).toBe(1);
  });

  it('holds one place of wishes in eight halls at once', async () => {
    const venues = await Promise.all(Array.from({ length: 8 }, () => stage.venueWith()));
    const hallIds = venues.map(({ hallId }) => hallId);
    const counts = tally(await Promise.all(hallIds.map((hallId) => stage.wish(stage.student, hallId))));
    expect(counts).toEqual({ fine: 1, BOOKING_ACTIVE: 7 });
    await expectSound(hallIds);
  });

  it('does not keep a place by holding, cancelling and holding again', async () => {
    const kindId = await createVenueKind(stage.harness, stage.school, { dailyLimit: 3 });
    const { hallId } = await stage.venueWith({ kindId, halls: [{ capacity: 1 }] });
    for (let count = 0; count < 3; count += 1) {
      await stage.changed(await stage.book(stage.student, hallId), 'cancel');
    }
    await refused(stage.wish(stage.student, hallId), 'BOOKING_LIMIT');
    await refused(stage.wait(stage.student, hallId), 'BOOKING_LIMIT');
    const [other] = await stage.guests(1);
    await stage.book(other, hallId);
  });

  it('cancels once, however often at once: one place comes back', async () => {
    const [a] = await stage.guests(1);
    await stage.book(a);
    const booking = await stage.book();
    const answers = await Promise.all(Array.from({ length: 20 }, () => stage.change(booking, 'cancel')));
    expect(tally(answers)).toEqual({ fine: 20 });
    expect(await stage.hall()).toEqual({ held: 1, capacity: 2 });
  });
});

describe('a bot that sends again what is done', () => {
  it('keeps nobody from the hall: it is answered while somebody else has it', async () => {
    const [cancelled, used] = [await stage.book(), await stage.guest()];
    await stage.changed(cancelled, 'cancel');
    const inUse = await stage.book(used);
    await stage.use(inUse);
    const letGo = await keepLocked(stage.harness.database, 'SELECT FROM halls WHERE id = $1 FOR UPDATE', [
      stage.venue.hallId,
    ]);
    const again = await Promise.all(Array.from({ length: 50 }, () => stage.change(cancelled, 'cancel')));
    const never = await Promise.all(Array.from({ length: 50 }, () => stage.change(inUse, 'cancel', used)));
    await letGo();
    expect([tally(again), tally(never)]).toEqual([{ fine: 50 }, { BOOKING_STATE_CONFLICT: 50 }]);
  });
});

describe('a waiting list', () => {
  it('is not jumped by pressing while a place comes back', async () => {
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 1 }] });
    const booking = await stage.book(stage.student, hallId);
    const [first, ...bots] = (await stage.guests(12)) as [Member, ...Member[]];
    await stage.waits(first, hallId);
    const [, ...answers] = await Promise.all([
      stage.change(booking, 'cancel').expect(200),
      ...bots.map((bot) => stage.wish(bot, hallId)),
      ...bots.map((bot) => stage.wish(bot, hallId)),
    ]);
    expect(tally(answers)).toEqual({ BOOKING_FULL: answers.length });
    expect(await stage.running(first)).toMatchObject({ state: 'offered' });
    await expectSound([hallId]);
  });

  it('keeps the order in which people have come, and one entry each', async () => {
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 1 }] });
    await stage.book(stage.student, hallId);
    const guests = await stage.guests(4);
    for (const guest of guests) {
      await stage.waits(guest, hallId);
    }
    const again = await Promise.all(guests.map((guest) => stage.waits(guest, hallId)));
    expect(again.map(({ waiting }) => waiting?.position)).toEqual([1, 2, 3, 4]);
  });

  it('takes no two places by accepting an offer twice at once', async () => {
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 1 }] });
    const booking = await stage.book(stage.student, hallId);
    const [first] = (await stage.guests(1)) as [Member];
    await stage.waits(first, hallId);
    await stage.changed(booking, 'cancel');
    const offer = (await stage.running(first)) as { id: string };
    const answers = await Promise.all(
      Array.from({ length: 10 }, (_, at) => stage.change(offer, at % 2 === 0 ? 'accept' : 'decline', first)),
    );
    expect(new Set(answers.map(({ status }) => status < 500))).toEqual(new Set([true]));
    await expectSound([hallId]);
  });
});

describe('what is somebody else’s', () => {
  it('is nowhere: bookings, offers and entries of others, and halls of another school', async () => {
    const booking = await stage.book();
    const [thief, holder, waiter] = (await stage.guests(3)) as [Member, Member, Member];
    for (const how of ['accept', 'decline', 'cancel', 'end'] as const) {
      await refused(stage.change(booking, how, thief), 'NOT_FOUND');
    }
    const full = await stage.venueWith({ halls: [{ capacity: 1 }] });
    await stage.book(holder, full.hallId);
    const { waiting } = await stage.waits(waiter, full.hallId);
    await refused(stage.leave(waiting as { id: string }, thief), 'NOT_FOUND');
    const far = await createSchool(stage.harness);
    const theirs = await createVenue(stage.harness, far);
    await refused(stage.wish(thief, theirs.hallId), 'NOT_FOUND');
    await refused(stage.wait(thief, theirs.hallId), 'NOT_FOUND');
    const stranger = await createPerson(stage.harness, far, { roles: [{ role: 'school_admin' }], kind: 'staff' });
    const { bearer } = await signIn(stage.harness, stranger);
    const desk = asCaller(stage.harness, bearer);
    const closure = {
      from: '2026-09-07T00:00:00Z',
      until: '2026-09-08T00:00:00Z',
      reason: { zh: '闭馆', en: 'Closed' },
    };
    await refused(desk.post(`/venues/${stage.venue.id}/closures`, closure), 'NOT_FOUND');
    await refused(desk.delete(`/venues/${stage.venue.id}`), 'NOT_FOUND');
    expect(await stage.running()).toEqual(booking);
  });

  it('is a hall of the other sex, whoever asks and however', async () => {
    const venue = await stage.venueWith({ halls: [{ capacity: 2, sex: 'female' }] });
    for (const sex of ['male', undefined] as const) {
      const guest = await stage.guest(sex ? { sex } : {});
      await refused(stage.wish(guest, venue.hallId), 'HALL_NOT_YOURS');
      await refused(stage.wait(guest, venue.hallId), 'HALL_NOT_YOURS');
    }
    await stage.book(await stage.guest({ sex: 'female' }), venue.hallId);
  });

  it('does not come back by a clock that is set back', async () => {
    await stage.book();
    stage.harness.clock.advance({ minutes: 20 });
    await stage.watch();
    stage.harness.clock.advance({ minutes: -10 });
    stage.student = await stage.as(stage.student.person);
    expect(await stage.running()).toBeNull();
    expect((await stage.student.phone.get('/bookings').expect(200)).body).toMatchObject({
      items: [{ state: 'expired' }],
    });
    await expectSound([stage.venue.hallId]);
  });
});
