import { randomUUID } from 'node:crypto';
import type { PassCodeAnswer } from '@shared/pass-code';
import type { ScanAnswer } from '@shared/terminal';
import { VERDICT_WORDS } from '@shared/verdict';
import { claimsOf, GateStage } from '../gate-stage';
import { createHold } from '../pass-factories';
import { refused } from '../return-stage';

const stage = new GateStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

describe('a code', () => {
  it('is for this person, gate and way, and ends after a minute', async () => {
    const { body } = await stage.codes('out').expect(200);
    const { code, reserve, serverTime } = body as PassCodeAnswer;
    expect(reserve).toEqual([]);
    expect(code).toEqual({ code: code.code, startsAt: serverTime, endsAt: '2026-09-07T00:01:00.000Z' });
    const { sub, aud, v, jti, ...times } = claimsOf(code.code);
    expect(Buffer.from(sub, 'base64url')).toHaveLength(16);
    expect(aud).toMatch(new RegExp(`^[a-z0-9]{1,4}\\.${stage.gate.code}\\.o$`));
    expect({ v, jti }).toEqual({ v: 1, jti: expect.stringMatching(/^[\w-]{8}$/) as unknown });
    expect(times).toEqual({ iat: Date.parse(serverTime) / 1000, exp: Date.parse(serverTime) / 1000 + 60 });
  });

  it('comes with one for each of the fifteen minutes that follow, each another one', async () => {
    const { reserve } = (await stage.codes('in', true).expect(200)).body as PassCodeAnswer;
    const start = stage.harness.clock.now().getTime();
    expect(reserve.map(({ startsAt }) => Date.parse(startsAt))).toEqual(
      Array.from({ length: 15 }, (_, minute) => start + (minute + 1) * 60_000),
    );
    expect(new Set(reserve.map(({ code }) => claimsOf(code).jti)).size).toBe(15);
    stage.harness.clock.advance({ minutes: 7, seconds: 30 });
    expect(await stage.verdict({ code: reserve[6]?.code, temperatureTenths: 365 })).toBe('admitted');
    expect(await stage.verdict({ code: reserve[9]?.code, temperatureTenths: 365 })).toBe('code_too_early');
  });

  it('goes no way that its gate does not serve, and to no gate that is not there', async () => {
    const [oneWay] = await stage.gateWith({ directions: ['out'] });
    await refused(stage.codes('in', false, stage.student, oneWay), 'GATE_DIRECTION_CLOSED');
    await refused(stage.codes('in', false, stage.student, { id: randomUUID(), code: 'x' }), 'NOT_FOUND');
  });

  it('is made for a pass that opens gates: the refusal says how it stands', async () => {
    const stranger = await stage.member();
    const none = await refused(stage.codes('in', false, stranger), 'PASS_NOT_VALID');
    expect(none.details).toEqual({ status: 'apply_return' });
    await createHold(stage.harness, stage.student.person);
    expect((await refused(stage.codes(), 'PASS_NOT_VALID')).details).toEqual({ status: 'held' });
  });

  it('is shown by one phone: the second one asks first, and the codes of the first are replaced then', async () => {
    const old = await stage.code();
    const second = await stage.as(stage.student.person, 'second');
    await refused(stage.codes('in', false, second), 'PASS_ON_OTHER_PHONE');
    await second.phone.put('/pass/device', {}).expect(200);
    expect(await stage.verdict({ code: old, temperatureTenths: 365 })).toBe('code_replaced');
    expect(await stage.verdict({ code: await stage.code('in', second), temperatureTenths: 365 })).toBe('admitted');
    await refused(stage.codes(), 'PASS_ON_OTHER_PHONE');
  });

  it('is not made more often than once a second', async () => {
    for (let asked = 0; asked < 60; asked++) {
      await stage.codes().expect(200);
    }
    await refused(stage.codes(), 'TOO_MANY_REQUESTS');
  });

  it('begins next time at the gate where it was shown last', async () => {
    await stage.code('out');
    const { body } = await stage.student.phone.get('/pass').expect(200);
    expect(body).toMatchObject({ lastGate: { gateId: stage.gate.id, direction: 'out' } });
  });
});

