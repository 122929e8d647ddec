import { GateStage } from '../../test/gate-stage';
import { Outbox } from '../common/outbox';

const stage = new GateStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const TABLES = ['passages', 'occupancies', 'terminal_events', 'forked_events', 'used_codes', 'cases', 'notices'];
const counts = async (): Promise<Record<string, number>> => {
  const rows: { name: string; n: number }[] = await stage.harness.database.query(
    TABLES.map((table) => `SELECT '${table}' AS name, count(*)::int AS n FROM ${table}`).join(' UNION ALL '),
  );
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
};
const forget = async (): Promise<void> => {
  const { harness, school } = stage;
  await harness.get(Outbox).add(harness.database.manager, 'passage.forget', { schoolId: school.id });
  await harness.runJobs();
};
const ALL = { passages: 4, occupancies: 1, terminal_events: 3, forked_events: 1, used_codes: 2, cases: 1 };

describe('what is kept of passages', () => {
  beforeEach(async () => {
    await stage.scan({ code: await stage.code(), temperatureTenths: 365 });
    await stage.scan({ code: await stage.code(), temperatureTenths: 380 });
    const event = stage.eventOf({ number: stage.student.person.number, verdict: 'pass_held' });
    await stage.uploadEvents([event, { ...event, verdict: 'passback' }]);
    await stage.harness.runJobs();
  });

  it('is codes for three days, and the rest for thirty', async () => {
    const { clock } = stage.harness;
    clock.advance({ days: 3 });
    await forget();
    expect(await counts()).toMatchObject(ALL);
    clock.advance({ ms: 1 });
    await forget();
    expect(await counts()).toMatchObject({ ...ALL, used_codes: 0 });
    clock.advance({ days: 27, ms: -1 });
    await forget();
    // the event was an hour older
    expect(await counts()).toMatchObject({ ...ALL, used_codes: 0, passages: 2 });
    clock.advance({ ms: 1 });
    await forget();
    expect(await counts()).toMatchObject({
      passages: 0,
      occupancies: 0,
      terminal_events: 0,
      forked_events: 0,
      cases: 1,
    });
  });

  it('is a case until a month after it was closed, with what people were told of it', async () => {
    const { clock, database } = stage.harness;
    const told = (await counts()).notices ?? 0;
    expect(told).toBeGreaterThan(0);
    clock.advance({ days: 60 });
    await forget();
    expect((await counts()).cases).toBe(1);
    await database.query(
      `UPDATE cases SET state = 'closed', closed_at = $1, closed_by = owner_id, closing_note = 'well again'`,
      [clock.now()],
    );
    clock.advance({ days: 30 });
    await forget();
    expect((await counts()).cases).toBe(1);
    clock.advance({ ms: 1 });
    await forget();
    expect((await counts()).cases).toBe(0);
    expect((await counts()).notices).toBeLessThan(told);
  });

  it('has partitions for the months ahead', async () => {
    const { clock, database } = stage.harness;
    clock.advance({ days: 400 });
    await forget();
    const [row] = await database.query(`SELECT to_regclass('passages_202803') IS NOT NULL AS there`);
    expect(row).toEqual({ there: true });
  });
});
