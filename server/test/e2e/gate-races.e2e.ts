import type { EventBatchAnswer, TerminalEvent } from '@shared/terminal';
import { GateStage } from '../gate-stage';
import type { TestTerminal } from '../terminal-factories';

const stage = new GateStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

describe('what a terminal tells at the very moment', () => {
  it('that its twin tells something else under the same key: one is stored, the others apart, none is lost', async () => {
    const clones = await Promise.all([1, 2, 3].map(() => stage.passHolder()));
    for (let round = 0; round < 10; round += 1) {
      const first = stage.eventOf({ number: stage.student.person.number });
      const events = [first, ...clones.map(({ person }) => ({ ...first, number: person.number }))];
      const outcomes = (await Promise.all(events.map((event) => stage.uploadEvents([event])))).flat();
      expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual([
        ...['quarantined', 'quarantined', 'quarantined', 'stored'],
      ]);
    }
    expect(await stage.passages()).toHaveLength(40);
    expect(await stage.alarms()).toEqual([{ kind: 'sequence_forked', count: 30 }]);
  });

  it('at which the scan is judged that was not answered: nobody is accused of using a code twice', async () => {
    for (let round = 0; round < 40; round += 1) {
      const code = await stage.code();
      const scan = stage.scanOf({ code, temperatureTenths: 365 });
      const event = stage.eventOf({ code, scanSequence: scan.sequence, at: scan.at });
      await Promise.all([stage.sendScan(scan), stage.uploadEvents([event])]);
    }
    const admitted = (await stage.passages()).filter(({ verdict }) => verdict === 'admitted');
    expect(admitted).toHaveLength(40);
    expect(await stage.cases()).toEqual([]);
  });

  it('at which another one tells of fevers of the same people: both are taken', async () => {
    const people = await Promise.all(Array.from({ length: 30 }, () => stage.passHolder()));
    const upload = async (terminal: TestTerminal, isReversed: boolean): Promise<number> => {
      const fevers: TerminalEvent[] = people.map(({ person: { number } }) =>
        stage.eventOf({ number, verdict: 'fever', temperatureTenths: 380 }, terminal),
      );
      const events = isReversed ? fevers.reverse() : fevers;
      const batch = { sentAt: stage.harness.clock.now().toISOString(), events };
      return (await terminal.client.post<EventBatchAnswer>('/events', batch)).status;
    };
    const other = await stage.terminalAt(stage.gate);
    for (let round = 0; round < 3; round += 1) {
      expect(await Promise.all([upload(other, false), upload(stage.terminal, true)])).toEqual([200, 200]);
    }
  });
});
