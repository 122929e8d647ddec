import { rmSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import type { ApprovalInbox, DecideRequests, DecisionAnswer } from '@shared/approval';
import type { ErrorCode, Problem } from '@shared/errors';
import type { ArrivalFix, EvidenceSlot, ReturnDesk, ReturnDraft, ReturnView } from '@shared/return';
import type { UploadView } from '@shared/upload';
import type { Test } from 'supertest';
import { asCaller, createCampaign, createTemplate, createWindow, WELL, type TestCaller } from './check-in-factories';
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
import { pictureOf } from './pictures';
import { sendUpload } from './upload-factories';

const words = (text: string): { zh: string; en: string } => ({ zh: `${text}（中）`, en: text });

export const SLOTS: EvidenceSlot[] = [
  {
    ...{ key: 'green_code', title: words('Green code'), help: words('Today'), required: true, papers: [] },
    sample: 'code',
  },
  {
    ...{ key: 'itinerary', title: words('Itinerary'), help: words('Fourteen days'), required: true, sample: 'list' },
    papers: ['operator_a', 'operator_b', 'operator_c'].map((key) => ({ key, label: words(key) })),
  },
  {
    ...{ key: 'certificate', title: words('Certificate'), help: words('If any'), required: false, papers: [] },
    sample: 'paper',
  },
];

/** A made-up campus near Hohhot. */
export const CAMPUS = { latitude: 40.85, longitude: 111.7, radiusMetres: 500 };
export const AT_CAMPUS: ArrivalFix = { latitude: 40.851, longitude: 111.701, accuracy: 20, system: 'wgs84' };

export interface Member {
  person: TestPerson;
  bearer: string;
  phone: TestCaller;
}

/** A school in a campaign to which people return: a class with its counsellor, slots, a campus with a circle. */
export class ReturnStage {
  harness!: Harness;
  school!: TestSchool;
  college!: TestUnit;
  classUnit!: TestUnit;
  campaignId!: string;
  formId!: string;
  student!: Member;
  counsellor!: Member;
  /** of another class of the college */
  colleague!: Member;
  administrator!: Member;
  private pictures = 0;

  async open(): Promise<void> {
    this.harness = await startApp();
  }

  async close(): Promise<void> {
    await this.harness.close();
    rmSync(String(process.env.UPLOAD_DIR), { recursive: true, force: true });
  }

  async reset(): Promise<void> {
    const { harness } = this;
    await clearStores(harness);
    harness.clock.set(SCHOOL_MORNING);
    this.school = await createSchool(harness);
    this.college = await createUnit(harness, this.school, { kind: 'college' });
    this.classUnit = await createUnit(harness, this.school, { parent: this.college });
    const beside = await createUnit(harness, this.school, { parent: this.college });
    this.counsellor = await this.counsellorOf(this.classUnit);
    this.colleague = await this.counsellorOf(beside);
    this.administrator = await this.member({ kind: 'staff', roles: [{ role: 'school_admin' }] });
    this.student = await this.member();
    await this.setUp();
  }

  private async setUp(): Promise<void> {
    const { harness, school } = this;
    this.campaignId = await createCampaign(harness, school);
    for (const [formKey, presence] of [
      ['off_campus_daily', 'off_campus'],
      ['on_campus_morning', 'on_campus'],
    ] as const) {
      await createTemplate(harness, school, { formKey });
      await createWindow(harness, school, this.campaignId, { formKey, presence, opens: '00:00', closes: '24:00' });
    }
    this.formId = await createTemplate(harness, school, { formKey: 'return_health' });
    const desk = this.administrator.phone;
    await desk.put(`/campaigns/${this.campaignId}/evidence-slots`, { items: SLOTS }).expect(200);
    await desk.put(`/campuses/${school.campusId}/circles`, { items: [{ ...CAMPUS, system: 'wgs84' }] }).expect(200);
  }

  async member(wish: PersonWish = {}): Promise<Member> {
    return this.as(await createPerson(this.harness, this.school, { unitId: this.classUnit.id, ...wish }));
  }

  counsellorOf(unit: TestUnit): Promise<Member> {
    return this.member({ kind: 'staff', unitId: unit.id, roles: [{ role: 'counsellor', unitId: unit.id }] });
  }

  /** Access tokens are short: again after the clock was moved. */
  async as(person: TestPerson, deviceId?: string): Promise<Member> {
    const { bearer } = await signIn(this.harness, person, { deviceId });
    return { person, bearer, phone: asCaller(this.harness, bearer) };
  }

  async upload(slot: string, member = this.student): Promise<UploadView> {
    return (await this.photo(slot, await this.picture(), member).expect(201)).body as UploadView;
  }

  /** A picture like no other. */
  picture(): Promise<Buffer> {
    this.pictures += 1;
    return pictureOf(this.pictures);
  }

  photo(slot: string, picture: Buffer, member = this.student): Test {
    return sendUpload(this.harness, member.bearer, picture, { slot });
  }

  /** Everything that must be there, with photos of the member's own. */
  async goodDraft(member = this.student): Promise<ReturnDraft> {
    return {
      ...{ returnsAt: '2026-09-10T04:00:00.000Z', campusId: this.school.campusId, transport: 'train' },
      ...{ transportNumber: 'K2001', seat: '05A', origin: '包头', answers: WELL },
      approverId: this.counsellor.person.id,
      evidence: {
        green_code: { uploadId: (await this.upload('green_code', member)).id, paper: null },
        itinerary: { uploadId: (await this.upload('itinerary', member)).id, paper: 'operator_b' },
      },
    };
  }

  async desk(member = this.student): Promise<ReturnDesk> {
    return (await member.phone.get('/returns/desk').expect(200)).body as ReturnDesk;
  }

  async begin(member = this.student): Promise<ReturnView> {
    return (await member.phone.post('/returns').expect(201)).body as ReturnView;
  }

  async save({ id, revision }: ReturnView, draft: ReturnDraft, member = this.student): Promise<ReturnView> {
    return (await member.phone.put(`/returns/${id}/draft`, { draft, revision }).expect(200)).body as ReturnView;
  }

  send({ id, revision }: ReturnView, member = this.student, key: string = randomUUID()): Test {
    return member.phone.post(`/returns/${id}/submission`, { revision }, key);
  }

  /** Begun, filled in and handed in. */
  async submitted(member = this.student, change: Partial<ReturnDraft> = {}): Promise<ReturnView> {
    const begun = await this.begin(member);
    const saved = await this.save(begun, { ...(await this.goodDraft(member)), ...change }, member);
    return (await this.send(saved, member).expect(200)).body as ReturnView;
  }

  async inbox(member = this.counsellor): Promise<ApprovalInbox> {
    return (await member.phone.get('/approvals').expect(200)).body as ApprovalInbox;
  }

  async decide(wish: Partial<DecideRequests> = {}, member = this.counsellor): Promise<DecisionAnswer> {
    const { items } = await this.inbox(member);
    const body = { requests: items.map(({ id, revision }) => ({ id, revision })), outcome: 'approve', ...wish };
    return (await member.phone.post('/approvals/decisions', body).expect(200)).body as DecisionAnswer;
  }

  /** The undo time passes; the first read settles, no job has run. */
  async approved(member = this.student): Promise<ReturnView> {
    const { id } = await this.submitted(member);
    await this.decide();
    this.harness.clock.advance({ seconds: 10 });
    return this.read(id, member);
  }

  async read(id: string, member = this.student): Promise<ReturnView> {
    const { application } = await this.desk(member);
    expect(application?.id).toBe(id);
    return application as ReturnView;
  }

  arrive({ id }: { id: string }, fix: ArrivalFix = AT_CAMPUS, member = this.student, key: string = randomUUID()): Test {
    return member.phone.post(`/returns/${id}/arrival`, fix, key);
  }

  async presence({ person } = this.student): Promise<string> {
    const [row]: { presence: string }[] = await this.harness.database.query(
      'SELECT presence FROM people WHERE id = $1',
      [person.id],
    );
    return row?.presence ?? '';
  }
}

/** @returns the problem of a refusal */
export const refused = async (request: Test, code: ErrorCode): Promise<Problem> => {
  const { status, body } = (await request) as { status: number; body: Problem };
  expect({ status, code: body.code }).toEqual({ status: body.status, code });
  return body;
};
