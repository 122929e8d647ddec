import type { EntityManager } from 'typeorm';
import type { HoldLine } from '@shared/pass';
import type { Page } from '@shared/paging';
import { asCaller } from '../../test/check-in-factories';
import { resetDatabase } from '../../test/database';
import { createPerson, createSchool, createUnit, signIn, type TestPerson, type TestSchool } from '../../test/factories';
import { SCHOOL_MORNING } from '../../test/fixed-clock';
import { startApp, type Harness } from '../../test/harness';
import { createHold, createPass } from '../../test/pass-factories';
import { newId } from '../common/id';
import { SessionModule } from '../session/session.module';
import { HoldModule } from './hold.module';
import { HoldService } from './hold.service';

describe('holds', () => {
  let harness: Harness;
  let school: TestSchool;
  let person: TestPerson;
  let staff: TestPerson;
  const caseId = newId();

  beforeAll(async () => {
    harness = await startApp({ modules: [HoldModule, SessionModule] });
  });
  beforeEach(async () => {
    await resetDatabase();
    harness.clock.set(SCHOOL_MORNING);
    school = await createSchool(harness);
    person = await createPerson(harness, school);
    staff = await createPerson(harness, school, { kind: 'staff', roles: [{ role: 'school_admin' }] });
    await createPass(harness, person);
  });
  afterAll(() => harness.close());

  const within = <T>(work: (tx: EntityManager, holds: HoldService) => Promise<T>): Promise<T> =>
    harness.database.transaction((tx) => work(tx, harness.get(HoldService)));
  const place = (sourceId = caseId, cause: 'fever' | 'open_case' | 'override' = 'fever'): Promise<void> =>
    within((tx, holds) => holds.place(tx, school.id, [{ personId: person.id, cause, sourceId }], null));
  const by = () => ({ personId: staff.id, requestId: 'spec' });
  const open = async (): Promise<string[]> =>
    (await harness.get(HoldService).openOf(school.id, person.id)).map(({ cause }) => cause);
  const refusal = async (): Promise<string | null> => {
    const rows: { refusal: string | null }[] = await harness.database.query(
      'SELECT refusal FROM pass_standings s JOIN passes a ON a.id = s.pass_id WHERE a.person_id = $1',
      [person.id],
    );
    return rows[0]?.refusal ?? null;
  };
  const told = async (): Promise<string[]> => {
    const rows: { kind: string }[] = await harness.database.query(
      'SELECT kind FROM notices WHERE person_id = $1 ORDER BY id',
      [person.id],
    );
    return rows.map(({ kind }) => kind);
  };

  it('are one per cause and source, refuse at once, and tell the person without saying why', async () => {
    await place();
    await place();
    expect(await open()).toEqual(['fever']);
    expect(await refusal()).toBe('pass_held');
    const notices: object[] = await harness.database.query('SELECT kind, params FROM notices');
    expect(notices).toEqual([{ kind: 'pass.held', params: {} }]);
  });

  it('are lifted by their source, and let pass when none is left', async () => {
    const other = newId();
    await place();
    await place(other, 'override');
    await within((tx, holds) => holds.lift(tx, school.id, caseId, by()));
    expect([await open(), await refusal(), await told()]).toEqual([['override'], 'pass_held', ['pass.held']]);
    await within((tx, holds) => holds.lift(tx, school.id, other, by()));
    expect([await open(), await refusal(), await told()]).toEqual([[], null, ['pass.held', 'pass.released']]);
  });

  it('stay lifted when their source asks again', async () => {
    await place();
    await within((tx, holds) => holds.lift(tx, school.id, caseId, by()));
    await place();
    expect(await open()).toEqual([]);
  });

  it('are written into the audit log with whoever lifted them', async () => {
    await place();
    await within((tx, holds) => holds.lift(tx, school.id, caseId, by()));
    const entries: { action: string; actor: string; request_id: string }[] = await harness.database.query(
      `SELECT action, actor, request_id FROM audit_entries WHERE object_kind = 'pass_hold' ORDER BY id`,
    );
    expect(entries).toEqual([
      { action: 'hold.place', actor: 'system', request_id: '-' },
      { action: 'hold.lift', actor: expect.not.stringContaining(staff.id), request_id: 'spec' },
    ]);
  });

  it('are never lifted by the person themself', async () => {
    await place();
    const own = { personId: person.id, requestId: 'spec' };
    await expect(within((tx, holds) => holds.lift(tx, school.id, caseId, own))).rejects.toThrow('check');
    expect(await open()).toEqual(['fever']);
  });

  it('of two persons lift every cause but having left', async () => {
    await place();
    await place(newId(), 'open_case');
    await within((tx, holds) => holds.placeOnLeavers(tx, school.id, [person.id], by()));
    await within((tx, holds) => holds.liftAll(tx, school.id, person.id, by()));
    expect(await open()).toEqual(['left']);
  });

  it('of people who left are one, and tell nobody', async () => {
    await harness.database.query(`UPDATE people SET state = 'left' WHERE id = $1`, [person.id]);
    await within((tx, holds) => holds.placeOnLeavers(tx, school.id, [person.id], by()));
    await within((tx, holds) => holds.placeOnLeavers(tx, school.id, [person.id], by()));
    expect([await open(), await refusal(), await told()]).toEqual([['left'], 'person_inactive', []]);
  });

  it('of another school stay untouched', async () => {
    const elsewhere = await createSchool(harness);
    await place();
    await within((tx, holds) => holds.lift(tx, elsewhere.id, caseId, by()));
    expect(await open()).toEqual(['fever']);
  });

  describe('in the list of a counsellor', () => {
    const pageOf = async (of: TestPerson, query = ''): Promise<Page<HoldLine>> => {
      const desk = asCaller(harness, (await signIn(harness, of)).bearer);
      return (await desk.get(`/holds${query}`).expect(200)).body as Page<HoldLine>;
    };

    it('are those of the people they follow, the latest first, with the case that lifts them', async () => {
      const own = await createUnit(harness, school);
      const counsellor = await createPerson(harness, school, {
        ...{ kind: 'staff', roles: [{ role: 'counsellor', unitId: own.id }] },
      });
      const followed = await createPerson(harness, school, { unitId: own.id });
      await place();
      await createHold(harness, followed, { cause: 'open_case', sourceId: caseId });
      harness.clock.advance({ seconds: 1 });
      await createHold(harness, followed, { cause: 'override' });
      await createHold(harness, followed, { cause: 'left' });
      expect(
        (await pageOf(counsellor)).items.map(({ cause, caseId: of, person: { personId } }) => [cause, of, personId]),
      ).toEqual([
        ['override', null, followed.id],
        ['open_case', caseId, followed.id],
      ]);
      expect((await pageOf(staff)).items).toHaveLength(3);
    });

    it('go on from page to page without a gap or a repeat', async () => {
      for (let nth = 0; nth < 60; nth += 1) {
        harness.clock.advance({ ms: nth % 3 });
        await createHold(harness, person);
      }
      const first = await pageOf(staff);
      const second = await pageOf(staff, `?cursor=${first.nextCursor}`);
      const ids = [...first.items, ...second.items].map(({ id }) => id);
      expect([new Set(ids).size, second.nextCursor]).toEqual([60, null]);
    });
  });
});
