import type { PassPolicy } from '@shared/pass';
import type { Caller } from '../../src/common/caller';
import { CallerReader } from '../../src/common/caller';
import { PassShowing } from '../../src/pass/pass-showing.service';
import type { ShowablePass } from '../../src/pass/pass.types';
import { signIn } from '../factories';
import { createGate } from '../pass-factories';
import { PassStage, type PassHolder } from '../pass-stage';
import { refused } from '../return-stage';

const stage = new PassStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.harness.close());

const callerOf = async ({ person }: PassHolder): Promise<Caller> => ({
  ...(await stage.harness.get(CallerReader).read((await signIn(stage.harness, person)).tokens.accessToken)),
  requestId: 'spec',
});
const showable = async (caller: Caller): Promise<ShowablePass> => stage.harness.get(PassShowing).showable(caller);
const policy = (change: Partial<PassPolicy> = {}): PassPolicy => ({
  ...{ feverTenths: 373, checkInMaxAgeHours: 36, exemptKinds: ['staff'], exemptUnitIds: [] },
  ...change,
});
const decide = (change: Partial<PassPolicy>) => stage.administrator.phone.put('/pass-policy', policy(change));

describe('the pass page', () => {
  it('shows a valid pass: who, how it stands, and no phone that shows it yet', async () => {
    const { person } = stage.student;
    expect(await stage.page()).toEqual({
      ...{ serverTime: stage.harness.clock.now().toISOString(), status: 'valid', directions: ['in', 'out'] },
      ...{ maskedName: '虚*', number: person.number, unit: expect.objectContaining({ en: expect.any(String) }) },
      ...{ photo: null, holds: [], device: { isThis: false, other: null }, dayColour: expect.any(Number) },
      ...{ exempt: null, lastGate: null },
    });
  });

  it('says what to apply for where there is no pass', async () => {
    const [student, staff] = [await stage.member(), await stage.member({ kind: 'staff' })];
    expect(await stage.page(student)).toMatchObject({ status: 'apply_return', directions: [] });
    expect(await stage.page(staff)).toMatchObject({ status: 'apply_exempt', directions: [] });
  });

  it('asks for a report when the last one is too old, and takes the one that is sent', async () => {
    await stage.campaign();
    await stage.report();
    stage.harness.clock.advance({ hours: 37 });
    stage.student = await stage.as(stage.student.person);
    expect(await stage.page()).toMatchObject({ status: 'check_in_due', directions: [] });
    await stage.report();
    expect(await stage.page()).toMatchObject({ status: 'valid' });
  });

  it('names what holds by its cause, until it is lifted', async () => {
    const id = await stage.hold();
    expect(await stage.page()).toMatchObject({ status: 'held', directions: [], holds: [{ cause: 'fever' }] });
    await stage.rows('UPDATE pass_holds SET lifted_at = now() WHERE id = $1', [id]);
    expect(await stage.page()).toMatchObject({ status: 'valid', holds: [] });
  });

  it('begins with the gate of last time, while that gate is there and goes that way', async () => {
    const { id } = await createGate(stage.harness, stage.school);
    const remember = () => stage.harness.get(PassShowing).remember(stage.school.id, stage.passId, id, 'out');
    await remember();
    await remember();
    expect((await stage.page()).lastGate).toEqual({ gateId: id, direction: 'out' });
    await stage.rows(`UPDATE gates SET directions = '{in}' WHERE id = $1`, [id]);
    stage.harness.clock.advance({ seconds: 4 });
    expect((await stage.page()).lastGate).toBeNull();
  });

  it('is nobody else’s: there is no address for the pass of another person', async () => {
    const { phone } = stage.administrator;
    for (const path of [`/passes`, `/passes/${stage.passId}`, `/pass/${stage.passId}`, '/pass/device']) {
      expect((await phone.get(path)).status).toBe(404);
    }
    const asked = await phone.get(`/pass?personId=${stage.student.person.id}`);
    expect(asked.body).toMatchObject({ status: 'apply_exempt' });
  });
});