describe('somebody at a gate', () => {
  it('is asked for a temperature, admitted with one, and refused with the same code again', async () => {
    const code = await stage.code();
    const scan = stage.scanOf({ code });
    expect((await stage.sendScan(scan)).body).toEqual<ScanAnswer>({
      ...{ verdict: 'measure_now', admitted: false, words: VERDICT_WORDS.measure_now, direction: 'in' },
      ...{ maskedName: expect.stringMatching(/^.\*$/) as unknown as string, photo: null },
      keptUntil: '2026-09-07T00:00:30.000Z',
    });
    expect(await stage.passages()).toEqual([]);
    const measured = await stage.sendScan({ ...scan, temperatureTenths: 365 });
    expect(measured.body).toMatchObject({ verdict: 'admitted', admitted: true, keptUntil: null });
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('code_used');
    expect((await stage.passages()).map(({ verdict, person_id }) => [verdict, person_id])).toEqual([
      ['admitted', stage.student.person.id],
      ['code_used', stage.student.person.id],
    ]);
    expect(await stage.inside()).toBe('in');
  });

  it('has a code that is kept past its end while the temperature is taken, at every lane of the gate, once', async () => {
    const code = await stage.code();
    stage.harness.clock.advance({ seconds: 85 });
    expect(await stage.scan({ code })).toMatchObject({ verdict: 'measure_now', keptUntil: '2026-09-07T00:01:55.000Z' });
    stage.harness.clock.advance({ seconds: 20 });
    expect(await stage.scan({ code })).toMatchObject({ verdict: 'measure_now', keptUntil: '2026-09-07T00:01:55.000Z' });
    const lane = await stage.terminalAt(stage.gate);
    stage.harness.clock.advance({ seconds: 10 });
    expect(await stage.verdict({ code, temperatureTenths: 365 }, lane)).toBe('admitted');
    const next = await stage.code();
    expect(await stage.verdict({ code: next })).toBe('measure_now');
    stage.harness.clock.advance({ seconds: 31 });
    expect(await stage.verdict({ code: next, temperatureTenths: 365 })).toBe('code_used');
  });

  it('with a fever is refused, held back and followed up, until the counsellor closes the case', async () => {
    const code = await stage.code();
    const answer = await stage.scan({ code, temperatureTenths: 380 });
    expect(answer).toMatchObject({ verdict: 'fever', admitted: false, words: VERDICT_WORDS.fever });
    expect(JSON.stringify(answer.words)).not.toMatch(/发热|体温|fever|temperature|38/i);
    expect(await stage.cases()).toEqual(['fever']);
    expect((await refused(stage.codes(), 'PASS_NOT_VALID')).details).toEqual({ status: 'held' });
    const { number } = stage.student.person;
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 365 })).toBe('pass_held');
    expect(await stage.verdict({ code, temperatureTenths: 365 })).toBe('code_used');
    const { body } = await stage.counsellor.phone.get('/cases').expect(200);
    const [open] = (body as { items: { id: string; title: { en: string } }[] }).items;
    expect(open?.title.en).toBe('High temperature at a gate');
    await stage.counsellor.phone.post(`/cases/${open?.id}/closing`, { note: 'measured again: 36.6' }).expect(200);
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 365 })).toBe('admitted');
  });

  it('is measured again where a thermometer shows what nobody has', async () => {
    for (const temperatureTenths of [200, 450, -1, 421, 339]) {
      const scan = stage.scanOf({ code: await stage.code(), temperatureTenths });
      expect(await stage.terminal.client.refused('POST', '/scans', scan)).toBe('TEMPERATURE_IMPLAUSIBLE');
    }
    for (const temperatureTenths of [NaN, '37,2', '365', 36.5, null, true]) {
      const scan = { ...stage.scanOf({ code: await stage.code() }), temperatureTenths };
      expect(await stage.terminal.client.refused('POST', '/scans', scan)).toBe('REQUEST_INVALID');
    }
    expect(await stage.passages()).toEqual([]);
  });

  it('without a phone says a number: the same rules', async () => {
    const { number } = stage.student.person;
    expect(await stage.verdict({ number, direction: 'in' })).toBe('measure_now');
    expect(await stage.verdict({ number, direction: 'in', temperatureTenths: 365 })).toBe('admitted');
    expect(await stage.verdict({ number: '0', direction: 'in', temperatureTenths: 365 })).toBe('number_unknown');
    const stranger = await stage.member();
    expect(await stage.verdict({ number: stranger.person.number, direction: 'in' })).toBe('no_pass');
    expect(await stage.terminal.client.refused('POST', '/scans', stage.scanOf({ number }))).toBe('REQUEST_INVALID');
    const [, oneWay] = await stage.gateWith({ directions: ['in'] });
    expect(await stage.verdict({ number, temperatureTenths: 365 }, oneWay)).toBe('admitted');
    const wrongWay = stage.scanOf({ number, direction: 'out' }, oneWay);
    expect(await oneWay.client.refused('POST', '/scans', wrongWay)).toBe('GATE_DIRECTION_CLOSED');
  });

  it('is not looked for by trying numbers', async () => {
    for (let tried = 0; tried < 120; tried++) {
      await stage.scan({ number: String(tried), direction: 'in', temperatureTenths: 365 });
    }
    const { number } = stage.student.person;
    const scan = stage.scanOf({ number, direction: 'in', temperatureTenths: 365 });
    expect(await stage.terminal.client.refused('POST', '/scans', scan)).toBe('TOO_MANY_REQUESTS');
    expect(await stage.verdict({ code: await stage.code(), temperatureTenths: 365 })).toBe('admitted');
  });

  it('shows a code and nothing beside it', async () => {
    const code = await stage.code();
    const both = stage.scanOf({ code, number: stage.student.person.number });
    expect(await stage.terminal.client.refused('POST', '/scans', both)).toBe('REQUEST_INVALID');
    expect(await stage.terminal.client.refused('POST', '/scans', stage.scanOf({}))).toBe('REQUEST_INVALID');
  });

  it('is told what is wrong with a code', async () => {
    const temperatureTenths = 365;
    const iat = stage.harness.clock.now().getTime() / 1000;
    const aud = claimsOf(await stage.code()).aud;
    const [other] = await stage.gateWith();
    const stages: [string, string, string?][] = [
      ['code_unreadable', 'https://example.invalid/'],
      ['code_unreadable', 'x'.repeat(10_240)],
      ['code_forged', `${(await stage.code()).slice(0, -8)}AAAAAAAA`],
      ['code_other_school', await stage.codeWith({ aud: aud.replace(/^\w+/, 'zz9') })],
      ['code_other_gate', await stage.code('in', stage.student, other)],
      ['code_other_direction', await stage.code('out'), 'in'],
      ['code_expired', await stage.codeWith({ iat: iat - 91, exp: iat - 31 })],
      ['code_too_early', await stage.codeWith({ iat: iat + 31, exp: iat + 91 })],
      ['no_pass', await stage.codeWith({ sub: Buffer.alloc(16).toString('base64url') })],
    ];
    for (const [verdict, code, direction] of stages) {
      const answer = await stage.scan({ code, temperatureTenths, ...(direction ? { direction: 'in' } : {}) });
      expect(answer).toMatchObject({ verdict, admitted: false, photo: null });
      expect([verdict, answer.maskedName]).toEqual([verdict, null]);
    }
    expect(await stage.passages()).toHaveLength(stages.length);
    expect((await stage.passages()).every(({ person_id }) => person_id === null)).toBe(false);
  });

  it('is refused while the pass is ended, on the way in; for a day it lets out', async () => {
    const { database, clock } = stage.harness;
    await database.query('UPDATE passes SET ended_at = $1', [clock.now()]);
    const { number } = stage.student.person;
    const way = (direction: 'in' | 'out') => stage.verdict({ number, direction, temperatureTenths: 365 });
    expect(await way('in')).toBe('pass_ended');
    expect(await way('out')).toBe('admitted');
    clock.advance({ hours: 24 });
    expect(await way('out')).toBe('pass_ended');
  });

  it('is refused while suspended, and until a report is sent that is due', async () => {
    const { database, clock } = stage.harness;
    const { number, id } = stage.student.person;
    const verdict = () => stage.verdict({ number, direction: 'in', temperatureTenths: 365 });
    await database.query(`UPDATE people SET state = 'suspended' WHERE id = $1`, [id]);
    expect(await verdict()).toBe('person_inactive');
    await database.query(`UPDATE people SET state = 'active' WHERE id = $1`, [id]);
    clock.advance({ hours: 36, seconds: 1 });
    expect(await verdict()).toBe('check_in_due');
  });

  it('needs a temporary pass at an important gate under closed management', async () => {
    const [gate, terminal] = await stage.gateWith({ important: true });
    const early = await stage.code('in', stage.student, gate);
    await stage.administrator.phone.put('/closures', { campusId: stage.school.campusId, isClosed: true }).expect(200);
    stage.harness.clock.advance({ seconds: 5 });
    expect(await stage.verdict({ code: early, temperatureTenths: 365 }, terminal)).toBe('temporary_pass_needed');
    await refused(stage.codes('in', false, stage.student, gate), 'TEMPORARY_PASS_NEEDED');
  });

  it.each([
    ['off', ['admitted', 'admitted', 'admitted'], false],
    ['warn', ['admitted', 'admitted', 'admitted'], true],
    ['block', ['admitted', 'passback', 'admitted'], false],
  ] as const)('who goes in twice: %s', async (antiPassback, verdicts, isWarned) => {
    const [, terminal] = await stage.gateWith({ antiPassback });
    const { number } = stage.student.person;
    const pass = (direction: 'in' | 'out') => stage.scan({ number, direction, temperatureTenths: 365 }, terminal);
    const answers = [await pass('in'), await pass('in'), await pass('out')];
    expect(answers.map(({ verdict }) => verdict)).toEqual(verdicts);
    expect(answers[1]?.words.next.en.startsWith('Passages do not match')).toBe(isWarned);
  });
});
