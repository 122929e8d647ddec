import { randomUUID } from 'node:crypto';
import type { Direction } from '@shared/gate';
import type { Page } from '@shared/paging';
import type { OccupancyLine, PassageLine, WatchedPassage } from '@shared/passage';
import type { UploadView } from '@shared/upload';
import { GateStage } from '../gate-stage';
import { createBuilding } from '../pass-factories';
import { pictureOf } from '../pictures';
import { refused, type Member } from '../return-stage';
import { sendUpload } from '../upload-factories';

const stage = new GateStage();

beforeAll(() => stage.open());
beforeEach(() => stage.reset());
afterAll(() => stage.close());

const goes = (direction: Direction, member: Member = stage.student, terminal = stage.terminal): Promise<unknown> =>
  stage.scan({ number: member.person.number, direction, temperatureTenths: 365 }, terminal);
const own = async (query = '', member = stage.student): Promise<Page<PassageLine>> =>
  (await member.phone.get(`/passages${query}`).expect(200)).body as Page<PassageLine>;
const watch = async (query: string, member = stage.counsellor): Promise<WatchedPassage[]> =>
  ((await member.phone.get(`/passages/watch?${query}`).expect(200)).body as Page<WatchedPassage>).items;

describe('one’s own passages', () => {
  it('are listed with what the gate said, the newest first, page by page', async () => {
    for (let time = 0; time < 31; time++) {
      stage.harness.clock.advance({ seconds: 1 });
      await goes(time % 2 ? 'out' : 'in');
    }
    const first = await own();
    expect(first.items[0]).toEqual({
      ...{ id: expect.any(String) as string, gate: expect.anything() as PassageLine['gate'], direction: 'in' },
      ...{ verdict: 'admitted', admitted: true, offline: false, at: '2026-09-07T00:00:31.000Z' },
    });
    const second = await own(`?cursor=${first.nextCursor}`);
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([30, 1, null]);
    expect(second.items[0]?.at).toBe('2026-09-07T00:00:01.000Z');
    await refused(stage.student.phone.get('/passages?cursor=x'), 'REQUEST_INVALID');
  });

  it('are nobody else’s, and not what was set apart', async () => {
    const friend = await stage.passHolder();
    await goes('in', friend);
    const { number } = stage.student.person;
    await stage.uploadEvents([stage.eventOf({ number, temperatureTenths: 450 }), stage.eventOf({ number })]);
    expect((await own()).items.map(({ offline, admitted }) => [offline, admitted])).toEqual([[true, true]]);
  });
});

describe('passages of others', () => {
  it('of a gate: people in reach for a counsellor, everybody and whoever was not recognised for an administrator', async () => {
    await goes('in');
    await stage.scan({ code: 'hello', temperatureTenths: 365 });
    const [line, ...more] = await watch(`gateId=${stage.gate.id}`);
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      ...{ person: { personId: stage.student.person.id, number: stage.student.person.number }, verdict: 'admitted' },
      ...{ means: 'number', terminal: 'Lane one', quarantine: null, isDoubleUse: false },
    });
    expect(await watch(`gateId=${stage.gate.id}`, stage.colleague)).toEqual([]);
    const all = await watch(`gateId=${stage.gate.id}`, stage.administrator);
    expect(all.map(({ verdict, person }) => [verdict, person === null])).toEqual(
      expect.arrayContaining([
        ['admitted', false],
        ['code_unreadable', true],
      ]),
    );
    expect(await watch(`gateId=${randomUUID()}`, stage.administrator)).toEqual([]);
  });

  it('of one person: whoever follows them, and the look stands in the log', async () => {
    await goes('in');
    const { id } = stage.student.person;
    expect(await watch(`personId=${id}`)).toHaveLength(1);
    expect(await watch(`personId=${id}&gateId=${stage.gate.id}`)).toHaveLength(1);
    expect(await watch(`personId=${id}&gateId=${randomUUID()}`)).toEqual([]);
    await refused(stage.colleague.phone.get(`/passages/watch?personId=${id}`), 'NOT_FOUND');
    await refused(stage.student.phone.get(`/passages/watch?personId=${id}`), 'PERMISSION_DENIED');
    await refused(stage.counsellor.phone.get('/passages/watch'), 'REQUEST_INVALID');
    const looks = await stage.harness.database.query(
      `SELECT object_id FROM audit_entries WHERE action = 'passage.watch'`,
    );
    expect(looks).toEqual([{ object_id: id }, { object_id: id }, { object_id: id }]);
  });

  it('of either list are only those that were refused, where somebody wishes so', async () => {
    const code = await stage.code();
    await stage.scan({ code, temperatureTenths: 365 });
    await stage.scan({ code, temperatureTenths: 365 });
    await stage.uploadEvents([stage.eventOf({ number: '0' })]);
    const query = `personId=${stage.student.person.id}`;
    expect((await watch(query)).map(({ admitted }) => admitted)).toEqual(expect.arrayContaining([true, false]));
    const refusedOnly = await watch(`${query}&refused=true`);
    expect(refusedOnly.map(({ verdict }) => verdict)).toEqual(['code_used']);
    expect((await own('?refused=true')).items.map(({ id }) => id)).toEqual(refusedOnly.map(({ id }) => id));
    // what was set apart refused nobody
    expect(await watch(`gateId=${stage.gate.id}&refused=true`, stage.administrator)).toHaveLength(1);
    await refused(stage.student.phone.get('/passages?refused=perhaps'), 'REQUEST_INVALID');
  });

  it('say what was set apart and what was used twice', async () => {
    const other = await stage.terminalAt(stage.gate);
    const code = await stage.code();
    await stage.uploadEvents([stage.eventOf({ code })]);
    await stage.uploadEvents([stage.eventOf({ code }, other), stage.eventOf({ number: '0' }, other)], other);
    const lines = await watch(`gateId=${stage.gate.id}`, stage.administrator);
    expect(lines.filter(({ isDoubleUse }) => isDoubleUse)).toHaveLength(1);
    expect(lines.filter(({ quarantine, admitted }) => quarantine === 'number_unknown' && !admitted)).toHaveLength(1);
  });
});

