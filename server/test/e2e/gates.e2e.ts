import type { BuildingInput, BuildingView, ClosureView, GateInput, GateMap, GateView } from '@shared/gate';
import { GateService } from '../../src/gate/gate.service';
import { GateUses } from '../../src/gate/gate-uses.service';
import { asCaller, type TestCaller } from '../check-in-factories';
import { createPerson, createSchool, signIn, type PersonWish, type TestSchool } from '../factories';
import { createBuilding, createGate } from '../pass-factories';
import { startApp, type Harness } from '../harness';
import { clearStores } from '../identity-steps';
import { refused } from '../return-stage';

let harness: Harness;
let school: TestSchool;
let admin: TestCaller;
let member: TestCaller;

const as = async (wish: PersonWish, of = school): Promise<TestCaller> =>
  asCaller(harness, (await signIn(harness, await createPerson(harness, of, wish))).bearer);

beforeAll(async () => {
  harness = await startApp();
});
beforeEach(async () => {
  await clearStores(harness);
  school = await createSchool(harness);
  admin = await as({ kind: 'staff', roles: [{ role: 'school_admin' }] });
  member = await as({});
});
afterAll(() => harness.close());

const name = { zh: '图书馆', en: 'Library' };
const building = (change: Partial<BuildingInput> = {}): BuildingInput => ({
  ...{ campusId: school.campusId, code: 'lib', name },
  ...change,
});
const gate = (change: Partial<GateInput> = {}): GateInput => ({
  ...{ campusId: school.campusId, buildingId: null, code: 'n1', name, directions: ['in', 'out'], important: true },
  ...{ insidePrivate: false, antiPassback: 'off' },
  ...change,
});
const built = async (change: Partial<BuildingInput> = {}): Promise<BuildingView> =>
  (await admin.post('/buildings', building(change)).expect(201)).body as BuildingView;
const opened = async (change: Partial<GateInput> = {}): Promise<GateView> =>
  (await admin.post('/gates', gate(change)).expect(201)).body as GateView;
const map = async (): Promise<GateMap> => (await member.get('/gates').expect(200)).body as GateMap;
const closures = async (campusId: string | null, isClosed: boolean): Promise<ClosureView[]> =>
  ((await admin.put('/closures', { campusId, isClosed }).expect(200)).body as { items: ClosureView[] }).items;

describe('gates of a school', () => {
  it('are set up building by building, and chosen from by its people', async () => {
    expect(await map()).toEqual({ campuses: [] });
    const library = await built();
    expect(library).toEqual({ id: library.id, ...building() });
    const door = await opened({ buildingId: library.id, code: 'lib1', important: false, antiPassback: 'warn' });
    const main = await opened();
    expect((await admin.get('/gates/all').expect(200)).body).toEqual({ items: [door, main] });
    const { campuses } = await map();
    expect(campuses).toHaveLength(1);
    expect(campuses[0]).toMatchObject({ id: school.campusId, underClosedManagement: false });
    expect(campuses[0]?.buildings.map(({ id, gates }) => [id, gates])).toEqual([
      [null, [{ id: main.id, name, directions: ['in', 'out'], needsTemporaryPass: false, needsBooking: false }]],
      [library.id, [{ id: door.id, name, directions: ['in', 'out'], needsTemporaryPass: false, needsBooking: false }]],
    ]);
  });

  it('begin with the campus where the person is, else where the person belongs', async () => {
    await opened();
    await opened({ code: 'n2', campusId: school.otherCampusId });
    const firstOf = async (person: PersonWish): Promise<string | undefined> => {
      const answer = await (await as(person)).get('/gates').expect(200);
      return (answer.body as GateMap).campuses[0]?.id;
    };
    for (const here of [school.campusId, school.otherCampusId]) {
      expect(await firstOf({ campusId: here })).toBe(here);
      expect(await firstOf({ presence: 'on_campus', presenceCampusId: here })).toBe(here);
    }
  });

  it('are changed and closed down; a building only without gates', async () => {
    const library = await built();
    const door = await opened({ buildingId: library.id, code: 'lib1' });
    const renamed = {
      ...gate({ buildingId: library.id, code: 'lib2', directions: ['in'] }),
      name: { zh: '东门', en: 'East' },
    };
    expect((await admin.put(`/gates/${door.id}`, renamed).expect(200)).body).toEqual({ id: door.id, ...renamed });
    const better = building({ code: 'lib9' });
    expect((await admin.put(`/buildings/${library.id}`, better).expect(200)).body).toEqual({
      id: library.id,
      ...better,
    });
    await refused(admin.delete(`/buildings/${library.id}`), 'GATE_IN_USE');
    await refused(admin.put(`/buildings/${library.id}`, building({ campusId: school.otherCampusId })), 'GATE_IN_USE');
    await admin.delete(`/gates/${door.id}`).expect(204);
    expect(await harness.get(GateService).find(school.id, door.id)).toBeNull();
    await admin.delete(`/buildings/${library.id}`).expect(204);
    expect((await admin.get('/buildings').expect(200)).body).toEqual({ items: [] });
    await refused(admin.delete(`/gates/${door.id}`), 'NOT_FOUND');
    await refused(admin.put(`/buildings/${library.id}`, building()), 'NOT_FOUND');
  });

  it('are not closed down while a device stands there', async () => {
    const { id } = await opened();
    harness.get(GateUses).register((_tx, schoolId, gateId) => Promise.resolve(schoolId === school.id && gateId === id));
    await refused(admin.delete(`/gates/${id}`), 'GATE_IN_USE');
    expect(await harness.get(GateService).find(school.id, id)).toMatchObject({ id });
  });

  it('have codes that are unique in the school, and for ever', async () => {
    const { id } = await opened();
    await refused(admin.post('/gates', gate()), 'GATE_CODE_TAKEN');
    await admin.delete(`/gates/${id}`).expect(204);
    await refused(admin.post('/gates', gate()), 'GATE_CODE_TAKEN');
    await built();
    await refused(admin.post('/buildings', building()), 'GATE_CODE_TAKEN');
    const far = await createSchool(harness);
    const farAdmin = await as({ kind: 'staff', roles: [{ role: 'school_admin' }] }, far);
    await farAdmin.post('/gates', gate({ campusId: far.campusId })).expect(201);
  });

  it('stand on campuses and in buildings of the school, and a building on one campus', async () => {
    const far = await createSchool(harness);
    const there = await built({ campusId: school.otherCampusId });
    await refused(admin.post('/gates', gate({ campusId: far.campusId })), 'NOT_FOUND');
    await refused(admin.post('/gates', gate({ buildingId: there.id })), 'NOT_FOUND');
    await refused(admin.post('/buildings', building({ campusId: far.campusId, code: 'b2' })), 'NOT_FOUND');
    await refused(admin.put('/closures', { campusId: far.campusId, isClosed: true }), 'NOT_FOUND');
  });

  it.each([
    ['no direction', { directions: [] }, '/directions'],
    ['a direction twice', { directions: ['in', 'in'] }, '/directions'],
    ['a direction that is none', { directions: ['up'] }, '/directions'],
    ['a long code', { code: 'library' }, '/code'],
    ['a code in capitals', { code: 'N1' }, '/code'],
    ['no word on passback', { antiPassback: undefined }, '/antiPassback'],
    ['a building left out', { buildingId: undefined }, '/buildingId'],
    ['a name in one language', { name: { zh: '北门' } }, '/name/en'],
  ])('are refused with %s', async (_, change, path) => {
    const { fields } = await refused(admin.post('/gates', { ...gate(), ...change }), 'REQUEST_INVALID');
    expect(fields?.map((fault) => fault.path)).toEqual([path]);
  });
});

