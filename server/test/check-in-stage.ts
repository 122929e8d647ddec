import { CheckInModule } from '../src/check-in/check-in.module';
import { FollowUpModule } from '../src/follow-up/follow-up.module';
import { HomeModule } from '../src/home/home.module';
import { SessionModule } from '../src/session/session.module';
import type { CheckInForm, ReportReceipt } from '@shared/check-in';
import type { ErrorCode, Problem } from '@shared/errors';
import { asCaller, createCampaign, createTemplate, createWindow, type TestCaller } from './check-in-factories';
import { resetDatabase } from './database';
import { createPerson, createSchool, signIn, type TestPerson, type TestSchool } from './factories';
import { SCHOOL_MORNING } from './fixed-clock';
import { startApp, type Harness } from './harness';

export interface Sent {
  status: number;
  body: ReportReceipt & Problem;
}

/** One school, one running campaign, one window in the morning, one student with a phone. */
export class CheckInStage {
  harness!: Harness;
  school!: TestSchool;
  campaignId!: string;
  windowId!: string;
  templateId!: string;
  student!: TestPerson;
  phone!: TestCaller;

  async open(): Promise<void> {
    this.harness = await startApp({ modules: [CheckInModule, FollowUpModule, HomeModule, SessionModule] });
  }

  /** Empty tables, Monday morning at eight. */
  async reset(): Promise<void> {
    await resetDatabase();
    const { harness } = this;
    harness.clock.set(SCHOOL_MORNING);
    this.school = await createSchool(harness);
    this.campaignId = await createCampaign(harness, this.school);
    this.templateId = await createTemplate(harness, this.school);
    this.windowId = await createWindow(harness, this.school, this.campaignId, { lateUntil: '14:00' });
    this.student = await createPerson(harness, this.school, { cards: ['active'] });
    this.phone = await this.callerOf(this.student);
  }

  async callerOf(person: TestPerson): Promise<TestCaller> {
    return asCaller(this.harness, (await signIn(this.harness, person)).bearer);
  }

  /** Another time; access tokens are short, so the student signs in again. */
  async at(instant: string): Promise<void> {
    this.harness.clock.set(instant);
    this.phone = await this.callerOf(this.student);
  }

  async form(caller: TestCaller = this.phone): Promise<CheckInForm> {
    return (await caller.get('/check-ins/form').expect(200)).body as CheckInForm;
  }

  async send(body: object, key?: string): Promise<Sent> {
    const { status, body: answer } = await this.phone.post('/check-ins', body, key);
    return { status, body: answer as Sent['body'] };
  }

  async refused(body: object, code: ErrorCode): Promise<Problem> {
    const answer = await this.send(body);
    expect(answer.body.code).toBe(code);
    return answer.body;
  }

  async rows(table: 'check_in_reports' | 'check_in_report_versions' | 'outbox' | 'cases'): Promise<number> {
    const [row]: { n: number }[] = await this.harness.database.query(`SELECT count(*)::int AS n FROM ${table}`);
    return row?.n ?? -1;
  }
}
