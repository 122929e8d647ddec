import { startApp, type Harness } from '../../test/harness';
import { createPerson, createSchool } from '../../test/factories';
import { asCaller, clearStores, deviceNamed, GOOD_PASSWORD, initialOf, Phone } from '../../test/identity-steps';
import { KeyRing } from '../common/key-ring';
import { InvitationService } from '../invitation/invitation.service';
import { Refusal } from './command';
import { createSchool as foundSchool, wishedSchool } from './school-create';
import { inviteStaff, wishedStaff } from './staff-invite';

const SCHOOL = ['--code', 'north', '--name', '北方学院', '--admin-number', 'A001', '--admin-name', '赵管理'];

describe('staff whom the operator invites', () => {
  let harness: Harness;
  beforeAll(async () => {
    harness = await startApp();
  });
  beforeEach(async () => {
    await clearStores(harness);
    harness.clock.set(new Date());
  });
  afterAll(() => harness.close());

  const invite = (...args: string[]) => inviteStaff(harness.database, harness.get(KeyRing), wishedStaff(args));
  const callerOf = async (token: string, device: string): Promise<ReturnType<typeof asCaller>> => {
    const phone = new Phone(harness, deviceNamed(device));
    const accept = { token, newPassword: GOOD_PASSWORD, device: phone.device };
    const { tokens } = await phone.enrol(await phone.ticket('enrol_totp', phone.say('/invitations', accept)));
    return asCaller(harness, `Bearer ${tokens.accessToken}`);
  };

  it('bring a new school to its first student: units by the administrator, people by card staff', async () => {
    const founded = await foundSchool(harness.database, harness.get(KeyRing), wishedSchool(SCHOOL));
    const admin = await callerOf(founded.token, 'one');
    const { token } = await invite('--school', 'north', '--role', 'card_staff', '--number', 'C001', '--name', '钱卡务');
    const staff = await callerOf(token, 'two');
    const name = { zh: '一班', en: 'Class 1' };
    const items = [{ code: 'class-1', kind: 'class', name, parentCode: null }];
    await admin.put('/units', { items }).expect(200);
    const file =
      'number,name,sex,kind,unit_code,campus_code,id_kind,id_number,state,card_last_four,card_state\n' +
      'S001,孙同学,female,student,class-1,main,resident,990000200101011231,active,1234,active\n';
    const { body } = await staff.postCsv('/imports', file).expect(201);
    await staff.postCsv(`/imports/${body.id}/confirmation`, file).expect(200);
    const [student] = (await admin.get('/people?search=S001').expect(200)).body.items as { id: string }[];
    const [unit] = (await admin.get('/units?search=class-1').expect(200)).body.items as { id: string }[];
    const grant = { personId: student?.id, role: 'counsellor', unitId: unit?.id };
    expect((await admin.post('/role-grants', grant)).body.code).toBe('ROLE_NEEDS_PASSWORD');
    const own = { number: 'S001', idNumber: '990000200101011231' };
    await new Phone(harness, deviceNamed('three')).firstSignIn({ code: 'north' }, own);
    await admin.post('/role-grants', grant).expect(201);
    const { items: forms } = (await admin.get('/check-in-templates').expect(200)).body as {
      items: { id: string; formKey: string; state: string }[];
    };
    expect(forms.map(({ formKey, state }) => `${formKey} ${state}`)).toEqual(
      ['off_campus_daily', 'on_campus_afternoon', 'on_campus_morning', 'staff_daily'].map((key) => `${key} draft`),
    );
    await admin.post(`/check-in-templates/${forms[0]?.id}/publication`, { graceHours: 0 }).expect(201);
  });

  it('keep their name and get a fresh link where they are there already, one role once', async () => {
    const school = await createSchool(harness, { code: 'south' });
    const person = await createPerson(harness, school, { number: 'A7', name: '李老师', kind: 'staff' });
    const phone = new Phone(harness);
    const args = ['--school', 'south', '--role', 'school_admin', '--number', 'A7', '--name', '别的名字'];
    const [first, second] = [await invite(...args), await invite(...args)];
    expect([first.personId, second.personId]).toEqual([person.id, person.id]);
    expect(await phone.refused('/sessions', phone.claim(school, person, initialOf(person)))).toBe('CREDENTIALS_WRONG');
    const invitations = harness.get(InvitationService);
    expect(await invitations.findPerson(first.token)).toBeNull();
    expect(await invitations.findPerson(second.token)).toEqual({ schoolId: school.id, personId: person.id });
    const [row] = await harness.database.query(
      'SELECT name, (SELECT count(*)::int FROM role_grants) AS roles FROM people WHERE id = $1',
      [person.id],
    );
    expect(row).toEqual({ name: '李老师', roles: 1 });
    const audit: { action: string }[] = await harness.database.query('SELECT action FROM audit_entries');
    expect(audit.map(({ action }) => action)).toEqual(['staff.invite', 'staff.invite']);
  });

  it('are nobody of an unknown school, nobody who left, and no counsellors', async () => {
    const school = await createSchool(harness, { code: 'west' });
    await createPerson(harness, school, { number: 'L1', state: 'left' });
    await expect(invite('--school', 'west', '--role', 'card_staff', '--number', 'L1')).rejects.toThrow(/not active/);
    await expect(invite('--school', 'nowhere', '--role', 'card_staff', '--number', 'C1')).rejects.toThrow(Refusal);
    expect(() => wishedStaff(['--school', 'west', '--role', 'counsellor', '--number', 'C1'])).toThrow(/--role/);
  });
});