describe('the phone that shows the codes', () => {
  it('is the first one that asks, without a word', async () => {
    const first = await callerOf(stage.student);
    expect(await showable(first)).toEqual({
      ...{ passId: stage.passId, epoch: 1, status: 'valid', directions: ['in', 'out'], isThisPhone: true },
    });
    expect(await showable(first)).toMatchObject({ epoch: 1, isThisPhone: true });
    expect(await showable(await callerOf(stage.student))).toMatchObject({ epoch: 1, isThisPhone: false });
    expect(await stage.told('pass.')).toEqual([]);
    expect((await stage.page()).device).toEqual({ isThis: false, other: 'jest' });
  });

  it('is one, of ten that ask first at once', async () => {
    const callers = await Promise.all(Array.from({ length: 10 }, () => callerOf(stage.student)));
    const shown = await Promise.all(callers.map(showable));
    expect(shown.filter(({ isThisPhone }) => isThisPhone)).toHaveLength(1);
  });

  it('changes when the person says so: earlier codes are called back, and the other phone is told', async () => {
    const first = await callerOf(stage.student);
    await showable(first);
    const answer = await stage.student.phone.put('/pass/device', {}).expect(200);
    expect(answer.body).toMatchObject({ device: { isThis: true, other: null } });
    expect(await showable(first)).toMatchObject({ epoch: 2, isThisPhone: false });
    expect(await stage.told('pass.')).toEqual(['pass.device_moved']);
    const [standing] = await stage.rows<{ epoch: number }>('SELECT epoch FROM pass_standings WHERE pass_id = $1', [
      stage.passId,
    ]);
    expect(standing?.epoch).toBe(2);
    await stage.student.phone.put('/pass/device', {}).expect(200);
    expect(await stage.told('pass.')).toHaveLength(1);
  });

  it('is the next one that asks once its session is over, and its codes are called back', async () => {
    const first = await callerOf(stage.student);
    await showable(first);
    await stage.rows('UPDATE sessions SET ended_at = now(), ended_reason = $2 WHERE id = $1', [
      first.sessionId,
      'signed_out',
    ]);
    expect((await stage.page()).device).toEqual({ isThis: false, other: null });
    expect(await showable(await callerOf(stage.student))).toMatchObject({ epoch: 2, isThisPhone: true });
    expect(await stage.told('pass.')).toEqual([]);
  });

  it('is not asked for without a pass, nor changed for ever', async () => {
    const other = await stage.member();
    await refused(other.phone.put('/pass/device', {}), 'NOT_FOUND');
    await expect(showable(await callerOf(other))).rejects.toMatchObject({
      ...{ code: 'PASS_NOT_VALID', facts: { details: { status: 'apply_return' } } },
    });
    const second = await stage.as(stage.student.person, 'second');
    for (let move = 0; move < 10; move += 1) {
      await stage.student.phone.put('/pass/device', {}).expect(200);
      await second.phone.put('/pass/device', {}).expect(200);
    }
    await refused(second.phone.put('/pass/device', {}), 'TOO_MANY_REQUESTS');
  });

  it('has as many before it as a code can count', async () => {
    const second = await stage.as(stage.student.person, 'second');
    await second.phone.put('/pass/device', {}).expect(200);
    await stage.rows('UPDATE passes SET epoch = 99999 WHERE id = $1', [stage.passId]);
    await refused(stage.student.phone.put('/pass/device', {}), 'TOO_MANY_REQUESTS');
    expect((await stage.page(second)).device).toEqual({ isThis: true, other: null });
  });
});

describe('what a school decides about passes', () => {
  it('is the default until it decides', async () => {
    const { body } = await stage.administrator.phone.get('/pass-policy').expect(200);
    expect(body).toEqual(policy());
    const changed = policy({ feverTenths: 375, checkInMaxAgeHours: null, exemptKinds: ['student', 'staff'] });
    expect((await decide(changed).expect(200)).body).toEqual(changed);
    expect((await stage.administrator.phone.get('/pass-policy').expect(200)).body).toEqual(changed);
  });

  it('counts from the next look on: whose report is too old, who applies directly', async () => {
    await stage.campaign();
    stage.harness.clock.advance({ hours: 20 });
    stage.administrator = await stage.as(stage.administrator.person);
    stage.student = await stage.as(stage.student.person);
    expect((await stage.page()).status).toBe('valid');
    await decide({ checkInMaxAgeHours: 12 }).expect(200);
    expect((await stage.page()).status).toBe('check_in_due');
    const newcomer = await stage.member();
    expect((await stage.page(newcomer)).status).toBe('apply_return');
    await decide({ exemptUnitIds: [stage.school.rootUnitId] }).expect(200);
    expect((await stage.page(newcomer)).status).toBe('apply_exempt');
  });

  it.each([
    ['a fever below any', { feverTenths: 350 }, '/feverTenths'],
    ['half a tenth', { feverTenths: 372.5 }, '/feverTenths'],
    ['a report of last month', { checkInMaxAgeHours: 700 }, '/checkInMaxAgeHours'],
    ['a kind that is none', { exemptKinds: ['visitor'] }, '/exemptKinds'],
    ['a unit of no school', { exemptUnitIds: ['0199b6a4-0000-7000-8000-000000000000'] }, '/exemptUnitIds'],
  ])('is not %s', async (_, change, path) => {
    const { fields } = await refused(decide(change as Partial<PassPolicy>), 'REQUEST_INVALID');
    expect(fields?.map((fault) => fault.path)).toEqual([path]);
  });
});
