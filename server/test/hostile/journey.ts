import { Secret, TOTP } from 'otpauth';
import type { CheckInForm, ReportReceipt } from '@shared/check-in';
import type { CaseLine } from '@shared/follow-up';
import type { CorrectionView, SignInAnswer, Tokens, TotpEnrolment } from '@shared/identity';
import type { Page } from '@shared/paging';
import type { ImportView, ResetCode } from '@shared/person-admin';
import { IMPORT_COLUMNS } from '../../src/import/import.types';
import type { Answer, Question } from './ask';
import { CHOSEN, initialOf, newDevice } from './sign-in';
import type { RowPerson } from './school-rows';
import type { School } from './world';

export type Asking = (question: Question) => Promise<Answer>;

/** What must stay with whom it was given to, by a name for the reader of a failure. */
export type Secrets = Map<string, string>;

const PREFIX = '/api/v1';
/** of a made-up person in an imported file: an unassigned region code */
export const IMPORTED_ID = '990301200202022222';
const PHONE = '12012345678';

/** Another password for everybody. */
const chosenBy = ({ name }: RowPerson): string => `${CHOSEN}-${name.split('-')[0]}`;

/** A day of a school from sign-in to sign-out, every door used once; remembers each secret that passed. */
export class Journey {
  readonly secrets: Secrets = new Map();

  constructor(
    private readonly asking: Asking,
    private readonly school: School,
    private readonly now: () => Date,
  ) {}

  async run(): Promise<void> {
    const { studentA, classmateB, counsellor, cardStaff } = this.school.people;
    for (const person of Object.values(this.school.people)) {
      this.secrets.set(`ID number of ${person.name}`, person.idNumber);
    }
    const student = await this.student(studentA);
    await this.platform(classmateB);
    await this.counsel(await this.staff(counsellor), studentA);
    await this.officeHour(await this.staff(cardStaff), studentA);
    await this.signOut(student);
  }

  private async ask<T>(question: Question): Promise<T> {
    const answer = await this.asking({ ...question, path: PREFIX + question.path });
    if (answer.status >= 300) {
      throw new Error(`${question.method} ${question.path} answers ${answer.status} ${answer.text}`);
    }
    return answer.body as T;
  }

  private get<T>(token: string, path: string): Promise<T> {
    return this.ask({ method: 'GET', path, token });
  }

  private post<T>(path: string, body: unknown, token: string | null = null): Promise<T> {
    return this.ask({ method: 'POST', path, body, token });
  }

  private keep(answer: SignInAnswer, whose: string): SignInAnswer {
    if (answer.step === 'done') {
      this.keepTokens(answer.tokens, whose);
    } else {
      this.secrets.set(`${answer.step} ticket of ${whose}`, answer.ticket);
    }
    return answer;
  }

  private keepTokens({ accessToken, refreshToken }: Tokens, whose: string): void {
    // header and claims repeat; what makes a token is its signature
    this.secrets.set(`access token of ${whose}`, accessToken.split('.')[2] ?? accessToken);
    this.secrets.set(`refresh token of ${whose}`, refreshToken);
  }

  private async firstSignIn(person: RowPerson): Promise<SignInAnswer> {
    const { number, name } = person;
    const newPassword = chosenBy(person);
    this.secrets.set(`password of ${name}`, newPassword);
    const claim = { schoolCode: this.school.rows.code, number, password: initialOf(person), device: newDevice() };
    const first = this.keep(await this.post('/sessions', claim), name);
    const ticket = 'ticket' in first ? first.ticket : '';
    return this.keep(await this.post('/sessions/password', { ticket, newPassword }), name);
  }

  private async student(person: RowPerson): Promise<string> {
    const done = await this.firstSignIn(person);
    const first = done.step === 'done' ? done.tokens : null;
    const tokens = await this.post<Tokens>('/sessions/refresh', { refreshToken: first?.refreshToken });
    this.keepTokens(tokens, `${person.name}, refreshed`);
    const { accessToken: token } = tokens;
    const form = await this.get<CheckInForm>(token, '/check-ins/form');
    this.secrets.set(`form ticket of ${person.name}`, form.formTicket);
    const { windowId, day, templateId, formTicket } = { ...form, windowId: form.window.id };
    const answers = { temperature: 385, symptoms: ['fever'] };
    const report = { windowId, day, templateId, formTicket, answers, noLocationReason: `call ${PHONE}` };
    this.secrets.set('phone number in a reason', PHONE);
    const { reportId } = await this.post<ReportReceipt>('/check-ins', report, token);
    for (const path of [
      '/home',
      '/me',
      '/me/sessions',
      '/notices',
      `/check-ins?month=${day.slice(0, 7)}`,
      `/check-ins/${reportId}`,
    ]) {
      await this.get(token, path);
    }
    await this.post<CorrectionView>(
      '/me/correction-requests',
      { field: 'name', wished: 'Right Name', reason: PHONE },
      token,
    );
    await this.get(token, '/me/correction-requests');
    return token;
  }

