import type { EntityManager } from 'typeorm';
import { startApp, type Harness } from '../../test/harness';
import { resetDatabase } from '../../test/database';
import { createPerson, createSchool, type TestPerson, type TestSchool } from '../../test/factories';
import { createHold, createPass } from '../../test/pass-factories';
import { SessionModule } from '../session/session.module';
import { PassStandings } from './pass-standings.service';
import { StandingModule } from './standing.module';

interface StandingRow {
  epoch: number;
  refusal: string | null;
  changed_xid: string;
}

describe('how passes stand for terminals without network', () => {
  let harness: Harness;
  let school: TestSchool;
  let person: TestPerson;

  beforeAll(async () => {
    harness = await startApp({ modules: [StandingModule, SessionModule] });
  });
  beforeEach(async () => {
    await resetDatabase();
    school = await createSchool(harness);
    person = await createPerson(harness, school);
  });
  afterAll(() => harness.close());

  const standing = async (of = person): Promise<StandingRow | undefined> => {
    const rows: StandingRow[] = await harness.database.query(
      `SELECT s.epoch, s.refusal, s.changed_xid::text FROM pass_standings s
       JOIN passes a ON a.school_id = s.school_id AND a.id = s.pass_id WHERE a.person_id = $1`,
      [of.id],
    );
    return rows[0];
  };
  const refresh = (tx: EntityManager = harness.database.manager, people = [person]) =>
    harness.get(PassStandings).refresh(
      tx,
      school.id,
      people.map(({ id }) => id),
    );
  const change = (statement: string, tx: EntityManager = harness.database.manager): Promise<unknown> =>
    tx.query(statement, [person.id]);

  const CAUSES: [string, string, string | null][] = [
    ['a person who may pass', 'SELECT $1::uuid', null],
    ['a pass that has ended', 'UPDATE passes SET ended_at = now() WHERE person_id = $1', 'pass_ended'],
    [
      'a hold, before an end',
      `WITH ended AS (UPDATE passes SET ended_at = now() WHERE person_id = $1 RETURNING school_id)
       INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
       SELECT school_id, gen_random_uuid(), $1, 'fever', gen_random_uuid(), now() FROM ended`,
      'pass_held',
    ],
    ['a person who is suspended', `UPDATE people SET state = 'suspended' WHERE id = $1`, 'person_inactive'],
    [
      'a person who has left, before a hold',
      `WITH gone AS (UPDATE people SET state = 'left' WHERE id = $1 RETURNING school_id)
       INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
       SELECT school_id, gen_random_uuid(), $1, 'left', $1, now() FROM gone`,
      'person_inactive',
    ],
  ];

  it.each(CAUSES)('tell of %s', async (_, statement, refusal) => {
    await createPass(harness, person);
    await change(statement);
    await refresh();
    expect(await standing()).toMatchObject({ epoch: 1, refusal });
  });

  it('say nothing of people without a pass', async () => {
    await createHold(harness, person);
    expect(await refresh()).toEqual([]);
    expect(await standing()).toBeUndefined();
  });

  it('change when something changed, and name who stands otherwise now', async () => {
    const other = await createPerson(harness, school);
    await createPass(harness, person);
    await createPass(harness, other);
    const [mine, others] = [await standing(), await standing(other)];
    await change('UPDATE passes SET epoch = 2 WHERE person_id = $1');
    const sameStanding = { personId: person.id, before: null, after: null };
    expect(await refresh(undefined, [person, other])).toEqual([sameStanding]);
    expect(await standing(other)).toEqual(others);
    expect((await standing())?.epoch).toBe(2);
    expect((await standing())?.changed_xid).not.toBe(mine?.changed_xid);
    await change('UPDATE passes SET ended_at = now() WHERE person_id = $1');
    expect(await refresh()).toEqual([{ personId: person.id, before: null, after: 'pass_ended' }]);
    expect(await refresh()).toEqual([]);
  });

  it('are of the school that is named alone', async () => {
    const elsewhere = await createSchool(harness);
    await createPass(harness, person);
    await change('UPDATE passes SET ended_at = now() WHERE person_id = $1');
    await harness.database.transaction((tx) => harness.get(PassStandings).refresh(tx, elsewhere.id, [person.id]));
    expect(await standing()).toMatchObject({ refusal: null });
  });

  it('are true after two causes changed at once, whoever was last', async () => {
    await createPass(harness, person);
    for (let round = 0; round < 20; round += 1) {
      const [kept, lifted] = [await createHold(harness, person), await createHold(harness, person)];
      const lift = (id: string) =>
        harness.database.transaction(async (tx) => {
          await tx.query('UPDATE pass_holds SET lifted_at = now() WHERE id = $1', [id]);
          await refresh(tx);
        });
      const place = () =>
        harness.database.transaction(async (tx) => {
          await tx.query(
            `INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at)
             VALUES ($1, gen_random_uuid(), $2, 'override', gen_random_uuid(), now())`,
            [school.id, person.id],
          );
          await refresh(tx);
        });
      await Promise.all(round % 2 === 0 ? [lift(kept), lift(lifted)] : [lift(kept), lift(lifted), place()]);
      expect((await standing())?.refusal).toBe(round % 2 === 0 ? null : 'pass_held');
      await change('UPDATE pass_holds SET lifted_at = now() WHERE person_id = $1 AND lifted_at IS NULL');
      await refresh();
    }
  });
});
