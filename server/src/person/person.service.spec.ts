import { startApp, type Harness } from '../../test/harness';
import { clearStores } from '../../test/identity-steps';
import { createPerson, createSchool, createUnit, signIn, type TestPerson, type TestSchool } from '../../test/factories';
import { CallerReader, type Caller } from '../common/caller';
import { PersonService } from './person.service';

describe('questions about people', () => {
  let harness: Harness;
  let people: PersonService;
  let school: TestSchool;

  beforeAll(async () => {
    harness = await startApp();
    people = harness.get(PersonService);
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness);
  });
  afterAll(() => harness.close());

  const callerOf = async (person: TestPerson): Promise<Caller> => ({
    ...(await harness.get(CallerReader).read((await signIn(harness, person)).tokens.accessToken)),
    requestId: 'spec',
  });

  it('finds somebody in reach below the counsellor’s unit, and nobody beside it', async () => {
    const college = await createUnit(harness, school, { kind: 'college' });
    const [own, below, beside] = [
      college,
      await createUnit(harness, school, { parent: college }),
      await createUnit(harness, school),
    ];
    const counsellor = await createPerson(harness, school, { roles: [{ role: 'counsellor', unitId: own.id }] });
    const caller = await callerOf(counsellor);
    const inside = await createPerson(harness, school, { unitId: below.id });
    const outside = await createPerson(harness, school, { unitId: beside.id });
    expect(await people.findInReach(caller, inside.id)).toMatchObject({ personId: inside.id, unitPath: below.path });
    expect(await people.findInReach(caller, outside.id)).toBeNull();
  });

  it('lets an administrator reach the own school, and no other', async () => {
    const caller = await callerOf(await createPerson(harness, school, { roles: [{ role: 'school_admin' }] }));
    const [own, foreign] = [
      await createPerson(harness, school),
      await createPerson(harness, await createSchool(harness)),
    ];
    expect(await people.findInReach(caller, own.id)).not.toBeNull();
    expect(await people.findInReach(caller, foreign.id)).toBeNull();
  });

  it('names the counsellor of the nearest unit, never the person', async () => {
    const college = await createUnit(harness, school, { kind: 'college' });
    const classUnit = await createUnit(harness, school, { parent: college });
    const far = await createPerson(harness, school, { roles: [{ role: 'counsellor', unitId: college.id }] });
    const near = await createPerson(harness, school, { roles: [{ role: 'counsellor', unitId: classUnit.id }] });
    const person = await createPerson(harness, school, {
      unitId: classUnit.id,
      roles: [{ role: 'counsellor', unitId: classUnit.id }],
    });
    const above = await createPerson(harness, school, { unitId: college.id });
    const alone = await createPerson(harness, school);
    const named = await harness.database.transaction((tx) =>
      people.nearestCounsellors(tx, school.id, [person.id, above.id, alone.id]),
    );
    expect([...named].sort()).toEqual([[person.id, near.id] as const, [above.id, far.id] as const].sort());
  });

  it('keeps a caller for four seconds without asking again, and no longer than five', async () => {
    const person = await createPerson(harness, school);
    const { tokens } = await signIn(harness, person);
    const callers = harness.get(CallerReader);
    const first = await callers.read(tokens.accessToken);
    await harness.database.query('DELETE FROM sessions WHERE person_id = $1', [person.id]);
    expect(await callers.read(tokens.accessToken)).toBe(first);
    harness.clock.advance({ seconds: 4 });
    await expect(callers.read(tokens.accessToken)).rejects.toMatchObject({ code: 'SESSION_ENDED' });
  });
});
