import type { VenueInput, VenueKindInput, VenueKindView, VenueView } from '@shared/venue';
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
const KIND: VenueKindInput = {
  ...{ code: 'bath', name: words('Bath-house'), dailyLimit: 2, breachLimit: 3, breachDays: 30, coolDownHours: 24 },
};
const kind = async (): Promise<VenueKindView> =>
  (await desk().post('/venue-kinds', KIND).expect(201)).body as VenueKindView;

const inputOf = async (more: Partial<VenueInput> = {}): Promise<VenueInput> => ({
  ...{ campusId: stage.school.campusId, kindId: stage.venue.kindId, name: words('East bath-house'), useMinutes: 60 },
  hours: ALWAYS,
  halls: [
    { id: null, name: words('Women'), sex: 'female', capacity: 1 },
    { id: null, name: words('Men'), sex: 'male', capacity: 1 },
  ],
  doorGateIds: [stage.gate.id],
  ...more,
});
const built = async (more: Partial<VenueInput> = {}): Promise<VenueView> =>
  (
    await desk()
      .post('/venues', await inputOf(more))
      .expect(201)
  ).body as VenueView;
const asInput = ({ id: _id, closures: _closures, halls, ...venue }: VenueView): VenueInput => ({
  ...venue,
  halls: halls.map(({ held: _held, ...hall }) => hall),
});
const change = (venue: VenueView, more: Partial<VenueInput>) =>
  desk().put(`/venues/${venue.id}`, { ...asInput(venue), ...more });

describe('the door of a venue', () => {
  it('asks for a booking from the moment it is one, and for none once it is none', async () => {
    await stage.codes('in').expect(200);
    const venue = await built();
    await refused(stage.codes('in'), 'BOOKING_NEEDED');
    await change(venue, { doorGateIds: [] }).expect(200);
    await stage.codes('in').expect(200);
  });
});

describe('kinds of venues', () => {
  it('are kept by the administrator, and watched by card staff', async () => {
    const made = await kind();
    await refused(desk().post('/venue-kinds', KIND), 'VENUE_KIND_CODE_TAKEN');
    const { body } = await desk()
      .put(`/venue-kinds/${made.id}`, { ...KIND, dailyLimit: 4 })
      .expect(200);
    expect(body).toEqual({ ...KIND, id: made.id, dailyLimit: 4 });
    await refused(desk().put(`/venue-kinds/${newId()}`, { ...KIND, code: 'gym' }), 'NOT_FOUND');
    const { phone } = await stage.member({ kind: 'staff', roles: [{ role: 'card_staff' }] });
    expect((await phone.get('/venue-kinds').expect(200)).body).toMatchObject({
      items: expect.arrayContaining([body]) as unknown,
    });
    await refused(phone.post('/venue-kinds', { ...KIND, code: 'gym' }), 'PERMISSION_DENIED');
  });
});

