import { Secret, TOTP } from 'otpauth';
import { UNDO_SECONDS, type ApprovalInbox, type ApprovalView } from '@shared/approval';
import type { CheckInForm, ReportReceipt } from '@shared/check-in';
import type { CaseLine } from '@shared/follow-up';
import type { CorrectionView, SignInAnswer, Tokens, TotpEnrolment } from '@shared/identity';
import type { LeavingView } from '@shared/leaving';
import type { Page } from '@shared/paging';
import type { ImportView, ResetCode } from '@shared/person-admin';
import type { PassCodeAnswer } from '@shared/pass-code';
import type { ReturnView } from '@shared/return';
import type { ScanAnswer } from '@shared/terminal';
import type { UploadAddresses, UploadView } from '@shared/upload';
import { IMPORT_COLUMNS } from '../../src/import/import.types';
import { pictureOf } from '../pictures';
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
const ORIGIN = 'Canary Origin';
const DESTINATION = 'Canary Destination';
const SAID = 'canary words of the approver';
/** within the circle of the campus */
const FIX = { latitude: 40.850137, longitude: 111.700293, accuracy: 20, system: 'wgs84' };

/** Another password for everybody. */
const chosenBy = ({ name }: RowPerson): string => `${CHOSEN}-${name.split('-')[0]}`;

/** A day of a school from sign-in to sign-out, every door used once; remembers each secret that passed. */
export class Journey {
  readonly secrets: Secrets = new Map();

  constructor(
    private readonly asking: Asking,
    private readonly school: School,
    private readonly now: () => Date,
    /** until a decision has taken effect */
    private readonly wait: (seconds: number) => Promise<void>,
  ) {}

