import { randomUUID } from 'node:crypto';
import type { BookingAnswer } from '@shared/booking';
import { BookingStage } from '../booking-stage';
import { refused, type Member } from '../return-stage';
import { countStatements } from '../statement-count';

const stage = new BookingStage();

beforeAll(() => stage.open());
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
    const count = countStatements(stage.harness.database);
    await stage.book(b);
    expect(count()).toBe(3);
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
});
