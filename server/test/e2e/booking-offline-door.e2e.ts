import { BookingDoorStage } from '../booking-door-stage';
import type { Member } from '../return-stage';
import { countStatements } from '../statement-count';

const stage = new BookingDoorStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const later = (minutes: number): Date => new Date(stage.harness.clock.now().getTime() + minutes * 60_000);
const PLACES = 2;

describe('a door without network', () => {
  it('tells later who came in time: what is held comes into use from then on', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 15 });
    expect(await stage.heard(stage.wentThrough('in', 5))).toEqual(['stored']);
    expect(await stage.stored(booking)).toMatchObject({ state: 'in_use', used_at: later(-5), ends_at: later(55) });
    expect(await stage.hall()).toEqual({ held: 1, capacity: PLACES });
    await stage.minutesLater(71);
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'timeout' });
    expect([await stage.breaches(), await stage.hall()]).toEqual([0, { held: 0, capacity: PLACES }]);
  });

  it('tells it after the time as well: where nothing has noticed yet, there never was a breach', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 25 });
    await stage.heard(stage.wentThrough('in', 10));
    expect((await stage.stored(booking)).state).toBe('in_use');
    await stage.watch();
    expect([await stage.breaches(), await stage.told()]).toEqual([0, []]);
  });

  it('takes a breach back, and brings the booking to life where a place is free', async () => {
    const booking = await stage.book();
    await stage.minutesLater(25);
    expect([(await stage.stored(booking)).state, await stage.breaches()]).toEqual(['expired', 1]);
    const event = stage.wentThrough('in', 10);
    await stage.heard(event);
    expect(await stage.heard(event)).toEqual(['duplicate']);
    expect(await stage.stored(booking)).toEqual({
      ...{ state: 'in_use', ended_by: null, used_at: later(-10), ends_at: later(50) },
    });
    expect([await stage.breaches(), await stage.told()]).toEqual([0, ['booking.expired', 'booking.revived']]);
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: 1, capacity: PLACES }, 1]);
    await stage.byNumber('out');
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it('counts whoever is inside without a place apart, and gives nothing back for them', async () => {
    const booking = await stage.book();
    await stage.minutesLater(21);
    const [a, b, c] = (await stage.guests(3)) as [Member, Member, Member];
    await stage.book(a);
    await stage.book(b);
    await stage.waits(c);
    await stage.heard(stage.wentThrough('in', 10));
    expect(await stage.stored(booking)).toMatchObject({ state: 'admitted_late', ended_by: null });
    expect([await stage.breaches(), await stage.taken()]).toEqual([0, PLACES]);
    expect(await stage.byNumber('out')).toBe('admitted');
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'number' });
    expect([await stage.hall(), await stage.running(c)]).toEqual([{ held: PLACES, capacity: PLACES }, null]);
  });

  it('takes no free place from whoever waits', async () => {
    const { database } = stage.harness;
    const booking = await stage.book();
    await stage.minutesLater(21);
    const waiting = await stage.guest();
    await database.query(
      `INSERT INTO waiting_entries (school_id, id, person_id, hall_id, joined_at) VALUES ($1, $2, $3, $4, $5)`,
      [stage.school.id, booking.id, waiting.person.id, stage.venue.hallId, later(0)],
    );
    await stage.heard(stage.wentThrough('in', 10));
    expect((await stage.stored(booking)).state).toBe('admitted_late');
  });

  it('takes the breach back and no more where the person has booked again', async () => {
    const booking = await stage.book();
    await stage.minutesLater(21);
    stage.student = await stage.as(stage.student.person);
    const next = await stage.book();
    await stage.heard(stage.wentThrough('in', 10));
    expect((await stage.stored(booking)).state).toBe('expired');
    expect((await stage.stored(next)).state).toBe('held');
    expect([await stage.breaches(), await stage.taken()]).toEqual([0, 1]);
    expect(await stage.hall()).toEqual({ held: 1, capacity: PLACES });
  });

  it('brings nothing to life that would be over by now', async () => {
    const booking = await stage.book();
    await stage.minutesLater(110);
    await stage.heard(stage.wentThrough('in', 100));
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'timeout', used_at: later(-100) });
    expect([await stage.breaches(), await stage.hall()]).toEqual([0, { held: 0, capacity: PLACES }]);
  });

  it.each([
    ['before it was booked', 26],
    ['at the very end of the time', 5],
    ['after it', 1],
  ])('changes nothing by a way in %s', async (_, minutesAgo) => {
    const booking = await stage.book();
    await stage.minutesLater(25);
    await stage.heard(stage.wentThrough('in', minutesAgo));
    expect([(await stage.stored(booking)).state, await stage.breaches()]).toEqual(['expired', 1]);
  });

  it('changes nothing that was cancelled, nor by what counts for nothing', async () => {
    const cancelled = await stage.book();
    await stage.changed(cancelled, 'cancel');
    stage.harness.clock.advance({ minutes: 1 });
    await stage.heard(stage.wentThrough('in', 0.5));
    expect((await stage.stored(cancelled)).state).toBe('cancelled');
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 2 });
    const counted = await stage.heard(
      stage.wentThrough('in', 1, { temperatureTenths: null }),
      stage.wentThrough('in', 1, { verdict: 'booking_needed', temperatureTenths: null }),
    );
    expect(counted).toEqual(['quarantined', 'stored']);
    expect((await stage.stored(booking)).state).toBe('held');
  });

  it('ends a use by a way out, and both in one batch', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 30 });
    await stage.heard(stage.wentThrough('out', 5, { means: 'face' }), stage.wentThrough('in', 15));
    expect(await stage.stored(booking)).toEqual({
      ...{ state: 'ended', ended_by: 'face', used_at: later(-15), ends_at: later(45) },
    });
    expect([await stage.hall(), await stage.breaches()]).toEqual([{ held: 0, capacity: PLACES }, 0]);
  });

  it('knows of a way out that was told before the way in', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 15 });
    expect(await stage.byNumber('out')).toBe('admitted');
    expect((await stage.stored(booking)).state).toBe('held');
    await stage.minutesLater(10);
    await stage.heard(stage.wentThrough('in', 20));
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'number', used_at: later(-20) });
    expect([await stage.hall(), await stage.breaches()]).toEqual([{ held: 0, capacity: PLACES }, 0]);
  });

  it.each([
    ['number', 'booking_needed'],
    ['face', 'booking_needed'],
    ['number', 'number_unknown'],
    ['code', 'temporary_pass_needed'],
  ] as const)('forgives whoever it could not judge alone, by %s as %s', async (means, verdict) => {
    const booking = await stage.book();
    const code = means === 'code' ? await stage.code('in') : undefined;
    await stage.minutesLater(25);
    const shown = { means, verdict, temperatureTenths: null };
    await stage.heard(stage.wentThrough('in', 3, { ...shown, means: 'number' }));
    expect(await stage.breaches()).toBe(1);
    await stage.heard(stage.wentThrough('in', 24.5, { ...shown, ...(code ? { code } : {}) }));
    expect(await stage.stored(booking)).toMatchObject({ state: 'expired', used_at: null });
    expect([await stage.breaches(), await stage.told()]).toEqual([0, ['booking.expired', 'booking.revived']]);
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it.each([
    ['while the booking stands', 15],
    ['before anything has noticed that it ran out', 25],
  ])('makes no breach of whoever it could not judge alone, told %s', async (_, minutes) => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes });
    const event = stage.wentThrough('in', 10, { verdict: 'booking_needed', temperatureTenths: null });
    expect(await stage.heard(event)).toEqual(['stored']);
    expect((await stage.stored(booking)).state).toBe('held');
    await stage.minutesLater(10);
    expect(await stage.stored(booking)).toMatchObject({ state: 'expired', ended_by: 'excused' });
    expect([await stage.breaches(), await stage.told()]).toEqual([0, ['booking.revived']]);
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it('ends no use by a way out after which the person came in again, whatever is told first', async () => {
    const booking = await stage.book();
    expect(await stage.byNumber('in')).toBe('admitted');
    stage.harness.clock.advance({ minutes: 20 });
    expect(await stage.byNumber('in')).toBe('admitted');
    expect(await stage.heard(stage.wentThrough('out', 10))).toEqual(['stored']);
    expect((await stage.stored(booking)).state).toBe('in_use');
    await stage.heard(stage.wentThrough('out', 8), stage.wentThrough('in', 5), stage.wentThrough('out', 2));
    expect(await stage.stored(booking)).toMatchObject({ state: 'in_use', ended_by: null });
    stage.harness.clock.advance({ minutes: 5 });
    await stage.heard(stage.wentThrough('out', 1));
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'number' });
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it('begins a use that runs where the person went out and came in again', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 18 });
    await stage.heard(stage.wentThrough('in', 15), stage.wentThrough('out', 12), stage.wentThrough('in', 9));
    expect(await stage.stored(booking)).toMatchObject({ state: 'in_use', used_at: later(-15) });
    await stage.heard(stage.wentThrough('out', 3));
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended' });
  });

  it('forgives whoever was there in time and sent away with a fever', async () => {
    const booking = await stage.book();
    await stage.minutesLater(25);
    await stage.heard(stage.wentThrough('in', 10, { verdict: 'fever', temperatureTenths: 380 }));
    expect((await stage.stored(booking)).state).toBe('expired');
    expect([await stage.breaches(), await stage.cases()]).toEqual([0, ['fever']]);
  });

  it('makes no breach of a fever in time, told before anything has noticed that the booking ran out', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 25 });
    await stage.heard(stage.wentThrough('in', 10, { verdict: 'fever', temperatureTenths: 380 }));
    expect(await stage.stored(booking)).toMatchObject({ state: 'cancelled', ended_by: 'fever' });
    await stage.minutesLater(1);
    expect([await stage.breaches(), await stage.hall()]).toEqual([0, { held: 0, capacity: PLACES }]);
  });

  it('cancels what is held of whoever had a fever', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 5 });
    await stage.heard(stage.wentThrough('in', 1, { verdict: 'fever', temperatureTenths: 380 }));
    expect(await stage.stored(booking)).toMatchObject({ state: 'cancelled', ended_by: 'fever' });
    expect([await stage.breaches(), await stage.hall()]).toEqual([0, { held: 0, capacity: PLACES }]);
  });

  it('is heard of forty people in a few statements where none of them has booked', async () => {
    const count = countStatements(stage.harness.database);
    const guests = await stage.guests(41);
    const [first, ...events] = guests.map(({ person }) => stage.wentThrough('out', 5, { number: person.number }));
    // gates and keys are known from the first on
    await stage.uploadEvents(first ? [first] : []);
    const before = count();
    await stage.uploadEvents(events);
    expect(count() - before).toBeLessThan(14);
  });
});
