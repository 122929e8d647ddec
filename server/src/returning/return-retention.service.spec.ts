import { Outbox } from '../common/outbox';
import { ReturnStage } from '../../test/return-stage';

const stage = new ReturnStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const TABLES = [
  ...['return_applications', 'return_versions', 'return_evidence', 'return_arrivals'],
  ...['approval_requests', 'approval_decisions', 'uploads'],
];
const counts = async (): Promise<number[]> => {
  const rows: { n: number }[] = await stage.harness.database.query(
    TABLES.map((table) => `SELECT count(*)::int AS n FROM ${table}`).join(' UNION ALL '),
  );
  return rows.map(({ n }) => n);
};
const forget = async (): Promise<void> => {
  const { harness, school } = stage;
  await harness.get(Outbox).add(harness.database.manager, 'return.forget', { schoolId: school.id });
  await harness.get(Outbox).add(harness.database.manager, 'upload.collect', { schoolId: school.id });
  await harness.runJobs();
};

describe('what is kept of a return', () => {
  it('goes on the day after the campaign’s last, photos and places with it', async () => {
    await stage.arrive(await stage.approved()).expect(200);
    const full = await counts();
    expect(full).toEqual([1, 1, 2, 1, 1, 1, 2]);
    // retained until 2027-06-30 of the school
    stage.harness.clock.set('2027-06-30T15:59:59Z');
    await forget();
    expect(await counts()).toEqual(full);
    stage.harness.clock.set('2027-06-30T16:00:00Z');
    await forget();
    expect(await counts()).toEqual(TABLES.map(() => 0));
  });
});