  private async platform(person: RowPerson): Promise<void> {
    await this.firstSignIn(person);
    const code = 'sandbox:platform-user-canary';
    this.secrets.set('platform code', code);
    const waiting = this.keep(
      await this.post('/sessions/platform', { platform: 'alipay', code, device: newDevice() }),
      'alipay',
    );
    const password = chosenBy(person);
    const ticket = 'ticket' in waiting ? waiting.ticket : '';
    const claim = { ticket, schoolCode: this.school.rows.code, number: person.number, password };
    this.keep(await this.post('/bindings', claim), `${person.name} at alipay`);
    await this.school.rows.card(person.id, '7777');
    const two = { platform: 'weapp', code: `${code}-2`, device: newDevice() };
    const second = await this.post<SignInAnswer>('/sessions/platform', two);
    const choice = await this.post<SignInAnswer>('/bindings', {
      ...claim,
      ticket: 'ticket' in second ? second.ticket : '',
    });
    const chosen = { ticket: 'ticket' in choice ? choice.ticket : '', lastFour: '7777' };
    this.keep(await this.post('/sessions/card', chosen), `${person.name} at weapp`);
  }

  private async staff(person: RowPerson): Promise<string> {
    const enrol = await this.firstSignIn(person);
    const ticket = 'ticket' in enrol ? enrol.ticket : '';
    const { secret } = await this.post<TotpEnrolment>('/sessions/totp/enrolment', { ticket });
    this.secrets.set(`second factor of ${person.name}`, secret);
    const generator = new TOTP({ secret: Secret.fromBase32(secret) });
    const code = generator.generate({ timestamp: this.now().getTime() });
    const done = this.keep(await this.post('/sessions/totp', { ticket, code }), person.name);
    return done.step === 'done' ? done.tokens.accessToken : '';
  }

  private async counsel(token: string, student: RowPerson): Promise<void> {
    await this.get(token, '/follow-up/overview');
    await this.get(token, '/follow-up/missing');
    const { items } = await this.get<Page<{ reportId: string }>>(token, '/follow-up/reported');
    await this.get(token, `/follow-up/reports/${items[0]?.reportId}`);
    const { day } = await this.get<CheckInForm>(token, `/people/${student.id}/check-in-form`);
    await this.post('/follow-up/reminders', { day }, token);
    const cases = await this.get<Page<CaseLine>>(token, '/cases');
    await this.post(`/cases/${cases.items[0]?.id}/closing`, { note: `called ${PHONE}` }, token);
    await this.get(token, '/home');
  }

  private async officeHour(token: string, student: RowPerson): Promise<void> {
    await this.get(token, `/people?search=${encodeURIComponent(student.name)}`);
    await this.get(token, `/people/${student.id}`);
    const tasks = await this.get<Page<CorrectionView>>(token, '/correction-requests');
    await this.post(`/correction-requests/${tasks.items[0]?.id}/decision`, { accepted: true, answer: 'done' }, token);
    const { code } = await this.post<ResetCode>(`/people/${student.id}/password-resets`, undefined, token);
    this.secrets.set('reset code', code);
    const newPassword = 'lighthouse-biscuit-77';
    this.secrets.set('password after a reset', newPassword);
    const claim = { schoolCode: this.school.rows.code, number: student.number, code, newPassword, device: newDevice() };
    this.keep(await this.post('/password-resets', claim), `${student.name}, reset`);
    await this.import(token);
  }

  private async import(token: string): Promise<void> {
    const { code } = this.school.rows;
    const row = [
      'n-9001',
      'Imported Person',
      'unstated',
      'student',
      `${code}-class`,
      'main',
      'resident',
      IMPORTED_ID,
      'active',
      '9001',
      'active',
    ];
    this.secrets.set('ID number in an import', IMPORTED_ID);
    const broken = `${IMPORT_COLUMNS.join(',')}\n${[...row.slice(0, 7), `${IMPORTED_ID}-broken`, ...row.slice(8)].join(',')}\n`;
    const faulty = await this.ask<ImportView>({ method: 'POST', path: '/imports', body: broken, token });
    await this.get(token, `/imports/${faulty.id}/faults`);
    const file = `${IMPORT_COLUMNS.join(',')}\n${row.join(',')}\n`;
    const { id } = await this.ask<ImportView>({
      method: 'POST',
      path: '/imports?missingMeans=keep',
      body: file,
      token,
    });
    await this.get(token, `/imports/${id}`);
    await this.ask({ method: 'POST', path: `/imports/${id}/confirmation`, body: file, token });
  }

  private async signOut(token: string): Promise<void> {
    // the reset ended this session: the refusal is a part of the day
    await this.asking({ method: 'DELETE', path: `${PREFIX}/me/sessions/current`, token });
    await this.asking({ method: 'GET', path: `${PREFIX}/me`, token });
    await this.asking({ method: 'POST', path: `${PREFIX}/sessions`, body: { number: IMPORTED_ID, password: CHOSEN } });
  }
}
