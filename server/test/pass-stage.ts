import type { Answers, CheckInForm } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import type { HoldCause, PassView } from '@shared/pass';
import {
  asCaller,
  createCampaign,
  createTemplate,
  createWindow,
  reportFor,
  WELL,
  type TestCaller,
} from './check-in-factories';
import {
  createPerson,
  createSchool,
  createUnit,
  signIn,
  type PersonWish,
  type TestPerson,
  type TestSchool,
  type TestUnit,
} from './factories';
import { SCHOOL_MORNING } from './fixed-clock';
import { startApp, type Harness } from './harness';
import { clearStores } from './identity-steps';
import { createHold, createPass } from './pass-factories';

export interface PassHolder {
  person: TestPerson;
  phone: TestCaller;
}

/** A school whose people may pass: a student with a pass who has just reported, a counsellor, two administrators. */
export class PassStage {
  harness!: Harness;
  school!: TestSchool;
  classUnit!: TestUnit;
  student!: PassHolder;
  counsellor!: PassHolder;
  administrator!: PassHolder;
  colleague!: PassHolder;
  passId!: string;

  async open(): Promise<void> {
    this.harness = await startApp();
  }

  async reset(): Promise<void> {
    const { harness } = this;
    await clearStores(harness);
    harness.clock.set(SCHOOL_MORNING);
    this.school = await createSchool(harness);
    this.classUnit = await createUnit(harness, this.school);
    this.student = await this.member({ presence: 'on_campus' });
    this.counsellor = await this.member({
      ...{ kind: 'staff', roles: [{ role: 'counsellor', unitId: this.classUnit.id }] },
    });
    this.administrator = await this.administratorOf();
    this.colleague = await this.administratorOf();
    this.passId = await createPass(harness, this.student.person);
  }

  administratorOf(school = this.school): Promise<PassHolder> {
    return this.member({ kind: 'staff', unitId: school.rootUnitId, roles: [{ role: 'school_admin' }] }, school);
  }

  async member(wish: PersonWish = {}, school = this.school): Promise<PassHolder> {
    return this.as(await createPerson(this.harness, school, { unitId: this.classUnit.id, ...wish }));
  }

  /** A session on a phone of its own. */
  async as(person: TestPerson, deviceId?: string): Promise<PassHolder> {
    const { bearer } = await signIn(this.harness, person, deviceId === undefined ? {} : { deviceId });
    return { person, phone: asCaller(this.harness, bearer) };
  }

  async page({ phone } = this.student): Promise<PassView> {
    return (await phone.get('/pass').expect(200)).body as PassView;
  }

  hold(cause: HoldCause = 'fever'): Promise<string> {
    return createHold(this.harness, this.student.person, { cause });
  }

  /** A campaign that began long ago and asks students all day. */
  async campaign(body?: TemplateBody): Promise<void> {
    const campaignId = await createCampaign(this.harness, this.school, { startsOn: '2026-08-01' });
    await createTemplate(this.harness, this.school, { formKey: 'on_campus_morning', ...(body ? { body } : {}) });
    await createWindow(this.harness, this.school, campaignId, {
      ...{ formKey: 'on_campus_morning', opens: '00:00', closes: '24:00' },
    });
  }

  async report(answers: Answers = WELL, { phone } = this.student): Promise<void> {
    const form = (await phone.get('/check-ins/form').expect(200)).body as CheckInForm;
    await phone.post('/check-ins', reportFor(form, { answers })).expect(201);
  }

  async rows<Row>(statement: string, values: unknown[] = [this.student.person.id]): Promise<Row[]> {
    return this.harness.database.query<Row[]>(statement, values);
  }

  /** Kinds of what the person was told, the earliest first. */
  async told(kindPrefix: string, { person } = this.student): Promise<string[]> {
    const rows = await this.rows<{ kind: string }>(
      'SELECT kind FROM notices WHERE person_id = $1 AND starts_with(kind, $2) ORDER BY id',
      [person.id, kindPrefix],
    );
    return rows.map(({ kind }) => kind);
  }

  async refusal(): Promise<string | null | undefined> {
    const [row] = await this.rows<{ refusal: string | null }>(
      'SELECT refusal FROM pass_standings s JOIN passes a ON a.id = s.pass_id WHERE a.person_id = $1',
    );
    return row?.refusal;
  }
}
