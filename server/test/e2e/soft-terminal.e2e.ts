import type { NewTerminal } from '@shared/terminal';
import { Refused } from '@shared/device/server-line';
import { isRevoked, isSuperseded } from '@shared/device/keeping';
import { rotateKey } from '../../src/soft-terminal/enrolment';
import { main } from '../../src/soft-terminal/main';
import { Ended, orEnded } from '../../src/soft-terminal/service';
import { createGate, createHold, createPass } from '../pass-factories';
import { ReturnStage } from '../return-stage';
import { standingsAreTold } from '../standings-told';
import { SoftTerminalStage } from '../soft-terminal-stage';

const stage = new ReturnStage();
let soft: SoftTerminalStage;
let terminalId: string;

const refusal = (work: Promise<unknown>): Promise<unknown> =>
  work.then(
    () => null,
    (error: unknown) => error,
  );
const newTerminal = async (): Promise<NewTerminal> => {
  const { id } = await createGate(stage.harness, stage.school);
  const { body } = await stage.administrator.phone.post('/terminals', { gateId: id, name: '一号' }).expect(201);
  return body as NewTerminal;
};

beforeAll(() => stage.open());
beforeEach(async () => {
  await stage.reset();
  soft = new SoftTerminalStage(stage.harness);
  const { terminal, enrolmentCode } = await newTerminal();
  terminalId = terminal.id;
  await soft.enrol(enrolmentCode);
});
afterEach(() => soft.close());
afterAll(() => stage.harness.close());

describe('a device in software', () => {
  it('is enrolled once by the administrator’s code', async () => {
    const { enrolmentCode } = await newTerminal();
    const other = new SoftTerminalStage(stage.harness);
    await other.enrol(enrolmentCode);
    expect(await refusal(other.enrol(enrolmentCode))).toMatchObject({ code: 'ENROLMENT_CODE_WRONG' });
    expect(other.home.readConfig()?.gate.directions).toEqual(['in', 'out']);
    other.close();
  });

  it('shows on the board with its start, its version and its clock', async () => {
    soft.skewMs = 40_000;
    const { keeping } = await soft.start();
    await keeping.round();
    const { body } = await stage.administrator.phone.get(`/terminals/${terminalId}`).expect(200);
    expect(body).toMatchObject({ state: 'active', version: 'test', isSilent: false, offsetMs: -40_000 });
    expect((body as { alarms: object[] }).alarms).toMatchObject([{ kind: 'clock_off' }]);
  });

  it('learns how passes stand by judging one person', async () => {
    const { number } = stage.student.person;
    await createPass(stage.harness, stage.student.person);
    await standingsAreTold();
    const said: string[] = [];
    const stdout = jest.spyOn(process.stdout, 'write').mockImplementation((line) => said.push(String(line)) > 0);
    await main(['scan', '--home', soft.folder, '--number', number, '--direction', 'in']);
    stdout.mockRestore();
    expect(said.map((line) => JSON.parse(line) as object)).toMatchObject([{ verdict: 'measure_now' }]);
    expect(soft.home.readStandings()?.items).toHaveLength(1);
  });

  it('holds how every pass stands, and hears of each change', async () => {
    const passId = await createPass(stage.harness, stage.student.person);
    const { device, keeping } = await soft.start();
    await keeping.round();
    expect(device.standings.size).toBe(1);
    const { number } = stage.student.person;
    expect(await device.findByNumber(number)).toMatchObject({ refusal: null });
    await createHold(stage.harness, stage.student.person);
    await standingsAreTold();
    await keeping.round();
    expect(await device.findByNumber(number)).toMatchObject({ refusal: 'pass_held' });
    expect(Buffer.from((await device.findByNumber(number))?.passId ?? '', 'base64url').toString('hex')).toBe(
      passId.replaceAll('-', ''),
    );
  });

  it('notices a row that it has lost, and takes everything anew', async () => {
    await createPass(stage.harness, stage.student.person);
    const first = await soft.start();
    await first.keeping.round();
    first.device.stop();
    const kept = soft.home.readStandings();
    soft.home.writeStandings({ cursor: kept?.cursor ?? null, items: [] });
    const { device, keeping } = await soft.start();
    expect(device.standings.size).toBe(0);
    await keeping.round();
    expect(device.standings.size).toBe(1);
  });

  it('changes its key and goes on with the new one', async () => {
    const { device, keeping } = await soft.start();
    await keeping.round();
    const before = soft.home.readDevice()?.keyId ?? '';
    await rotateKey(device);
    expect(soft.home.readKey(before)).toBeNull();
    stage.harness.clock.advance({ minutes: 11 });
    await keeping.round();
    device.stop();
    const again = await soft.start();
    await again.keeping.round();
  });

  it('tells under another key what it recorded before, where it is still the same terminal', async () => {
    await createPass(stage.harness, stage.student.person);
    const { number } = stage.student.person;
    const { device, keeping, gate } = await soft.start();
    await keeping.round();
    soft.plug(false);
    expect(await gate.show({ number, direction: 'in' }, 365)).toMatchObject({ verdict: 'admitted', by: 'terminal' });
    device.stop();
    soft.plug(true);
    const { body } = await stage.administrator.phone.post(`/terminals/${terminalId}/enrolment-codes`).expect(201);
    await soft.enrol((body as NewTerminal).enrolmentCode);
    const again = await soft.start();
    expect([again.device.memory.queueLength, again.device.standings.size]).toEqual([1, 0]);
    await again.keeping.round();
    expect(again.device.memory.queueLength).toBe(0);
    expect(await stage.harness.database.query('SELECT verdict, offline FROM passages')).toEqual([
      { verdict: 'admitted', offline: true },
    ]);
    again.device.stop();
    const { enrolmentCode } = await newTerminal();
    await soft.enrol(enrolmentCode);
    expect((await soft.start()).device.bootNumber).toBe(1);
  });

  it.each([-86_400_000, -120_000, 120_000, 86_400_000])(
    'with a clock that is %p ms off signs by the server’s',
    async (ms) => {
      soft.skewMs = ms;
      const { device, keeping } = await soft.start();
      await keeping.round();
      expect(device.time.offsetMs()).toBe(-ms);
      expect(device.time.now()).toEqual(stage.harness.clock.now());
    },
  );

  it('ends where another device starts with its key', async () => {
    const { keeping } = await soft.start();
    await keeping.round();
    const copy = await soft.start();
    await copy.keeping.round();
    expect(isSuperseded(await refusal(keeping.beat()))).toBe(true);
  });

  it('forgets everything when it is revoked', async () => {
    const { device, keeping } = await soft.start();
    await keeping.round();
    await stage.administrator.phone.post(`/terminals/${terminalId}/revocation`).expect(200);
    stage.harness.clock.advance({ seconds: 60 });
    const error = await refusal(orEnded(device, () => keeping.round()));
    expect(error).toBeInstanceOf(Ended);
    expect(isRevoked((error as Ended).cause)).toBe(true);
    expect((error as Ended).cause).toBeInstanceOf(Refused);
    expect([soft.home.readDevice(), soft.home.readConfig(), soft.home.readStandings()]).toEqual([null, null, null]);
  });
});
