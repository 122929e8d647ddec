import type { VenueClosureAnswer, VenueWeek } from '@shared/venue';
import { newId } from '../../src/common/id';
import { BookingStage } from '../booking-stage';
import { refused, type Member } from '../return-stage';
import { ALWAYS } from '../venue-factories';

const stage = new BookingStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const words = (en: string) => ({ zh: `${en}（中）`, en });
const desk = () => stage.administrator.phone;

describe('closing out of turn', () => {
  const close = async (minutes = 0, lasting = 60): Promise<VenueClosureAnswer> => {
    const from = stage.harness.clock.now().getTime() + minutes * 60_000;
    const closure = {
      ...{ from: new Date(from).toISOString(), until: new Date(from + lasting * 60_000).toISOString() },
      reason: words('No hot water'),
    };
    return (await desk().post(`/venues/${stage.venue.id}/closures`, closure).expect(201)).body as VenueClosureAnswer;
  };

  it('sends everybody away at once and tells them; nobody has broken a rule', async () => {
    const [a, b, c] = (await stage.guests(3)) as [Member, Member, Member];
    await stage.book(a);
    await stage.use(await stage.book(b));
    await stage.waits(c);
    const { cancelled, sentAway, closure } = await close();
    expect([cancelled, sentAway, await stage.hall()]).toEqual([2, 1, { held: 0, capacity: 2 }]);
    expect([await stage.told(a), await stage.told(b), await stage.told(c)]).toEqual([
      ['booking.venue_closed'],
      ['booking.venue_closed'],
      ['booking.waiting_ended'],
    ]);
    await refused(stage.wish(a), 'VENUE_CLOSED');
    expect((await stage.bookingDesk(a)).venues).toMatchObject([
      { isOpen: false, closedFor: { en: 'No hot water' }, changesAt: closure.until },
    ]);
    await desk().delete(`/venues/${stage.venue.id}/closures/${closure.id}`).expect(204);
    await desk().delete(`/venues/${stage.venue.id}/closures/${closure.id}`).expect(404);
    await stage.book(a);
    expect((await stage.bookingDesk(a)).standings).toMatchObject([{ leftToday: 4, breaches: 0 }]);
  });

  it('ahead of time ends what runs when it begins, by its job or by the watch', async () => {
    await stage.book();
    expect(await close(10)).toMatchObject({ cancelled: 0, sentAway: 0 });
    expect(await stage.running()).toMatchObject({ state: 'held' });
    stage.harness.clock.advance({ minutes: 10 });
    stage.student = await stage.as(stage.student.person);
    expect([await stage.watch(), await stage.running(), await stage.hall()]).toEqual([
      1,
      null,
      { held: 0, capacity: 2 },
    ]);
    expect(await stage.told()).toEqual(['booking.venue_closed']);
  });

  it('stands in the week that everybody reads, until it is over or taken back', async () => {
    const path = `/venues/${stage.venue.id}/week`;
    const student = () => stage.as(stage.student.person);
    const weekSeen = async (): Promise<VenueWeek> =>
      (await (await student()).phone.get(path).expect(200)).body as VenueWeek;
    const [now, ahead] = [await close(), await close(600)];
    expect(await weekSeen()).toEqual({
      serverTime: stage.harness.clock.now().toISOString(),
      hours: ALWAYS,
      closures: [now, ahead].map(({ closure: { id: _id, ...closure } }) => closure),
    });
    await desk().delete(`/venues/${stage.venue.id}/closures/${ahead.closure.id}`).expect(204);
    stage.harness.clock.advance({ minutes: 60 });
    expect(await weekSeen()).toMatchObject({ closures: [] });
    await refused((await student()).phone.get(`/venues/${newId()}/week`), 'NOT_FOUND');
  });

  it('makes no breach of what ran into it, however late anybody looks; what was void before is one', async () => {
    const [early, late] = (await stage.guests(2)) as [Member, Member];
    await stage.book(early);
    stage.harness.clock.advance({ minutes: 5 });
    await stage.book(await stage.as(late.person));
    await close(18);
    stage.harness.clock.advance({ minutes: 40 });
    await stage.watch();
    expect([await stage.told(early), await stage.told(late)]).toEqual([['booking.expired'], ['booking.venue_closed']]);
    expect(await stage.hall()).toEqual({ held: 0, capacity: 2 });
  });

  it('is refused for a time that is over, and for a venue of nobody', async () => {
    const path = `/venues/${stage.venue.id}/closures`;
    const reason = words('No hot water');
    const over = { from: '2026-09-06T00:00:00Z', until: '2026-09-06T01:00:00Z', reason };
    await refused(desk().post(path, over), 'REQUEST_INVALID');
    await refused(desk().post(path, { ...over, until: '2026-09-05T00:00:00Z' }), 'REQUEST_INVALID');
    const closure = { from: '2026-09-07T00:00:00Z', until: '2026-09-08T00:00:00Z', reason };
    await refused(desk().post(`/venues/${newId()}/closures`, closure), 'NOT_FOUND');
  });

  it('by its hours makes no breach of what runs out then, and counts it for no day', async () => {
    const hours = [{ weekday: 1 as const, opens: 0, closes: 8 * 60 + 10 }];
    const { hallId, kindId } = await stage.venueWith({ hours });
    const [early, late] = (await stage.guests(2)) as [Member, Member];
    stage.harness.clock.advance({ minutes: -15 });
    await stage.book(early, hallId);
    stage.harness.clock.advance({ minutes: 15 });
    await stage.book(late, hallId);
    stage.harness.clock.advance({ minutes: 30 });
    await stage.watch();
    expect([await stage.told(early), await stage.told(late)]).toEqual([['booking.expired'], ['booking.venue_closed']]);
    expect(await stage.harness.database.query('SELECT FROM booking_breaches')).toHaveLength(1);
    const back = await stage.as(late.person);
    expect((await back.phone.get('/bookings').expect(200)).body).toMatchObject({
      items: [{ state: 'expired', endedBy: 'venue_closed' }],
    });
    const { standings } = await stage.bookingDesk(back);
    expect(standings.find(({ kind: { id } }) => id === kindId)).toMatchObject({ leftToday: 5, breaches: 0 });
    expect(await stage.hall(hallId)).toEqual({ held: 0, capacity: 2 });
  });

  it('refuses an offer that is accepted after it has closed by its hours', async () => {
    const hours = [{ weekday: 1 as const, opens: 0, closes: 8 * 60 + 3 }];
    const { hallId } = await stage.venueWith({ hours, halls: [{ capacity: 1 }] });
    const [holder, next] = (await stage.guests(2)) as [Member, Member];
    const booking = await stage.book(holder, hallId);
    await stage.waits(next, hallId);
    await stage.changed(booking, 'cancel', holder);
    const offer = (await stage.running(next)) as { id: string };
    stage.harness.clock.advance({ minutes: 3 });
    await refused(stage.change(offer, 'accept', next), 'VENUE_CLOSED');
    stage.harness.clock.advance({ minutes: 2 });
    await stage.watch();
    expect(await stage.told(next)).toEqual(['booking.offered', 'booking.offer_lapsed']);
  });

  it('ends waiting when a venue closes by its hours', async () => {
    const hours = [{ weekday: 1 as const, opens: 0, closes: 8 * 60 + 10 }];
    const venue = await stage.venueWith({ hours, halls: [{ capacity: 1 }] });
    const [a, b] = (await stage.guests(2)) as [Member, Member];
    await stage.book(a, venue.hallId);
    await stage.waits(b, venue.hallId);
    stage.harness.clock.advance({ minutes: 10 });
    await stage.watch();
    const waited = await stage.as(b.person);
    expect([await stage.told(b), (await stage.bookingDesk(waited)).waiting]).toEqual([['booking.waiting_ended'], null]);
    expect(await stage.running(await stage.as(a.person))).toMatchObject({ state: 'held' });
  });
});