  async run(): Promise<void> {
    const { studentA, classmateB, counsellor, cardStaff, administrator } = this.school.people;
    for (const person of Object.values(this.school.people)) {
      this.secrets.set(`ID number of ${person.name}`, person.idNumber);
    }
    const student = await this.student(studentA);
    await this.platform(classmateB);
    const approver = await this.staff(counsellor);
    await this.counsel(approver, studentA);
    await this.askForPhotos(await this.staff(administrator));
    await this.return(student, approver);
    await this.passGate(student);
    await this.leave(student);
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

  private async askForPhotos(token: string): Promise<void> {
    const words = { zh: '绿码', en: 'Green code' };
    const slot = { key: 'green_code', title: words, help: words, required: true, papers: [], sample: 'code' };
    const { campaignId } = this.school;
    await this.ask({ method: 'PUT', path: `/campaigns/${campaignId}/evidence-slots`, body: { items: [slot] }, token });
  }

  /** Applies with a photo, is looked at, approved, and arrives. */
  private async return(student: string, approver: string): Promise<void> {
    const { people, rows } = this.school;
    await this.get(student, '/returns/desk');
    const photo = await this.ask<UploadView>({
      ...{ method: 'POST', path: '/uploads', token: student, file: await pictureOf(71) },
      body: { purpose: 'evidence', slot: 'green_code' },
    });
    await this.open(student, photo.addresses, 'the student');
    const begun = await this.post<ReturnView>('/returns', undefined, student);
    this.secrets.set('origin of a journey', ORIGIN);
    const draft = {
      ...{ returnsAt: new Date(this.now().getTime() + 2 * 86_400_000).toISOString(), campusId: rows.campusId },
      ...{ transport: 'car', origin: ORIGIN, answers: { temperature: 365, symptoms: ['none'] } },
      ...{ approverId: people.counsellor.id, evidence: { green_code: { uploadId: photo.id, paper: null } } },
    };
    const saved = await this.ask<ReturnView>({
      ...{ method: 'PUT', path: `/returns/${begun.id}/draft`, token: student },
      body: { draft, revision: begun.revision },
    });
    await this.post(`/returns/${begun.id}/submission`, { revision: saved.revision }, student);
    await this.get(student, `/returns/${begun.id}/versions`);
    await this.decide(approver);
    await this.wait(UNDO_SECONDS);
    await this.get(approver, '/return-arrivals');
    this.secrets.set('latitude of an arrival', String(FIX.latitude));
    this.secrets.set('longitude of an arrival', String(FIX.longitude));
    await this.post(`/returns/${begun.id}/arrival`, FIX, student);
    await this.get(approver, '/return-arrivals?state=arrived');
    await this.get(student, `/approval-comments?kind=return&subjectId=${begun.id}`);
  }

  /** Shows a code at the gate; somebody without a phone says a number; a terminal was alone for a while. */
  private async passGate(student: string): Promise<void> {
    const { terminal, gateId, people } = this.school;
    const asked = { gateId, direction: 'in', reserve: true };
    const { code, reserve } = await this.post<PassCodeAnswer>('/pass/codes', asked, student);
    [code, ...reserve].forEach((issued, at) => {
      this.secrets.set(`pass code ${at}`, issued.code.split('.')[2] ?? '');
    });
    const { number } = people.studentFar;
    this.secrets.set('number said at a gate', number);
    const at = this.now().toISOString();
    const scan = (sequence: number, what: object): Promise<ScanAnswer> =>
      this.ask({
        ...{ method: 'POST', path: '/terminal/scans', signer: terminal.client },
        body: { bootId: terminal.bootId, sequence, at, ...what },
      });
    await scan(1, { code: code.code });
    await scan(1, { code: code.code, temperatureTenths: 365 });
    await scan(2, { code: `${code.code.slice(0, -4)}AAAA`, temperatureTenths: 365 });
    await scan(3, { number, direction: 'out', temperatureTenths: 365 });
    const event = {
      ...{ bootId: terminal.bootId, scanSequence: null, at, offsetMs: 0, gateId, direction: 'in' },
      ...{ verdict: 'admitted', temperatureTenths: 365 },
    };
    const events = [
      { ...event, sequence: 4, means: 'code', code: reserve[0]?.code },
      { ...event, sequence: 5, means: 'number', number },
      { ...event, sequence: 6, means: 'number', number: `${number}0` },
    ];
    const body = { sentAt: this.now().toISOString(), events };
    await this.ask({ method: 'POST', path: '/terminal/events', signer: terminal.client, body });
    for (const path of ['/pass', '/passages']) {
      await this.get(student, path);
    }
  }

  private async decide(token: string): Promise<void> {
    const { items } = await this.get<ApprovalInbox>(token, '/approvals');
    const request = await this.get<ApprovalView>(token, `/approvals/${items[0]?.id}`);
    const [photo] = request.photos;
    if (photo) {
      await this.open(token, photo.addresses, 'the approver');
    }
    this.secrets.set('words of an approver', SAID);
    await this.post(`/approvals/${request.id}/comments`, { text: SAID }, token);
    const { id, revision } = request;
    await this.post('/approvals/decisions', { requests: [{ id, revision }], outcome: 'approve', comment: SAID }, token);
  }

  /** The signature is what an address is good for. */
  private async open(token: string, { photo, thumbnail }: UploadAddresses, whose: string): Promise<void> {
    for (const [name, address] of Object.entries({ photo, thumbnail })) {
      this.secrets.set(
        `${name} address of ${whose}`,
        new URLSearchParams(address.split('?')[1]).get('signature') ?? '',
      );
      await this.get(token, address.slice(PREFIX.length));
    }
  }

  private async leave(token: string): Promise<void> {
    this.secrets.set('destination of a leave', DESTINATION);
    const leavesAt = new Date(this.now().getTime() + 86_400_000).toISOString();
    const approverId = this.school.people.counsellor.id;
    const input = { leavesAt, destination: DESTINATION, reason: `call ${PHONE}`, approverId };
    const { id } = await this.post<LeavingView>('/leavings', input, token);
    await this.get(token, '/leavings/desk');
    await this.post(`/leavings/${id}/withdrawal`, undefined, token);
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
