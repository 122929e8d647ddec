import type { Standing, StandingPage } from '@shared/terminal';
import { GateStage } from '../gate-stage';
import { refused, type Member } from '../return-stage';
import { standingsAreTold } from '../standings-told';

const stage = new GateStage();
let person: Member;

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  person = await stage.member();
});
afterAll(() => stage.close());

const later = (seconds: number): void => stage.harness.clock.advance({ seconds });
const passes = async (direction: 'in' | 'out', temperatureTenths: number): Promise<string> => {
  const code = await stage.code(direction, person);
  await stage.scan({ code });
  later(1);
  return stage.verdict({ code, temperatureTenths });
};
/** What a device hears that asks from one moment to the next. */
let cursor = '';
const heard = async (): Promise<Standing['refusal'][]> => {
  await standingsAreTold();
  const { body } = await stage.terminal.client.get<StandingPage>(`/standings${cursor && `?cursor=${cursor}`}`);
  cursor = encodeURIComponent(body.cursor);
  return body.items.map(({ refusal }) => refusal);
};

describe('within one minute', () => {
  it('somebody is approved, arrives, is held and let go: gate, phone and devices follow each step', async () => {
    await heard();
    const begun = stage.harness.clock.now().getTime();
    const { id } = await stage.submitted(person);
    await stage.decide();
    await refused(stage.codes('in', false, person), 'PASS_NOT_VALID');
    later(10);
    await stage.read(id, person);
    expect(await heard()).toEqual([null]);

    expect(await passes('in', 365)).toBe('admitted');
    await stage.harness.runJobs();
    expect(await stage.presence(person)).toBe('on_campus');
    expect((await stage.read(id, person)).state).toBe('arrived');

    later(5);
    expect(await passes('out', 380)).toBe('fever');
    const held = stage.harness.clock.now();
    expect((await refused(stage.codes('out', false, person), 'PASS_NOT_VALID')).details).toEqual({ status: 'held' });
    expect(await heard()).toContain('pass_held');
    expect(await stage.inside(person)).toBe('in');

    later(10);
    const { body } = await stage.counsellor.phone.get('/cases').expect(200);
    const [open] = (body as { items: { id: string }[] }).items;
    await stage.counsellor.phone.post(`/cases/${open?.id}/closing`, { note: 'measured again: 36.6' }).expect(200);
    expect(await heard()).toEqual([null]);
    expect(await passes('out', 366)).toBe('admitted');
    expect(stage.harness.clock.now().getTime() - begun).toBeLessThan(60_000);

    const at = (seconds: number): string => new Date(held.getTime() + seconds * 1000).toISOString();
    const { number } = person.person;
    const lane = await stage.terminalAt(stage.gate);
    const event = (seconds: number) => stage.eventOf({ number, direction: 'out', at: at(seconds) }, lane);
    await stage.uploadEvents([event(-2), event(10)], lane);
    expect(await stage.cases()).toEqual(['fever']);
    await stage.uploadEvents([event(5)], lane);
    expect(await stage.cases()).toEqual(['admitted_while_held', 'fever']);
    expect(await stage.inside(person)).toBe('out');
  });
});
