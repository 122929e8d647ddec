import type { PassCodeAnswer } from '@shared/pass-code';
import type { GateMap } from '@shared/gate';
import type { TerminalConfig } from '@shared/terminal';
import { BookingDoorStage } from '../booking-door-stage';
import { claimsOf } from '../gate-stage';
import { refused, type Member } from '../return-stage';
import { countStatements } from '../statement-count';

const stage = new BookingDoorStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const later = (minutes: number): Date => new Date(stage.harness.clock.now().getTime() + minutes * 60_000);
const PLACES = 2;

describe('codes for the door of a venue', () => {
  it('are made for whoever has booked there, and for everybody who goes out', async () => {
    await refused(stage.codes('in'), 'BOOKING_NEEDED');
    await stage.codes('out').expect(200);
    await stage.book();
    await stage.codes('in').expect(200);
    const [elsewhere] = await stage.gateWith();
    await stage.behind(elsewhere);
    await refused(stage.codes('in', false, stage.student, elsewhere), 'BOOKING_NEEDED');
    await refused(stage.codes('in', false, await stage.guest()), 'BOOKING_NEEDED');
  });

  it('end with the booking, those of the reserve among them', async () => {
    await stage.book();
    stage.harness.clock.advance({ minutes: 17, seconds: 30 });
    await stage.signInAgain();
    const { code, reserve } = (await stage.codes('in', true).expect(200)).body as PassCodeAnswer;
    const ends = [code, ...reserve].map((one) => claimsOf(one.code).exp * 1000);
    expect(ends).toHaveLength(3);
    expect(ends.at(-1)).toBe(later(2.5).getTime());
    stage.harness.clock.advance({ minutes: 2, seconds: 30 });
    await refused(stage.codes('in'), 'BOOKING_NEEDED');
  });

  it('are made again while the place is in use', async () => {
    await stage.book();
    expect(await stage.pass('in')).toBe('admitted');
    stage.harness.clock.advance({ minutes: 40 });
    await stage.signInAgain();
    const { reserve } = (await stage.codes('in', true).expect(200)).body as PassCodeAnswer;
    expect(reserve).toHaveLength(15);
  });
});

