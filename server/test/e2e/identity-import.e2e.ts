import { createPerson, createSchool, signIn, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';
import { clearStores, GOOD_PASSWORD, Phone } from '../identity-steps';

const HEADER = 'number,name,sex,kind,unit_code,campus_code,id_kind,id_number,state,card_last_four,card_state';
const line = (n: number, change: Partial<Record<string, string>> = {}): string => {
  const cells: Record<string, string> = {
    number: `N${n}`,
    name: `虚构${n}`,
    sex: 'female',
    kind: 'student',
    unit_code: 'root',
    campus_code: 'main',
    id_kind: 'resident',
    id_number: `990000${String(10_000_000_000 + n)}${n % 10 === 0 ? 'X' : n % 10}`,
    state: 'active',
    card_last_four: String(1000 + (n % 9000)),
    card_state: 'active',
    ...change,
  };
  return HEADER.split(',')
    .map((column) => cells[column])
    .join(',');
};
const file = (...lines: string[]): string => `${[HEADER, ...lines].join('\n')}\n`;

describe('importing people and cards', () => {
  let harness: Harness;
  let school: TestSchool;
  let bearer: string;

  beforeAll(async () => {
    harness = await startApp();
  });
  beforeEach(async () => {
    await clearStores(harness);
    school = await createSchool(harness);
    const clerk = await createPerson(harness, school, { number: 'CLERK', roles: [{ role: 'card_staff' }] });
    ({ bearer } = await signIn(harness, clerk));
  });
  afterAll(() => harness.close());

  const send = (path: string, body: string | Buffer, type = 'text/csv') =>
    harness.request.post(`/api/v1${path}`).set('authorization', bearer).set('content-type', type).send(body);
  const dryRun = async (body: string | Buffer, missing = 'keep') =>
    (await send(`/imports?missingMeans=${missing}`, body).expect(201)).body;
  const states = async (): Promise<Record<string, string>> =>
    Object.fromEntries(
      (await harness.database.query('SELECT number, state FROM people')).map(
        (row: { number: string; state: string }) => [row.number, row.state],
      ),
    );

  it('counts in a dry run, changes nobody, and writes on confirmation with the same file', async () => {
    const body = `\uFEFF${file(line(1), line(2))}`;
    const checked = await dryRun(body);
    expect(checked).toMatchObject({
      state: 'checked',
      counts: { rows: 2, created: 2, updated: 0, unchanged: 0, missing: 1, faulty: 0 },
    });
    expect(await states()).toEqual({ CLERK: 'active' });
    const confirmed = await send(`/imports/${checked.id}/confirmation`, body).expect(200);
    expect(confirmed.body).toMatchObject({ state: 'confirmed', handover: [] });
    expect(await states()).toEqual({ CLERK: 'active', N1: 'active', N2: 'active' });
    expect((await dryRun(body)).counts).toMatchObject({ created: 0, unchanged: 2 });
    expect((await send(`/imports/${checked.id}/confirmation`, body)).body.code).toBe('IMPORT_ALREADY_CONFIRMED');
  });

  it('lets imported people in by the end of their ID number', async () => {
    const body = file(line(10));
    const { id } = await dryRun(body);
    await send(`/imports/${id}/confirmation`, body).expect(200);
    const phone = new Phone(harness);
    expect(await phone.signIn(school, { number: 'N10' }, '00010x')).toMatchObject({ step: 'set_password' });
  });

  it('hands over a random password for another document, and it works', async () => {
    const body = file(line(3, { id_kind: 'other', id_number: 'P1234567' }));
    const { id } = await dryRun(body);
    const { handover } = (await send(`/imports/${id}/confirmation`, body).expect(200)).body;
    expect(handover).toEqual([{ number: 'N3', password: expect.stringMatching(/^[0-9A-Z]{10}$/) }]);
    const phone = new Phone(harness);
    expect(await phone.refused('/sessions', phone.claim(school, { number: 'N3' }, '234567'))).toBe('CREDENTIALS_WRONG');
    const ticket = await phone.ticket('set_password', phone.signIn(school, { number: 'N3' }, handover[0].password));
    expect(await phone.say('/sessions/password', { ticket, newPassword: GOOD_PASSWORD })).toMatchObject({
      step: 'done',
    });
  });

  it('hands one over as well to whose document becomes another one, unless they have chosen a password', async () => {
    const confirm = async (body: string): Promise<{ number: string; password: string }[]> => {
      const { id } = await dryRun(body);
      return (await send(`/imports/${id}/confirmation`, body).expect(200)).body.handover;
    };
    expect(await confirm(file(line(20), line(30)))).toEqual([]);
    const phone = new Phone(harness);
    const first = await phone.ticket('set_password', phone.signIn(school, { number: 'N30' }, '00030x'));
    await phone.say('/sessions/password', { ticket: first, newPassword: GOOD_PASSWORD });
    const passports = file(
      line(20, { id_kind: 'other', id_number: 'P2000000' }),
      line(30, { id_kind: 'other', id_number: 'P3000000' }),
    );
    const handover = await confirm(passports);
    expect(handover).toEqual([{ number: 'N20', password: expect.stringMatching(/^[0-9A-Z]{10}$/) }]);
    const password = handover[0]?.password ?? '';
    expect(await phone.signIn(school, { number: 'N20' }, password)).toMatchObject({ step: 'set_password' });
    expect(await phone.signIn(school, { number: 'N30' }, GOOD_PASSWORD)).toMatchObject({ step: 'done' });
    const renewed = passports.replace('P2000000', 'P2000001');
    expect(await confirm(renewed)).toEqual([]);
  });

  it('names line, column and rule of every fault, never the value, and refuses to confirm', async () => {
    const body = file(
      line(1, { unit_code: 'nowhere' }),
      line(2, { id_number: '12345' }),
      line(3),
      line(3, { id_number: '990000199901010019' }),
      'only,three,cells',
      line(6, { sex: '=cmd()', card_last_four: '12' }),
      '"broken" quote,x',
    );
    const checked = await dryRun(body);
    expect(checked.faults).toEqual([
      { line: 2, column: 'unit_code', rule: 'unknown' },
      { line: 3, column: 'id_number', rule: 'pattern' },
      { line: 5, column: 'number', rule: 'duplicate' },
      { line: 6, column: '*', rule: 'columns' },
      { line: 7, column: 'card_last_four', rule: 'pattern' },
      { line: 7, column: 'sex', rule: 'enum' },
      { line: 8, column: '*', rule: expect.any(String) },
    ]);
    const sheet = await harness.request
      .get(`/api/v1/imports/${checked.id}/faults`)
      .set('authorization', bearer)
      .expect(200);
    expect(sheet.headers['content-type']).toContain('text/csv');
    expect(sheet.text).toContain('\r\n2,unit_code,unknown\r\n');
    expect(sheet.text).not.toMatch(/nowhere|cmd|12345/);
    expect((await send(`/imports/${checked.id}/confirmation`, body)).body.code).toBe('IMPORT_ROWS_INVALID');
  });

  it('refuses another file at confirmation', async () => {
    const { id } = await dryRun(file(line(1)));
    expect((await send(`/imports/${id}/confirmation`, file(line(2)))).body.code).toBe('IMPORT_FILE_CHANGED');
  });

  it.each([
    ['an empty file', ''],
    ['a header without rows', `${HEADER}\n`],
    ['a header with a column missing', 'number,name\n1,2\n'],
    ['something that is not UTF-8', Buffer.from([0xff, 0xfe, 0x41])],
  ])('refuses %s', async (_, body) => {
    const answer = await send('/imports', body);
    expect([answer.status, answer.body.code]).toEqual([422, 'IMPORT_FILE_INVALID']);
  });

  it('refuses another kind of content, too large a file, and an unknown import', async () => {
    expect((await send('/imports', '{}', 'application/json')).body.code).toBe('MEDIA_TYPE_UNSUPPORTED');
    expect((await send('/imports', 'x'.repeat(10 * 1024 * 1024 + 1))).body.code).toBe('BODY_TOO_LARGE');
    const unknown = '01890000-0000-7000-8000-000000000000';
    await harness.request.get(`/api/v1/imports/${unknown}`).set('authorization', bearer).expect(404);
  });

  it('keeps people the file does not name, or lets them leave, as asked; holders of roles stay', async () => {
    const gone = await createPerson(harness, school, { number: 'GONE' });
    const session = await signIn(harness, gone);
    const kept = file(line(1));
    await send(`/imports/${(await dryRun(kept)).id}/confirmation`, kept).expect(200);
    expect(await states()).toMatchObject({ GONE: 'active' });
    await send(`/imports/${(await dryRun(kept, 'left')).id}/confirmation`, kept).expect(200);
    expect(await states()).toEqual({ CLERK: 'active', GONE: 'left', N1: 'active' });
    const answer = await harness.request.get('/api/v1/me').set('authorization', session.bearer);
    expect(answer.body.code).toBe('PERSON_LEFT');
  });

  it('updates people and cards, and refuses a state that cannot follow', async () => {
    const before = file(line(1), line(2, { state: 'left' }));
    await send(`/imports/${(await dryRun(before)).id}/confirmation`, before).expect(200);
    const after = file(line(1, { name: '改名', card_state: 'lost' }), line(2, { state: 'active' }));
    const checked = await dryRun(after);
    expect(checked).toMatchObject({
      counts: { updated: 1 },
      faults: [{ line: 3, column: 'state', rule: 'transition' }],
    });
    const one = file(line(1, { name: '改名', card_state: 'lost' }));
    await send(`/imports/${(await dryRun(one)).id}/confirmation`, one).expect(200);
    const [card] = await harness.database.query(
      `SELECT c.state, p.name FROM cards c JOIN people p ON p.id = c.person_id WHERE p.number = 'N1'`,
    );
    expect(card).toEqual({ state: 'lost', name: '改名' });
  });

  it('writes 30,000 people well within a minute', async () => {
    const body = file(...Array.from({ length: 30_000 }, (_, index) => line(index + 1)));
    const started = performance.now();
    const { id, counts } = await dryRun(body);
    expect(counts).toMatchObject({ created: 30_000, faulty: 0 });
    await send(`/imports/${id}/confirmation`, body).expect(200);
    expect(performance.now() - started).toBeLessThan(50_000);
    const [{ count }] = await harness.database.query('SELECT count(*)::int AS count FROM cards');
    expect(count).toBe(30_000);
  }, 60_000);
});
