import { TERMINAL_LIMITS, type TerminalLine } from '@shared/terminal';
import { UploadAllowance } from '../../src/passage/upload-allowance';
import { GateStage } from '../gate-stage';

const stage = new GateStage();
const { eventsABatch, eventsAMinute } = TERMINAL_LIMITS;

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

/** With the headers of the answer. */
const tell = async (body: string) => {
  const path = '/api/v1/terminal/events';
  const headers = { ...stage.terminal.client.headersFor('POST', path, body), 'content-type': 'application/json' };
  const answer = await fetch(stage.harness.baseUrl + path, { method: 'POST', headers, body });
  return { status: answer.status, headers: answer.headers, problem: (await answer.json()) as unknown };
};

describe('a device that tells more than a gate sees', () => {
  it('is told to come back, nothing of the batch is stored, and others are heard', async () => {
    const other = await stage.terminalAt(stage.gate);
    const allowance = stage.harness.get(UploadAllowance);
    for (let told = 0; told < eventsAMinute; told += eventsABatch) {
      await allowance.take({ schoolId: stage.school.id, terminalId: stage.terminal.id }, eventsABatch);
    }
    expect(await stage.alarms()).toEqual([]);
    const { number } = stage.student.person;
    const batch = { sentAt: stage.harness.clock.now().toISOString(), events: [stage.eventOf({ number })] };
    const { status, headers, problem } = await tell(JSON.stringify(batch));
    const seconds = Number(headers.get('retry-after'));
    expect([status, problem]).toEqual([
      429,
      expect.objectContaining({ code: 'TOO_MANY_REQUESTS', details: { seconds } }),
    ]);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(60);
    expect([await stage.passages(), await stage.alarms()]).toEqual([[], [{ kind: 'events_over_limit', count: 1 }]]);
    expect(await stage.uploadEvents([stage.eventOf({ number }, other)], other)).toMatchObject([{ outcome: 'stored' }]);
    expect(await stage.verdict({ number, direction: 'in' })).toBe('measure_now');
    const board = await stage.administrator.phone.get(`/terminals/${stage.terminal.id}`).expect(200);
    expect((board.body as TerminalLine).alarms).toMatchObject([{ kind: 'events_over_limit', count: 1 }]);
  });
});