describe('somebody before the door', () => {
  it('comes into use by going in, and ends it by going out: each by code', async () => {
    const booking = await stage.book();
    const code = await stage.code('in');
    expect(await stage.verdict({ code })).toBe('measure_now');
    expect((await stage.stored(booking)).state).toBe('held');
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('admitted');
    expect(await stage.stored(booking)).toEqual({
      ...{ state: 'in_use', ended_by: null, used_at: later(0), ends_at: later(60) },
    });
    expect(await stage.hall()).toEqual({ held: 1, capacity: PLACES });
    stage.harness.clock.advance({ minutes: 10 });
    await stage.signInAgain();
    expect(await stage.pass('out')).toBe('admitted');
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'code' });
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: 0, capacity: PLACES }, 0]);
    expect(await stage.breaches()).toBe(0);
  });

  it.each([
    ['number', undefined],
    ['face', 'face'],
  ] as const)('by %s as well', async (endedBy, means) => {
    expect(await stage.byNumber('in', stage.student, means)).toBe('booking_needed');
    const booking = await stage.book();
    expect(await stage.byNumber('in', stage.student, means)).toBe('admitted');
    expect((await stage.stored(booking)).state).toBe('in_use');
    expect(await stage.byNumber('out', stage.student, means)).toBe('admitted');
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: endedBy });
    expect(await stage.byNumber('out', stage.student, means)).toBe('admitted');
  });

  it('is recognised by no face behind a private door', async () => {
    const [, inside] = await stage.gateWith({ insidePrivate: true });
    const { number } = stage.student.person;
    const scan = stage.scanOf({ number, means: 'face', direction: 'out', temperatureTenths: 365 }, inside);
    expect(await inside.client.refused('POST', '/scans', scan)).toBe('FACE_NOT_ALLOWED');
    expect(await stage.verdict({ number, direction: 'out', temperatureTenths: 365 }, inside)).toBe('admitted');
    const event = { ...stage.eventOf({ number, means: 'face', direction: 'out' }, inside) };
    expect(await stage.uploadEvents([event], inside)).toMatchObject([
      { outcome: 'quarantined', reason: 'face_not_allowed' },
    ]);
    const withCode = { ...stage.scanOf({ code: await stage.code('out') }), means: 'face' };
    expect(await stage.terminal.client.refused('POST', '/scans', withCode)).toBe('REQUEST_INVALID');
  });

  it('is told that the booking has run out, within an hour of it', async () => {
    await stage.book();
    const code = await stage.code('in');
    stage.harness.clock.advance({ minutes: 20 });
    expect(await stage.byNumber('in')).toBe('booking_void');
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('code_expired');
    await stage.watch();
    expect(await stage.byNumber('in')).toBe('booking_void');
    stage.harness.clock.advance({ minutes: 60 });
    expect(await stage.byNumber('in')).toBe('booking_needed');
    expect(await stage.byNumber('out')).toBe('admitted');
  });

  it('with a kept code is too late where the booking runs out while the temperature is taken', async () => {
    const booking = await stage.book();
    stage.harness.clock.advance({ minutes: 19, seconds: 50 });
    await stage.signInAgain();
    const code = await stage.code('in');
    expect(await stage.verdict({ code })).toBe('measure_now');
    stage.harness.clock.advance({ seconds: 10 });
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('booking_void');
    expect((await stage.stored(booking)).used_at).toBeNull();
  });

  it('with an offer has no place until it is accepted', async () => {
    const [a, b] = (await stage.guests(2)) as [Member, Member];
    const taken = await stage.book(a);
    await stage.book(b);
    await stage.waits(stage.student);
    await stage.changed(taken, 'cancel', a);
    expect(await stage.running()).toMatchObject({ state: 'offered' });
    expect(await stage.byNumber('in')).toBe('booking_needed');
    const offer = await stage.running();
    await stage.changed(offer as { id: string }, 'accept');
    expect(await stage.byNumber('in')).toBe('admitted');
  });

  it('with a fever is sent away without a breach, and the place goes on', async () => {
    const waiting = await stage.guest();
    const other = await stage.guest();
    const booking = await stage.book();
    await stage.book(other);
    await stage.waits(waiting);
    const code = await stage.code('in');
    expect(await stage.verdict({ code, temperatureTenths: 380 })).toBe('fever');
    expect(await stage.stored(booking)).toMatchObject({ state: 'cancelled', ended_by: 'fever' });
    expect([await stage.breaches(), await stage.cases()]).toEqual([0, ['fever']]);
    expect(await stage.running(waiting)).toMatchObject({ state: 'offered' });
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: PLACES, capacity: PLACES }, PLACES]);
    await stage.minutesLater(21);
    expect(await stage.breaches()).toBe(0);
  });

  it('with a fever at any other gate loses the place as well: nobody could come', async () => {
    const [, elsewhere] = await stage.gateWith();
    const booking = await stage.book();
    const { number } = stage.student.person;
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 380 }, elsewhere)).toBe('fever');
    expect(await stage.stored(booking)).toMatchObject({ state: 'cancelled', ended_by: 'fever' });
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it('with a fever in use, or waiting, has neither any more', async () => {
    const [, elsewhere] = await stage.gateWith();
    const booking = await stage.book();
    const [first, second] = [await stage.guest(), await stage.guest()];
    await stage.book(await stage.guest());
    await stage.waits(first);
    await stage.waits(second);
    expect(await stage.byNumber('in')).toBe('admitted');
    const fever = (number: string) => ({ number, direction: 'in' as const, temperatureTenths: 380 });
    expect(await stage.verdict(fever(first.person.number), elsewhere)).toBe('fever');
    expect(await stage.verdict({ ...fever(stage.student.person.number), direction: 'out' })).toBe('fever');
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'fever' });
    expect(await stage.running(second)).toMatchObject({ state: 'offered' });
    expect([await stage.breaches(), await stage.taken()]).toEqual([0, PLACES]);
  });

  it('gives the place to whoever waits by going out', async () => {
    const waiting = await stage.guest();
    const other = await stage.guest();
    await stage.book();
    await stage.book(other);
    await stage.waits(waiting);
    expect(await stage.byNumber('in')).toBe('admitted');
    expect(await stage.byNumber('out')).toBe('admitted');
    expect(await stage.running(waiting)).toMatchObject({ state: 'offered' });
    expect([await stage.hall(), await stage.taken()]).toEqual([{ held: PLACES, capacity: PLACES }, PLACES]);
  });

  it('is reminded before the end, and counts as gone some time after it', async () => {
    const booking = await stage.book();
    await stage.byNumber('in');
    stage.harness.clock.advance({ minutes: 55 });
    await stage.harness.runJobs();
    expect(await stage.told()).toEqual(['booking.ending']);
    stage.harness.clock.advance({ minutes: 20 });
    await stage.harness.runJobs();
    expect(await stage.stored(booking)).toMatchObject({ state: 'ended', ended_by: 'timeout' });
    expect(await stage.hall()).toEqual({ held: 0, capacity: PLACES });
  });

  it('costs two statements more than at any other gate, and a plain gate none', async () => {
    const [, plain] = await stage.gateWith();
    await stage.book();
    const { number } = stage.student.person;
    const way = { number, direction: 'in', temperatureTenths: 365 } as const;
    // what is kept for seconds is read, each connection knows its statements
    await stage.scan({ ...way, temperatureTenths: undefined }, plain);
    await stage.scan({ ...way, temperatureTenths: undefined });
    const count = countStatements(stage.harness.database);
    await stage.scan(way, plain);
    const atPlain = count();
    await stage.scan(way);
    // the brackets of a transaction are no statements that read or write
    expect(count() - atPlain).toBe(atPlain + 2 + 2);
  });
});

describe('a gate that is a door', () => {
  it('says so to whoever chooses it, and to its terminal', async () => {
    const [plain] = await stage.gateWith();
    const map = (await stage.student.phone.get('/gates').expect(200)).body as GateMap;
    const gates = map.campuses.flatMap(({ buildings }) => buildings.flatMap((building) => building.gates));
    expect(gates.find(({ id }) => id === stage.gate.id)).toMatchObject({ needsBooking: true });
    expect(gates.find(({ id }) => id === plain.id)).toMatchObject({ needsBooking: false });
    const { body } = await stage.terminal.client.get<TerminalConfig>('/config');
    expect(body.gate).toMatchObject({ id: stage.gate.id, needsBooking: true });
  });

  it('is not closed down, and stays on its campus', async () => {
    const [gate] = await stage.gateWith();
    await stage.harness.database.query(`UPDATE terminals SET state = 'revoked', revoked_at = now()`);
    await stage.administrator.phone.delete(`/gates/${gate.id}`).expect(204);
    await refused(stage.administrator.phone.delete(`/gates/${stage.gate.id}`), 'GATE_IN_USE');
    const { items } = (await stage.administrator.phone.get('/gates/all').expect(200)).body as {
      items: { id: string }[];
    };
    const { id, ...door } = items.find((one) => one.id === stage.gate.id) as { id: string };
    const moved = { ...door, campusId: stage.school.otherCampusId };
    await refused(stage.administrator.phone.put(`/gates/${id}`, moved), 'GATE_IN_USE');
    await stage.administrator.phone.put(`/gates/${id}`, door).expect(200);
  });
});