describe('a venue', () => {
  it('is built with its halls and doors, changed, and closed down when nobody is in it', async () => {
    const venue = await built();
    expect(venue).toMatchObject({ doorGateIds: [stage.gate.id], halls: [{ held: 0 }, { held: 0 }], closures: [] });
    await refused(desk().delete(`/gates/${stage.gate.id}`), 'GATE_IN_USE');
    const [women] = venue.halls;
    const halls = [{ ...asInput(venue).halls[0], capacity: 30 }] as VenueInput['halls'];
    const changed = (await change(venue, { halls, useMinutes: 45 }).expect(200)).body as VenueView;
    expect(changed).toMatchObject({ useMinutes: 45, halls: [{ id: women?.id, capacity: 30 }] });
    await desk().delete(`/venues/${venue.id}`).expect(204);
    await desk().delete(`/venues/${venue.id}`).expect(404);
    await refused(change(venue, {}), 'NOT_FOUND');
    expect((await desk().get('/venues').expect(200)).body).toMatchObject({ items: [{ id: stage.venue.id }] });
  });

  it('is refused with hours that overlap, a door of another venue or campus, and rows that are not there', async () => {
    await built();
    const send = async (more: Partial<VenueInput>) => desk().post('/venues', await inputOf(more));
    const [monday] = ALWAYS;
    const answers: Record<string, Partial<VenueInput>> = {
      VENUE_HOURS_INVALID: { hours: [...ALWAYS, monday], doorGateIds: [] } as Partial<VenueInput>,
      VENUE_DOOR_TAKEN: {},
      NOT_FOUND: { doorGateIds: [newId()] },
    };
    for (const [code, more] of Object.entries(answers)) {
      expect((await send(more)).body).toMatchObject({ code });
    }
    const [far] = await stage.gateWith({ campusId: stage.school.otherCampusId });
    expect((await send({ doorGateIds: [far.id] })).body).toMatchObject({ code: 'VENUE_DOOR_TAKEN' });
    expect((await send({ campusId: newId(), doorGateIds: [] })).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await send({ kindId: newId(), doorGateIds: [] })).body).toMatchObject({ code: 'NOT_FOUND' });
    expect((await send({ halls: [], doorGateIds: [] })).body).toMatchObject({ code: 'REQUEST_INVALID' });
  });

  it('moves to another campus with doors of that campus only', async () => {
    const venue = await built();
    const campusId = stage.school.otherCampusId;
    await refused(change(venue, { campusId }), 'VENUE_DOOR_TAKEN');
    const [far] = await stage.gateWith({ campusId });
    expect((await change(venue, { campusId, doorGateIds: [far.id] }).expect(200)).body).toMatchObject({
      doorGateIds: [far.id],
    });
    const gate = { campusId: stage.school.campusId, buildingId: null, code: 'zz9', name: words('Door') };
    const flags = { directions: ['in'], important: false, insidePrivate: false, antiPassback: 'off' };
    await refused(desk().put(`/gates/${far.id}`, { ...gate, ...flags }), 'GATE_IN_USE');
  });

  it('keeps halls apart by sex, on the desk and when they are booked', async () => {
    const { halls } = await built();
    const her = await stage.guest({ sex: 'female' });
    const shown = (await stage.bookingDesk(her)).venues.flatMap((venue) => venue.halls.map(({ name }) => name.en));
    expect(shown).toContain('Women');
    expect(shown).not.toContain('Men');
    await refused(stage.wish(her, halls[1]?.id), 'HALL_NOT_YOURS');
    await stage.book(her, halls[0]?.id);
  });

  it('throws nobody out when it shrinks, and gives grown places to whoever waits first', async () => {
    const venue = await built({ halls: [{ id: null, name: words('Hall'), sex: null, capacity: 2 }] });
    const [hall] = asInput(venue).halls as [VenueInput['halls'][number]];
    const hallId = String(hall.id);
    const [a, b, c] = (await stage.guests(3)) as [Member, Member, Member];
    const booking = await stage.book(a, hallId);
    await stage.book(b, hallId);
    await change(venue, { halls: [{ ...hall, capacity: 0 }] }).expect(200);
    expect(await stage.hall(hallId)).toEqual({ held: 2, capacity: 2 });
    await stage.changed(booking, 'cancel', a);
    expect(await stage.hall(hallId)).toEqual({ held: 1, capacity: 1 });
    await refused(stage.wait(c, hallId), 'VENUE_CLOSED');
    await change(venue, { halls: [{ ...hall, capacity: 1 }] }).expect(200);
    await stage.waits(c, hallId);
    await change(venue, { halls: [{ ...hall, capacity: 3 }] }).expect(200);
    expect(await stage.running(c)).toMatchObject({ state: 'offered' });
    expect(await stage.hall(hallId)).toEqual({ held: 2, capacity: 3 });
    await refused(change(venue, { halls: [{ ...hall, id: null }] }), 'VENUE_IN_USE');
    await refused(change(venue, { kindId: (await kind()).id }), 'VENUE_IN_USE');
    await refused(desk().delete(`/venues/${venue.id}`), 'VENUE_IN_USE');
  });

  it('gets another kind once nothing runs there; what was booked before stays with the other', async () => {
    const venue = await built({ halls: [{ id: null, name: words('Hall'), sex: null, capacity: 2 }] });
    const hallId = venue.halls[0]?.id;
    const other = await kind();
    const booking = await stage.book(stage.student, hallId);
    await stage.book(await stage.guest(), hallId);
    await refused(change(venue, { kindId: other.id }), 'VENUE_IN_USE');
    await stage.changed(booking, 'cancel');
    stage.harness.clock.advance({ minutes: 20 });
    await stage.watch();
    expect(await stage.harness.database.query('SELECT FROM booking_breaches')).toHaveLength(1);
    stage.administrator = await stage.as(stage.administrator.person);
    expect((await change(venue, { kindId: other.id }).expect(200)).body).toMatchObject({ kindId: other.id });
    const her = await stage.as(stage.student.person);
    const leftToday = async () =>
      (await stage.bookingDesk(her)).standings.find(({ kind: { id } }) => id === other.id)?.leftToday;
    expect(await leftToday()).toBe(2);
    await stage.book(her, hallId);
    expect(await leftToday()).toBe(1);
    await change(venue, { kindId: newId() }).expect(409);
  });

  it('is booked while it is open: bookings that run outlast a change of its hours', async () => {
    const venue = await built({ halls: [{ id: null, name: words('Hall'), sex: null, capacity: 2 }] });
    const hallId = venue.halls[0]?.id;
    const booking = await stage.book(stage.student, hallId);
    await change(venue, { hours: [{ weekday: 1, opens: 540, closes: 600 }] }).expect(200);
    const [other] = await stage.guests(1);
    await refused(stage.wish(other, hallId), 'VENUE_CLOSED');
    expect(await stage.running()).toEqual(booking);
    expect((await stage.bookingDesk()).venues.find(({ id }) => id === venue.id)).toMatchObject({
      ...{ isOpen: false, changesAt: '2026-09-07T01:00:00.000Z', closedFor: null },
    });
  });
});
