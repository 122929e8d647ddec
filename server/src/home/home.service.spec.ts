import type { HomeView } from '@shared/home';
import { PassStage, type PassHolder } from '../../test/pass-stage';
import { countStatements } from '../../test/statement-count';

const stage = new PassStage();
let statements: () => number;

beforeAll(async () => {
  await stage.open();
  statements = countStatements(stage.harness.database);
});
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const home = async ({ phone } = stage.student): Promise<HomeView> =>
  (await phone.get('/home').expect(200)).body as HomeView;
/** Of a call whose caller, plan and policy are known to this process already. */
const counted = async (holder: PassHolder): Promise<number> => {
  await home(holder);
  const before = statements();
  await home(holder);
  return statements() - before;
};

describe('the first screen', () => {
  it('says how the pass stands, and how many holds keep it back', async () => {
    expect((await home()).pass).toEqual({ status: 'valid', holds: 0 });
    await stage.hold();
    await stage.hold('override');
    expect((await home()).pass).toEqual({ status: 'held', holds: 2 });
    expect((await home(await stage.member())).pass).toEqual({ status: 'apply_return', holds: 0 });
    expect((await home(stage.counsellor)).pass).toEqual({ status: 'apply_exempt', holds: 0 });
  });

  it('ends the pass of whoever leaves at this moment, before it says so', async () => {
    const leavesAt = '2026-09-07T10:00:00.000Z';
    await stage.rows(
      `INSERT INTO leaving_applications (school_id, id, person_id, state, leaves_at, destination, reason, approver_id,
         submitted_at, updated_at)
       VALUES ($1, gen_random_uuid(), $2, 'approved', $3, 'home', 'holiday', $4, now(), now())`,
      [stage.school.id, stage.student.person.id, leavesAt, stage.counsellor.person.id],
    );
    stage.harness.clock.set(leavesAt);
    stage.student = await stage.as(stage.student.person);
    expect(await home()).toMatchObject({ person: { presence: 'off_campus' }, pass: { status: 'ended' } });
  });

  it('takes four statements of a member, and two more of a counsellor', async () => {
    await stage.campaign();
    expect([await counted(stage.student), await counted(stage.counsellor)]).toEqual([4, 6]);
  });
});
