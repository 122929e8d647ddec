import type { TerminalEvent } from '@shared/terminal';
import { createPerson, type TestPerson } from '../factories';
import { GateStage } from '../gate-stage';
import { createPass } from '../pass-factories';
import { countStatements } from '../statement-count';

const stage = new GateStage();

let sent: () => number;

beforeAll(async () => {
  await stage.open();
  sent = countStatements(stage.harness.database);
});
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const A_PIECE = 25;
const people = async (count: number): Promise<TestPerson[]> => {
  const all: TestPerson[] = [];
  while (all.length < count) {
    const person = await createPerson(stage.harness, stage.school, { unitId: stage.classUnit.id });
    await createPass(stage.harness, person);
    all.push(person);
  }
  return all;
};
const feverOf = ({ number }: TestPerson): TerminalEvent =>
  stage.eventOf({ number, verdict: 'fever', temperatureTenths: 385 });
const count = async (from: string): Promise<number> => {
  const [row]: { n: number }[] = await stage.harness.database.query(`SELECT count(*)::int AS n FROM ${from}`);
  return row?.n ?? -1;
};

describe('an upload with many fevers', () => {
  it('takes as many statements a piece as one with few', async () => {
    const sentFor = async (events: TerminalEvent[]): Promise<number> => {
      const before = sent();
      await stage.uploadEvents(events);
      return sent() - before;
    };
    const [first, ...rest] = (await people(2 * A_PIECE)).map(feverOf);
    await sentFor([first as TerminalEvent]);
    const few = await sentFor(rest.slice(0, 2));
    expect(await sentFor(rest.slice(2, 2 + A_PIECE))).toBe(few);
    expect(few).toBeLessThan(20);
  });

  it('holds everybody, opens a case for the counsellor of each and tells them', async () => {
    const events = (await people(500)).map(feverOf);
    const before = sent();
    const outcomes = [
      ...(await stage.uploadEvents(events.slice(0, 250))),
      ...(await stage.uploadEvents(events.slice(250))),
    ];
    const pieces = Math.ceil(events.length / A_PIECE);
    expect(sent() - before).toBeGreaterThan(pieces);
    expect(sent() - before).toBeLessThan(20 * pieces);
    expect(outcomes.every(({ outcome }) => outcome === 'stored')).toBe(true);
    const owner = stage.counsellor.person.id;
    expect(await count(`cases WHERE rule_key = 'fever' AND state = 'open' AND owner_id = '${owner}'`)).toBe(500);
    expect(await count('pass_holds h JOIN cases k ON k.id = h.source_id AND k.person_id = h.person_id')).toBe(500);
    expect(await count(`pass_standings WHERE refusal = 'pass_held'`)).toBe(500);
    expect(await count(`notices WHERE kind = 'pass.held'`)).toBe(500);
    expect(await count(`audit_entries WHERE action = 'hold.place'`)).toBe(500);
    expect(await count(`outbox WHERE name = 'case.opened'`)).toBe(500);
  });

  it('holds somebody with two fevers once for each, and says so once', async () => {
    const { person } = stage.student;
    await stage.uploadEvents([feverOf(person), feverOf(person)]);
    expect(await stage.cases()).toEqual(['fever', 'fever']);
    expect(await count('pass_holds')).toBe(2);
    expect(await count(`notices WHERE kind = 'pass.held'`)).toBe(1);
  });
});