describe('closed management', () => {
  it('of a campus, or of the school, asks for a temporary pass at important gates', async () => {
    const [important, plain] = [await opened(), await opened({ code: 'n2', important: false })];
    const needed = async (): Promise<(boolean | undefined)[]> => {
      const { campuses } = await map();
      const shown = campuses[0]?.buildings[0]?.gates.map(({ needsTemporaryPass }) => needsTemporaryPass) ?? [];
      const asked = [important, plain].map(({ id }) => harness.get(GateService).find(school.id, id));
      expect((await Promise.all(asked)).map((one) => one?.needsTemporaryPass)).toEqual(shown);
      return [campuses[0]?.underClosedManagement, ...shown];
    };
    expect(await needed()).toEqual([false, false, false]);
    const [closure] = await closures(school.campusId, true);
    expect(await needed()).toEqual([true, true, false]);
    harness.clock.advance({ minutes: 1 });
    expect(await closures(school.campusId, true)).toEqual([closure]);
    expect(await closures(null, true)).toHaveLength(2);
    expect(await closures(school.campusId, false)).toHaveLength(1);
    expect(await needed()).toEqual([true, true, false]);
    await closures(null, false);
    expect((await admin.get('/closures').expect(200)).body).toEqual({ items: [] });
    expect(await needed()).toEqual([false, false, false]);
  });

  it('reaches other processes within five seconds', async () => {
    const buildingId = await createBuilding(harness, school);
    const { id, code } = await createGate(harness, school, { buildingId, important: true });
    expect(await harness.get(GateService).byCode(school.id, code)).toMatchObject({ id, needsTemporaryPass: false });
    await harness.database.query(
      'INSERT INTO closures (school_id, since, set_by) SELECT school_id, now(), id FROM people WHERE school_id = $1 LIMIT 1',
      [school.id],
    );
    harness.clock.advance({ seconds: 4 });
    expect(await harness.get(GateService).find(school.id, id)).toMatchObject({ needsTemporaryPass: true });
  });

  it('is written into the audit log, once for each change', async () => {
    await closures(null, true);
    await closures(null, true);
    await closures(null, false);
    const rows: { action: string }[] = await harness.database.query(
      `SELECT action FROM audit_entries WHERE object_id = $1 ORDER BY id`,
      [school.id],
    );
    expect(rows.map(({ action }) => action)).toEqual(['closure.begin', 'closure.end']);
  });
});