describe('who is inside', () => {
  it('is counted by building, and on the campus by its own gates', async () => {
    const building = await createBuilding(stage.harness, stage.school);
    const [, door] = await stage.gateWith({ buildingId: building });
    const friend = await stage.passHolder();
    await goes('in');
    await goes('in', friend);
    await goes('in', friend, door);
    stage.harness.clock.advance({ seconds: 1 });
    await goes('out', friend);
    const { body } = await stage.counsellor.phone.get('/occupancies').expect(200);
    const { items } = body as { items: OccupancyLine[] };
    expect(items.map(({ buildingId, campus, inside }) => [buildingId, campus.en, inside])).toEqual([
      [null, 'Main', 1],
      [building, 'Main', 1],
      [null, 'Second', 0],
    ]);
  });
});

describe('a gate of the campus', () => {
  it('is where an approved person arrives', async () => {
    const { id } = await stage.approved();
    await goes('out');
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('off_campus');
    await goes('in');
    await stage.harness.runJobs();
    expect(await stage.presence()).toBe('on_campus');
    expect((await stage.read(id)).arrival).toMatchObject({ means: 'gate' });
    await goes('in');
    expect(await stage.harness.database.query(`SELECT 1 FROM outbox WHERE name = 'passage.at_campus'`)).toEqual([]);
  });
});

describe('the face of whoever holds an exempt pass', () => {
  it('is shown to the keeper of the gate for a minute, and to no other terminal', async () => {
    const photo = (
      await sendUpload(stage.harness, stage.student.bearer, await pictureOf(7), { purpose: 'id_photo', slot: 'pass' })
    ).body as UploadView;
    await stage.harness.database.query('UPDATE passes SET photo_upload_id = $1 WHERE person_id = $2', [
      ...[photo.id, stage.student.person.id],
    ]);
    const code = await stage.code();
    const { photo: address, maskedName } = await stage.scan({ code });
    expect(maskedName).toMatch(/^.\*$/);
    const shown = await stage.fetchAs(String(address));
    expect([shown.status, shown.bytes.subarray(0, 2)]).toEqual([200, Buffer.from([0xff, 0xd8])]);
    expect((await stage.scan({ code, temperatureTenths: 365 })).photo).not.toBeNull();
    expect((await stage.scan({ code, temperatureTenths: 365 })).photo).toBeNull();
    const lane = await stage.terminalAt(stage.gate);
    expect((await stage.fetchAs(String(address), lane)).status).toBe(403);
    const bent = String(address).replace(photo.id, randomUUID());
    expect((await stage.fetchAs(bent)).status).toBe(403);
    await stage.student.phone.get(String(address).replace('/api/v1', '')).expect(401);
    stage.harness.clock.advance({ seconds: 60 });
    expect((await stage.fetchAs(String(address))).status).toBe(403);
  });
});
