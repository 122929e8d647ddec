import { randomUUID } from 'node:crypto';
import { BookingController } from '../../src/booking/booking.controller';
import type { Caller } from '../../src/common/caller';
import { VenueService } from '../../src/venue/venue.service';
import { BookingMomentStage } from '../booking-moment-stage';
import { standStill } from '../lock-waits';
import { createHold } from '../pass-factories';
import type { Member } from '../return-stage';

const stage = new BookingMomentStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const database = () => stage.harness.database;

describe('in the same moment', () => {
  it('an upload of a fever, whoever has it and books the other hall, and a change of both halls', async () => {
    const { hallIds } = (stage.venue = await stage.behind(stage.gate, {
      halls: [{ capacity: 2 }, { capacity: 2 }],
      doorGateIds: [],
    }));
    await database().query('UPDATE venue_doors SET venue_id = $1 WHERE gate_id = $2', [stage.venue.id, stage.gate.id]);
    stage.harness.get(VenueService).forget(stage.school.id);
    const [first, second] = hallIds as [string, string];
    const missed = await stage.book(stage.student, second);
    await stage.minutesLater(21);
    stage.student = await stage.as(stage.student.person);
    const letGo = await stage.lock('SELECT FROM bookings WHERE id = $1 FOR UPDATE', missed.id);
    const told = stage.heard(stage.wentThrough('in', 10, { verdict: 'fever', temperatureTenths: 380 }));
    await standStill(database());
    const again = await stage.book(stage.student, first);
    const saved = stage.saveVenue(first);
    await standStill(database(), 2);
    await letGo();
    expect([await told, await saved]).toEqual([['stored'], 200]);
    expect(await stage.stored(again)).toMatchObject({ state: 'cancelled', ended_by: 'fever' });
    expect([await stage.breaches(), await stage.hall(first)]).toEqual([0, { held: 0, capacity: 2 }]);
  });

  it('places that come back for several who wait, and a booking elsewhere by two of them', async () => {
    const [a, b, gone, other] = (await stage.guests(4)) as [Member, Member, Member, Member];
    const full = await stage.awaited(2, gone, b, a);
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 3 }] });
    await database().query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [gone.person.id]);
    stage.harness.clock.advance({ minutes: 20 });
    const letGo = await stage.lockPerson(b);
    const look = stage.look(full);
    await standStill(database());
    const taken = stage.takenTogether(hallId, [other, a, b]);
    await standStill(database(), 2);
    await letGo();
    await look;
    expect(await taken).toEqual([true, true, false]);
    expect([await stage.hall(full), await stage.hall(hallId)]).toEqual([
      { held: 1, capacity: 2 },
      { held: 2, capacity: 3 },
    ]);
  });

  it('a list that ends because its venue closes, and a booking elsewhere by two who wait there', async () => {
    const [a, b, other] = (await stage.guests(3)) as [Member, Member, Member];
    const full = await stage.awaited(1, b, a);
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 3 }] });
    await database().query(`UPDATE venues SET hours = '[]' WHERE id = (SELECT venue_id FROM halls WHERE id = $1)`, [
      full,
    ]);
    const letGo = await stage.lockOwn(b);
    const taken = stage.takenTogether(hallId, [other, a, b]);
    await standStill(database());
    const look = stage.look(full);
    await Promise.race([look, standStill(database(), 2)]);
    await letGo();
    await look;
    expect(await taken).toEqual([true, true, true]);
    expect([await stage.hall(hallId), await stage.told(a)]).toEqual([{ held: 3, capacity: 3 }, []]);
  });

  it('wishes that share a statement, and one of somebody who is held by then', async () => {
    const [held, a, other] = (await stage.guests(3)) as [Member, Member, Member];
    const { hallId } = await stage.venueWith({ halls: [{ capacity: 3 }] });
    await createHold(stage.harness, held.person);
    expect(await stage.takenTogether(hallId, [other, held, a])).toEqual([true, false, true]);
    expect(await stage.hall(hallId)).toEqual({ held: 2, capacity: 3 });
  });

  it('a turn that comes, and whoever has it joins another list', async () => {
    const [member] = (await stage.guests(1)) as [Member];
    const [full, other] = [await stage.awaited(1), await stage.awaited(1)];
    const openOther = await stage.lock('SELECT FROM halls WHERE id = $1 FOR UPDATE', other);
    const joined = Promise.resolve(stage.wait(member, other));
    await standStill(database());
    await stage.waits(member, full);
    const letGo = await stage.lockPerson(member);
    stage.harness.clock.advance({ minutes: 20 });
    const look = stage.look(full);
    await standStill(database(), 2);
    await openOther();
    await standStill(database(), 2);
    await letGo();
    await look;
    expect(((await joined).body as { code: string }).code).toBe('BOOKING_ACTIVE');
    expect(await database().query('SELECT FROM waiting_entries')).toEqual([]);
    expect(await stage.hall(full)).toEqual({ held: 1, capacity: 1 });
  });

  it('an upload that clears missed bookings, and an administrator who takes back all of them', async () => {
    const [a, b] = (await stage.guests(2)) as [Member, Member];
    await stage.book(a);
    await stage.book(b);
    await stage.minutesLater(20);
    const letGo = await stage.lockOwn(b);
    const told = stage.heard(
      stage.wentThrough('in', 10, { number: b.person.number }),
      stage.wentThrough('in', 9, { number: a.person.number }),
    );
    await standStill(database());
    const { phone } = await stage.as(stage.administrator.person);
    const undo = {
      from: '2026-09-07T00:00:00Z',
      until: '2026-09-08T00:00:00Z',
      venueId: null,
      reason: 'the network was down',
    };
    const undone = Promise.resolve(phone.post('/bookings/breaches/undo', { ...undo, dryRun: false, expected: 2 }));
    await standStill(database(), 2);
    await letGo();
    expect([await told, (await undone).status]).toEqual([['stored', 'stored'], 200]);
    expect([await stage.breaches(a), await stage.breaches(b)]).toEqual([0, 0]);
  });
});

describe('a wish whose answer reaches nobody any more', () => {
  it('takes no place: whoever was told to come again is told what is so by then', async () => {
    const [late, a, b] = (await stage.guests(3)) as [Member, Member, Member];
    expect(await stage.takenTogether(stage.venue.hallId, [late, a, b], (member) => member !== late)).toEqual([
      ...[false, true, true],
    ]);
    const { hallId } = await stage.venueWith();
    const caller = { schoolId: stage.school.id, personId: late.person.id } as Caller;
    const wish = (sent: boolean) =>
      stage.harness.get(BookingController).book(caller, randomUUID(), { hallId }, { sent });
    await expect(wish(true)).rejects.toMatchObject({ code: 'SERVICE_BUSY' });
    expect(await stage.hall(hallId)).toEqual({ held: 0, capacity: 2 });
    expect(await wish(false)).toMatchObject({ booking: { state: 'held' } });
  });
});
