import type { Problem } from '@shared/errors';
import type { Page } from '@shared/paging';
import type { UnitInput, UnitView } from '@shared/unit';
import { createPerson, createSchool, createUnit, signIn, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { asCaller, clearStores } from '../identity-steps';

const said = (text: string) => ({ zh: `${text}（中）`, en: text });
const unit = (code: string, kind: UnitInput['kind'], parentCode: string | null = null): UnitInput => ({
  ...{ code, kind, parentCode },
  name: said(code),
});

describe('campuses, units and help of a school', () => {
  let harness: Harness;
  let school: TestSchool;
  let admin: ReturnType<typeof asCaller>;
  let staff: ReturnType<typeof asCaller>;

  beforeAll(async () => {
    harness = await startApp();
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness);
    const callerOf = async (role: 'school_admin' | 'card_staff') =>
      asCaller(harness, (await signIn(harness, await createPerson(harness, school, { roles: [{ role }] }))).bearer);
    [admin, staff] = [await callerOf('school_admin'), await callerOf('card_staff')];
  });
  afterAll(() => harness.close());

  const write = (items: UnitInput[]) => admin.put('/units', { items });
  const fault = async (items: UnitInput[]): Promise<Problem['fields']> =>
    ((await write(items).expect(400)).body as Problem).fields;
  const units = async (search = ''): Promise<UnitView[]> =>
    ((await staff.get(`/units?search=${encodeURIComponent(search)}`).expect(200)).body as Page<UnitView>).items;
  const pathOf = async (code: string): Promise<string[]> => {
    const [row]: { path: string[] }[] = await harness.database.query(
      `SELECT ARRAY(SELECT u.code FROM unnest(me.path) WITH ORDINALITY AS step (id, at)
         JOIN units u ON u.id = step.id ORDER BY at) AS path
       FROM units me WHERE me.school_id = $1 AND me.code = $2`,
      [school.id, code],
    );
    return row?.path ?? [];
  };

  it('grow from one list, parents first, and the import of people knows them', async () => {
    const tree = [unit('cs', 'college'), unit('cs-26', 'department', 'cs'), unit('cs-26-1', 'class', 'cs-26')];
    const { items } = (await write(tree).expect(200)).body as { items: UnitView[] };
    expect(items.map(({ code, parentCode }) => [code, parentCode])).toEqual([
      ['cs', 'root'],
      ['cs-26', 'cs'],
      ['cs-26-1', 'cs-26'],
    ]);
    expect(await pathOf('cs-26-1')).toEqual(['root', 'cs', 'cs-26', 'cs-26-1']);
    await admin.put('/campuses', { items: [{ code: 'north', name: said('North') }] }).expect(200);
    const file =
      'number,name,sex,kind,unit_code,campus_code,id_kind,id_number,state,card_last_four,card_state\n' +
      '2026001,张三,female,student,cs-26-1,north,resident,990000200101011231,active,1234,active\n';
    const dryRun = await staff.postCsv('/imports', file).expect(201);
    expect(dryRun.body.counts).toMatchObject({ created: 1, faulty: 0 });
  });

  it('are renamed and moved with everything below them; what the list leaves out stays', async () => {
    await write([unit('cs', 'college'), unit('ee', 'college'), unit('y1', 'department', 'cs')]).expect(200);
    await write([unit('c1', 'class', 'y1')]).expect(200);
    const before = (await units('c1'))[0]?.id;
    await write([{ ...unit('y1', 'department', 'ee'), name: said('First year') }]).expect(200);
    expect(await pathOf('c1')).toEqual(['root', 'ee', 'y1', 'c1']);
    expect(await units('first YEAR')).toMatchObject([{ code: 'y1', parentCode: 'ee' }]);
    expect((await units('c1'))[0]?.id).toBe(before);
    expect((await units()).map(({ code }) => code)).toEqual(['c1', 'cs', 'ee', 'root', 'y1']);
  });

  it('move in one list with what is moved below them', async () => {
    await write([unit('a', 'college'), unit('b', 'department', 'a'), unit('c', 'class', 'b')]).expect(200);
    await write([unit('b', 'department'), unit('a', 'college', 'b'), unit('d', 'class', 'a')]).expect(200);
    expect(await pathOf('c')).toEqual(['root', 'b', 'c']);
    expect(await pathOf('d')).toEqual(['root', 'b', 'a', 'd']);
  });

  it('have one root, no circle, and no parent that nobody knows; all of a list or nothing', async () => {
    await write([unit('a', 'college'), unit('b', 'department', 'a')]).expect(200);
    expect(await fault([unit('a', 'college', 'b')])).toEqual([{ path: '/items/0/parentCode', rule: 'circle' }]);
    expect(await fault([unit('x', 'class'), unit('y', 'class', 'nowhere')])).toEqual([
      { path: '/items/1/parentCode', rule: 'known' },
    ]);
    expect(await fault([unit('x', 'school')])).toEqual([{ path: '/items/0/kind', rule: 'root' }]);
    expect(await fault([unit('root', 'college')])).toEqual([{ path: '/items/0/kind', rule: 'root' }]);
    expect(await fault([unit('root', 'school', 'a')])).toEqual([{ path: '/items/0/parentCode', rule: 'root' }]);
    await write([unit('x', 'class'), unit('x', 'class')]).expect(400);
    await write([unit('a b', 'class')]).expect(400);
    expect(await units('x')).toEqual([]);
    await write([{ ...unit('root', 'school'), name: said('Renamed') }]).expect(200);
  });

  it('of another school are neither seen nor taken for parents', async () => {
    const other = await createSchool(harness);
    await createUnit(harness, other, { code: 'theirs' });
    expect(await units('theirs')).toEqual([]);
    expect(await fault([unit('mine', 'class', 'theirs')])).toEqual([{ path: '/items/0/parentCode', rule: 'known' }]);
  });

  it('turn pages by code', async () => {
    const many = Array.from({ length: 120 }, (_, at) => unit(`c${String(at).padStart(3, '0')}`, 'class'));
    await write(many).expect(200);
    const first = (await staff.get('/units?search=c').expect(200)).body as Page<UnitView>;
    const second = (await staff.get(`/units?search=c&cursor=${first.nextCursor}`).expect(200)).body as Page<UnitView>;
    expect([first.items.length, second.items.length, second.nextCursor]).toEqual([100, 20, null]);
  });

  it('are written by administrators alone, and the audit log says by whom', async () => {
    const items = [{ code: 'main', name: said('Main, renamed') }];
    expect((await staff.put('/campuses', { items })).body.code).toBe('PERMISSION_DENIED');
    expect((await staff.put('/units', { items: [unit('x', 'class')] })).body.code).toBe('PERMISSION_DENIED');
    const { body } = await admin.put('/campuses', { items }).expect(200);
    expect(body.items.map(({ code, name }: { code: string; name: { en: string } }) => [code, name.en])).toEqual([
      ['main', 'Main, renamed'],
      ['second', 'Second'],
    ]);
    const { id } = ((await write([unit('x', 'class')]).expect(200)).body as { items: UnitView[] }).items[0] as UnitView;
    expect(await harness.database.query('SELECT action, object_id FROM audit_entries ORDER BY id')).toEqual([
      { action: 'campus.write', object_id: school.campusId },
      { action: 'unit.write', object_id: id },
    ]);
  });

  it('help is what the administrator wrote, for whoever asks', async () => {
    const help = {
      ...{ phone: '0471-0000000', website: 'https://help.example' },
      faq: [{ key: 'card.lost', question: said('Lost?'), answer: said('Come to us.'), codes: ['CARD_LOST'] }],
      halls: [{ name: said('Hall'), place: said('Room 1'), hours: said('Mornings') }],
      tutorials: [{ title: said('Binding'), url: 'https://help.example/binding' }],
    };
    expect((await staff.put('/support', help)).body.code).toBe('PERMISSION_DENIED');
    await admin.put('/support', help).expect(200);
    const { body } = await harness.request.get(`/api/v1/schools/${school.code}/support`).expect(200);
    expect(body).toMatchObject(help);
    for (const wrong of [
      { website: 'javascript:alert(1)' },
      { phone: '<b>1</b>' },
      { faq: [{ ...help.faq[0], codes: ['NO_SUCH_CODE'] }] },
      { tutorials: [{ title: said('x'), url: 'ftp://x' }] },
    ]) {
      expect((await admin.put('/support', { ...help, ...wrong })).body.code).toBe('REQUEST_INVALID');
    }
  });
});
