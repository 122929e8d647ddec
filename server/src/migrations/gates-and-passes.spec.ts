import { DataSource, type QueryRunner } from 'typeorm';
import { ownerUrl, resetDatabase } from '../../test/database';
import { createPerson, createSchool, type PersonWish, type TestPerson, type TestSchool } from '../../test/factories';
import { createCampaign } from '../../test/check-in-factories';
import { startApp, type Harness } from '../../test/harness';
import { ownerDatabase } from '../common/data-source';
import { newId } from '../common/id';
import { SessionModule } from '../session/session.module';

/** The change that brings passes, and everything after it, taken back and done again; nothing of it stays. */
describe('passes for people who were approved before there were any', () => {
  let harness: Harness;
  let owner: DataSource;
  let school: TestSchool;
  let campaignId: string;

  beforeAll(async () => {
    harness = await startApp({ modules: [SessionModule] });
    owner = await new DataSource(ownerDatabase(ownerUrl())).initialize();
  });
  beforeEach(async () => {
    await resetDatabase();
    school = await createSchool(harness);
    campaignId = await createCampaign(harness, school);
  });
  afterAll(async () => {
    await owner.destroy();
    await harness.close();
  });

  const applied = async (
    state: string,
    wish: PersonWish = {},
    age = 0,
  ): Promise<{ person: TestPerson; id: string }> => {
    const person = await createPerson(harness, school, wish);
    return { person, id: await apply(person, state, age) };
  };
  const apply = async (person: TestPerson, state: string, age = 0): Promise<string> => {
    const id = newId();
    await harness.database.query(
      `INSERT INTO return_applications (school_id, id, campaign_id, person_id, state, version, returns_at, campus_id,
         approver_id, created_at, updated_at)
       SELECT $1, $2, $3, $4, $5, 1, now(), $6, $7, now(), now() - make_interval(days => $8)`,
      [school.id, id, campaignId, person.id, state, school.campusId, (await approver()).id, age],
    );
    return id;
  };
  const approver = (): Promise<TestPerson> => createPerson(harness, school, { kind: 'staff' });

  /** @returns who has a pass, with the application it came from and how it stands */
  const migrateAgain = async (): Promise<Map<string, { origin_id: string; epoch: number; refusal: string | null }>> => {
    const runner = owner.createQueryRunner();
    await runner.startTransaction();
    try {
      const changes = owner.migrations.filter(({ constructor: { name } }) => Number(name.slice(-13)) >= 1700000000010);
      for (const change of [...changes].reverse()) {
        await change.down(runner);
      }
      expect(await has(runner, 'passes')).toBe(false);
      for (const change of changes) {
        await change.up(runner);
      }
      const rows = (await runner.query(
        `SELECT a.person_id, a.origin_id, s.epoch, s.refusal FROM passes a
         JOIN pass_standings s ON s.school_id = a.school_id AND s.pass_id = a.id`,
      )) as { person_id: string; origin_id: string; epoch: number; refusal: string | null }[];
      return new Map(rows.map(({ person_id, ...row }) => [person_id, row]));
    } finally {
      await runner.rollbackTransaction();
      await runner.release();
    }
  };
  const has = async (runner: QueryRunner, table: string): Promise<boolean> => {
    const [row] = (await runner.query('SELECT to_regclass($1) IS NOT NULL AS is_there', [table])) as {
      is_there: boolean;
    }[];
    return row?.is_there ?? false;
  };

  it('are there for who was approved, and for who arrived and is still on the campus', async () => {
    const approved = await applied('approved');
    const arrived = await applied('arrived', { presence: 'on_campus' });
    const freshman = await applied('approved', { state: 'admitted' });
    const passes = await migrateAgain();
    expect([...passes.keys()].sort()).toEqual([approved, arrived, freshman].map(({ person }) => person.id).sort());
    expect(passes.get(approved.person.id)).toEqual({ origin_id: approved.id, epoch: 1, refusal: null });
  });

  it('are not there for who left again, was never approved, or is not of the school any more', async () => {
    await applied('arrived', { presence: 'off_campus' });
    await applied('submitted');
    await applied('rejected');
    await applied('withdrawn');
    await applied('approved', { state: 'left' });
    expect((await migrateAgain()).size).toBe(0);
  });

  it('are one a person, for the last approval, and refused to whoever is suspended', async () => {
    const { person } = await applied('arrived', { presence: 'on_campus', state: 'suspended' }, 30);
    const last = await apply(person, 'approved');
    expect([...(await migrateAgain())]).toEqual([
      [person.id, { origin_id: last, epoch: 1, refusal: 'person_inactive' }],
    ]);
  });
});
