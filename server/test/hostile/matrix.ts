import type { ErrorCode } from '@shared/errors';
import type { CheckInForm, SubmitReport } from '@shared/check-in';
import { newId } from '../../src/common/id';
import { onCampusAfternoon } from '../../src/demo/templates/on-campus-afternoon';
import type { UploadVariant } from '@shared/upload';
import { AddressSigner } from '../../src/upload/upload-addresses';
import { pictureOf } from '../pictures';
import { IMPORT_COLUMNS } from '../../src/import/import.types';
import type { Actor } from './actors';
import { ask } from './ask';
import { ANSWERS, DAY, type ObjectKind } from './objects';
import type { Subject } from './reach';

export interface Attempt {
  actor: Actor;
  /** null where the route names no object */
  subject: Subject | null;
}

export interface Rule {
  /** what the id in the path names */
  object?: ObjectKind;
  /** whose objects somebody with the permission gets at: their own, those of people they follow, their school's */
  reach: 'own' | 'units' | 'school';
  query?: string | ((attempt: Attempt) => string);
  /** a string is a CSV file */
  body?: (attempt: Attempt) => unknown;
  /** the body's fields go out as multipart, with this picture */
  file?: () => Promise<Buffer>;
  /** refusals by the state of things, which somebody who got through may meet */
  also?: readonly ErrorCode[];
  /** ends the session or changes the caller: each attempt gets a session of its own */
  spends?: 'session';
  /** values of path parameters besides the object's id */
  path?: (attempt: Attempt) => Record<string, string>;
}

/** The query string of a route's attempt; empty where it has none. */
export const queryOf = ({ query = '' }: Rule, attempt: Attempt): string =>
  typeof query === 'string' ? query : query(attempt);

/** An address that was made for whoever asks: only the right is missing then. */
const signedFor =
  (variant: UploadVariant) =>
  ({ actor, subject }: Attempt): string => {
    const signer = actor.school.harness.get(AddressSigner);
    return signer.addressesFor(actor.person?.id ?? 'nobody', subject?.id ?? '')[variant].split('?')[1] ?? '';
  };

let sequence = 0;
/** A terminal counts what it sends. */
const nextSequence = (): number => (sequence += 1);

const device = { id: 'matrix', name: 'phone' };
const bilingual = { zh: '名称', en: 'Name' };
const campaign = {
  name: bilingual,
  legalGround: bilingual,
  startsOn: '2026-09-01',
  endsOn: '2026-09-20',
  retainUntil: '2026-10-20',
  audienceKinds: ['student'],
  audienceUnitIds: [],
};
const CSV = `${IMPORT_COLUMNS.join(',')}\n`;
const ticket = { ticket: 'not-a-ticket' };

const ofUnit = ({ subject }: Attempt): Record<string, string> => ({ unitId: subject?.id ?? '' });

/** To the counsellor of one's own college; everybody else is offered to nobody. */
const leaving = ({ actor }: Attempt): object => {
  const { people } = actor.school;
  const isFar = actor.person === people.studentFar;
  return {
    ...{ leavesAt: '2026-09-12T08:00:00Z', destination: 'home', reason: 'the holiday' },
    approverId: (isFar ? people.counsellorFar : people.counsellor).id,
  };
};

const exemptPass = ({ actor }: Attempt): object => {
  const { people, idPhotoIds } = actor.school;
  const isFar = actor.person === people.studentFar;
  return {
    ...{ reason: 'lives on campus', photoUploadId: idPhotoIds.get(actor.person?.id ?? '') ?? newId() },
    approverId: (isFar ? people.counsellorFar : people.counsellor).id,
  };
};

const temporaryPass = ({ actor }: Attempt): object => {
  const { people, gateId } = actor.school;
  const isFar = actor.person === people.studentFar;
  return {
    ...{ reason: 'the dentist', gateIds: [gateId], startsAt: '2026-09-12T02:00:00Z', endsAt: '2026-09-12T08:00:00Z' },
    approverId: (isFar ? people.counsellorFar : people.counsellor).id,
  };
};
const building = ({ actor }: Attempt): object => ({
  ...{ campusId: actor.school.rows.campusId, code: newId().slice(-6), name: bilingual },
});
const gate = (attempt: Attempt): object => ({
  ...building(attempt),
  ...{ buildingId: null, directions: ['in'], important: false, insidePrivate: false, antiPassback: 'off' },
});

const bookedHall = ({ actor }: Attempt): object => ({ hallId: actor.school.place.hallId });
const venueKind = (): object => ({
  ...{ code: newId().replaceAll('-', '').slice(-16), name: bilingual, dailyLimit: 2, breachLimit: 3, breachDays: 30 },
  coolDownHours: 24,
});
const venue = ({ actor }: Attempt): object => ({
  ...{ campusId: actor.school.rows.campusId, kindId: actor.school.place.kindId, name: bilingual, useMinutes: 60 },
  ...{ hours: [{ weekday: 1, opens: 0, closes: 1440 }], doorGateIds: [] },
  halls: [{ id: null, name: bilingual, sex: null, capacity: 2 }],
});
const closure = (): object => ({ from: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z', reason: bilingual });

const report = async ({ actor, subject }: Attempt, path: string): Promise<SubmitReport> => {
  const answer = await ask(actor.school.harness, { method: 'GET', path: `/api/v1${path}`, token: actor.token });
  const form = answer.status === 200 ? (answer.body as CheckInForm) : null;
  return {
    windowId: form?.window.id ?? (subject?.school ?? actor.school).windowIds.student,
    day: DAY,
    templateId: form?.templateId ?? (subject?.school ?? actor.school).templateId,
    formTicket: form?.formTicket ?? 'none',
    answers: ANSWERS,
    noLocationReason: 'no signal',
  };
};

/**
 * The expected table. Which roles hold a route's permission stands in shared/src/permissions.ts;
 * this says what they get at. A route of the API that is missing here fails the tests.
 */
export const MATRIX: Record<string, Rule> = {
  // — public: nobody's data, whoever asks —
  'GET /schools': { reach: 'school' },
  'GET /schools/{code}/support': { reach: 'school', path: ({ actor }) => ({ code: actor.school.rows.code }) },
  'POST /sessions': {
    reach: 'school',
    body: ({ actor }) => ({ schoolCode: actor.school.rows.code, number: '0', password: '000000', device }),
    also: ['CREDENTIALS_WRONG', 'SIGN_IN_THROTTLED'],
  },
  'POST /sessions/platform': {
    reach: 'school',
    body: () => ({ platform: 'alipay', code: 'sandbox:matrix', device }),
  },
  'POST /bindings': {
    reach: 'school',
    body: ({ actor }) => ({ ...ticket, schoolCode: actor.school.rows.code, number: '0', password: '000000' }),
    also: ['TICKET_EXPIRED'],
  },
  'POST /sessions/card': { reach: 'school', body: () => ({ ...ticket, lastFour: '0000' }), also: ['TICKET_EXPIRED'] },
  'POST /sessions/password': {
    reach: 'school',
    body: () => ({ ...ticket, newPassword: 'harbour-lantern-42' }),
    also: ['TICKET_EXPIRED'],
  },
  'POST /sessions/totp/enrolment': { reach: 'school', body: () => ticket, also: ['TICKET_EXPIRED'] },
  'POST /sessions/totp': { reach: 'school', body: () => ({ ...ticket, code: '000000' }), also: ['TICKET_EXPIRED'] },
  'POST /sessions/refresh': { reach: 'school', body: () => ({ refreshToken: 'not-one' }), also: ['SESSION_ENDED'] },
  'POST /password-resets': {
    reach: 'school',
    body: ({ actor }) => ({
      ...{ schoolCode: actor.school.rows.code, number: '0', code: 'AAAA-AAAA', newPassword: 'harbour-lantern-42' },
      device,
    }),
    also: ['RESET_CODE_WRONG', 'SIGN_IN_THROTTLED'],
  },
  'POST /invitations': {
    reach: 'school',
    body: () => ({ token: 'not-one', newPassword: 'harbour-lantern-42', device }),
    also: ['INVITATION_WRONG'],
  },

  // — keys that verify pass codes —
  'GET /pass-keys': { reach: 'school' },
  'GET /.well-known/jwks.json': { reach: 'school' },

  // — oneself —
  'GET /home': { reach: 'own' },
  'GET /me': { reach: 'own' },
  'PUT /me/password': {
    reach: 'own',
    body: () => ({ currentPassword: 'wrong-one-entirely', newPassword: 'harbour-lantern-42' }),
    also: ['CREDENTIALS_WRONG', 'SIGN_IN_THROTTLED'],
    spends: 'session',
  },
  'GET /me/sessions': { reach: 'own' },
  'DELETE /me/sessions/current': { reach: 'own', spends: 'session' },
  'DELETE /me/sessions/{id}': { object: 'session', reach: 'own' },
  'DELETE /me/bindings/{id}': { object: 'binding', reach: 'own' },
  'GET /me/correction-requests': { reach: 'own' },
  'POST /me/correction-requests': {
    reach: 'own',
    body: () => ({ field: 'unit', wished: 'another class', reason: 'moved' }),
    also: ['CORRECTION_ALREADY_OPEN'],
  },
  'GET /notices': { reach: 'own' },
  'POST /notices/reading': { reach: 'own' },
  'POST /notices/{id}/reading': { object: 'notice', reach: 'own' },

  // — check-in —
  'GET /check-ins/form': { reach: 'own' },
  'POST /check-ins': { reach: 'own', body: (attempt) => report(attempt, '/check-ins/form') },
  'GET /check-ins': { reach: 'own', query: 'month=2026-09' },
  'GET /check-ins/{id}': { object: 'report', reach: 'own' },

  // — pictures —
  'POST /uploads': {
    reach: 'own',
    body: () => ({ purpose: 'evidence', slot: 'matrix' }),
    file: () => pictureOf(1),
  },
  'GET /uploads/{id}': { object: 'upload', reach: 'own' },
  'DELETE /uploads/{id}': { object: 'upload', reach: 'own' },
  'GET /uploads/{id}/photo': { object: 'upload', reach: 'own', query: signedFor('photo') },
  'GET /uploads/{id}/thumbnail': { object: 'upload', reach: 'own', query: signedFor('thumbnail') },

  // — counsellors: the units they follow; administrators: the school —
  'GET /follow-up/overview': { reach: 'units', query: `day=${DAY}` },
  'GET /follow-up/missing': { reach: 'units', query: `day=${DAY}` },
  'GET /follow-up/reported': { reach: 'units', query: `day=${DAY}` },
  'GET /follow-up/reports/{id}': { object: 'report', reach: 'units' },
  'POST /follow-up/reminders': { reach: 'units', body: () => ({ day: DAY }) },
  'GET /people/{id}/check-in-form': { object: 'person', reach: 'units' },
  'POST /people/{id}/check-ins': {
    object: 'person',
    reach: 'units',
    body: (attempt) => report(attempt, `/people/${attempt.subject?.id}/check-in-form`),
  },
  'GET /cases': { reach: 'units' },
  'POST /cases/{id}/closing': { object: 'case', reach: 'units', body: () => ({ note: 'called, all well' }) },

  // — card staff —
  'GET /people': { reach: 'school' },
  'GET /people/{id}': { object: 'person', reach: 'school' },
  'POST /people/{id}/password-resets': { object: 'person', reach: 'school' },
  'PUT /people/{id}/cards/{cardId}/state': {
    object: 'card',
    reach: 'school',
    path: ({ subject }) => ({ id: subject?.owner.id ?? '', cardId: subject?.id ?? '' }),
    body: () => ({ state: 'lost' }),
  },
  'GET /correction-requests': { reach: 'school' },
  'POST /correction-requests/{id}/decision': {
    object: 'correction',
    reach: 'school',
    body: () => ({ accepted: false, answer: 'please bring your document' }),
  },
  'POST /imports': { reach: 'school', query: 'missingMeans=keep', body: () => CSV, also: ['IMPORT_FILE_INVALID'] },
  'GET /imports/{id}': { object: 'import', reach: 'school' },
  'GET /imports/{id}/faults': { object: 'import', reach: 'school' },
  'POST /imports/{id}/confirmation': {
    object: 'import',
    reach: 'school',
    body: () => CSV,
    also: ['IMPORT_FILE_CHANGED', 'IMPORT_FILE_INVALID'],
  },

  // — administrators —
  'GET /campuses': { reach: 'school' },
  'PUT /campuses': { reach: 'school', body: () => ({ items: [{ code: 'third', name: bilingual }] }) },
  'GET /units': { reach: 'school', query: 'search=Name' },
  'PUT /units': {
    reach: 'school',
    body: () => ({ items: [{ code: 'matrix-class', kind: 'class', name: bilingual, parentCode: null }] }),
  },
  'PUT /support': {
    reach: 'school',
    body: () => ({ phone: '', website: '', faq: [], halls: [], tutorials: [] }),
  },
  'GET /campaigns': { reach: 'school' },
  'POST /campaigns': { reach: 'school', body: () => campaign },
  'GET /campaigns/{id}': { object: 'campaign', reach: 'school' },
  'PUT /campaigns/{id}': { object: 'campaign', reach: 'school', body: () => campaign },
  'POST /campaigns/{id}/start': { object: 'campaign', reach: 'school', also: ['CAMPAIGN_STATE_CONFLICT'] },
  'POST /campaigns/{id}/end': { object: 'campaign', reach: 'school', also: ['CAMPAIGN_STATE_CONFLICT'] },
  'GET /campaigns/{id}/windows': { object: 'campaign', reach: 'school' },
  'PUT /campaigns/{id}/windows': { object: 'campaign', reach: 'school', body: () => ({ items: [] }) },
  'GET /check-in-templates': { reach: 'school' },
  'POST /check-in-templates': {
    reach: 'school',
    body: () => ({ formKey: `form_${newId().slice(-12)}`, body: onCampusAfternoon }),
  },
  'GET /check-in-templates/{id}/difference': { object: 'template', reach: 'school' },
  'POST /check-in-templates/{id}/publication': {
    object: 'template',
    reach: 'school',
    body: () => ({ graceHours: 24 }),
  },
  'PUT /people/{id}/presence': { object: 'person', reach: 'school', body: () => ({ presence: 'off_campus' }) },
  'POST /presence-batches': {
    reach: 'school',
    body: ({ actor }) => ({ presence: 'off_campus', unitIds: [actor.school.units.far.at(-1)] }),
  },
  'GET /role-grants': { reach: 'school' },
  'POST /role-grants': {
    reach: 'school',
    // what they hold already: answered with the grant that is there
    body: ({ actor: { school } }) => ({
      ...{ personId: school.people.counsellorFar.id, role: 'counsellor', unitId: school.units.far[1] },
    }),
  },
  'DELETE /role-grants/{id}': { object: 'grant', reach: 'school' },
  'GET /audit-entries': { reach: 'school' },

  // — approvals: whoever a request is assigned to, here the counsellor who follows the applicant —
  'GET /approvals': { reach: 'own' },
  'GET /approvals/{id}': { object: 'approval', reach: 'units' },
  'POST /approvals/decisions': {
    reach: 'own',
    body: () => ({ requests: [{ id: newId(), revision: 1 }], outcome: 'return', reason: 'other', comment: 'page two' }),
  },
  'POST /approvals/decisions/{batchId}/undo': {
    object: 'decisionBatch',
    reach: 'units',
    path: ({ subject }) => ({ batchId: subject?.id ?? '' }),
    body: () => ({}),
  },
  'POST /approvals/{id}/transfer': {
    object: 'approval',
    reach: 'units',
    body: ({ actor: { school, person } }) => ({
      toId: (person === school.people.counsellor ? school.people.counsellorFar : school.people.counsellor).id,
      ...{ revision: 1, note: 'wrong college' },
    }),
  },
  'POST /approvals/{id}/comments': { object: 'approval', reach: 'units', body: () => ({ text: 'seen' }) },
  'GET /approval-comments': { reach: 'own', query: `kind=return&subjectId=${newId()}` },
  'GET /approval-requests': { reach: 'school', query: 'assignee=inactive' },
  'PUT /approval-requests/{id}/assignee': {
    object: 'approval',
    reach: 'school',
    body: ({ actor: { school } }) => ({ toId: school.people.counsellorFar.id, note: 'wrong college' }),
    // theirs already
    also: ['APPROVER_NOT_OFFERED'],
  },
  'GET /approvers': { reach: 'school', query: 'query=counsellor' },
  'GET /approvals/deputies': { reach: 'own' },
  'POST /approvals/deputies': {
    reach: 'own',
    body: ({ actor: { school, person } }) => ({
      deputyId: (person === school.people.counsellor ? school.people.counsellorFar : school.people.counsellor).id,
      ...{ fromAt: `${DAY}T00:00:00Z`, untilAt: `${DAY}T12:00:00Z` },
    }),
    also: ['DEPUTY_INVALID'],
  },
  'DELETE /approvals/deputies/{id}': { object: 'deputy', reach: 'units' },

  // — returning and leaving: one's own —
  'GET /returns/desk': { reach: 'own' },
  'POST /returns': { reach: 'own', also: ['RETURN_ALREADY_OPEN'] },
  'PUT /returns/{id}/draft': {
    object: 'returnDraft',
    reach: 'own',
    body: () => ({ draft: { origin: 'far away', answers: ANSWERS, evidence: {} }, revision: 1 }),
  },
  'POST /returns/{id}/submission': {
    object: 'returnDraft',
    reach: 'own',
    body: () => ({ revision: 1 }),
    also: ['RETURN_INCOMPLETE'],
  },
  'POST /returns/{id}/withdrawal': { object: 'returnDraft', reach: 'own' },
  'GET /returns/{id}/versions': { object: 'returnDraft', reach: 'own' },
  'POST /returns/{id}/arrival': {
    object: 'returnApproved',
    reach: 'own',
    body: () => ({ latitude: 40.85, longitude: 111.7, accuracy: 20, system: 'wgs84' }),
  },
  'GET /leavings/desk': { reach: 'own' },
  'POST /leavings': { reach: 'own', body: leaving, also: ['LEAVING_STATE_CONFLICT', 'APPROVER_NOT_OFFERED'] },
  'PUT /leavings/{id}': { object: 'leaving', reach: 'own', body: leaving },
  'POST /leavings/{id}/withdrawal': { object: 'leaving', reach: 'own' },
  'GET /exempt-passes/desk': { reach: 'own' },
  'POST /exempt-passes': {
    reach: 'own',
    body: exemptPass,
    // students of the world have their passes
    also: ['EXEMPT_PASS_NOT_OFFERED', 'APPROVER_NOT_OFFERED'],
  },
  'PUT /exempt-passes/{id}': {
    object: 'exemptPass',
    reach: 'own',
    body: exemptPass,
    also: ['EXEMPT_PASS_NOT_OFFERED'],
  },
  'POST /exempt-passes/{id}/withdrawal': { object: 'exemptPass', reach: 'own' },
  'GET /temporary-passes': { reach: 'own' },
  'GET /temporary-passes/desk': { reach: 'own' },
  'POST /temporary-passes': { reach: 'own', body: temporaryPass, also: ['APPROVER_NOT_OFFERED'] },
  'PUT /temporary-passes/{id}': { object: 'temporaryPass', reach: 'own', body: temporaryPass },
  'POST /temporary-passes/{id}/withdrawal': { object: 'temporaryPass', reach: 'own' },
  'GET /return-arrivals/tally': { reach: 'units', query: `day=${DAY}` },
  'GET /return-arrivals': { reach: 'units' },
  'POST /return-arrivals/{applicationId}/confirmation': {
    object: 'returnApproved',
    reach: 'units',
    path: ({ subject }) => ({ applicationId: subject?.id ?? '' }),
  },

  // — returning: what a school sets up —
  'GET /campuses/circles': { reach: 'school' },
  'GET /campuses/{id}/circles': { object: 'campus', reach: 'school' },
  'PUT /campuses/{id}/circles': {
    object: 'campus',
    reach: 'school',
    body: () => ({ items: [{ latitude: 40.84, longitude: 111.74, radiusMetres: 800, system: 'wgs84' }] }),
  },
  'GET /approver-rules': { reach: 'school' },
  'GET /approver-rules/{unitId}': { object: 'approverRule', reach: 'school', path: ofUnit },
  'PUT /approver-rules/{unitId}': {
    object: 'approverRule',
    reach: 'school',
    path: ofUnit,
    body: ({ actor }) => ({ approverIds: [actor.school.people.counsellor.id], notice: bilingual }),
  },
  'DELETE /approver-rules/{unitId}': { object: 'approverRule', reach: 'school', path: ofUnit },
  'GET /campaigns/{id}/evidence-slots': { object: 'campaign', reach: 'school' },
  'PUT /campaigns/{id}/evidence-slots': {
    object: 'campaign',
    reach: 'school',
    body: () => ({
      items: [
        {
          ...{ key: 'green_code', title: bilingual, help: bilingual, required: true, sample: 'code' },
          papers: [{ key: 'one', label: bilingual }],
        },
      ],
    }),
  },

  // — terminals: of the school for its administrator —
  'GET /terminals': { reach: 'school' },
  'POST /terminals': { reach: 'school', body: ({ actor: { school } }) => ({ gateId: school.gateId, name: 'Lane' }) },
  'GET /terminals/{id}': { object: 'terminal', reach: 'school' },
  'POST /terminals/{id}/enrolment-codes': { object: 'terminal', reach: 'school' },
  'POST /terminals/{id}/alarms/reading': { object: 'terminal', reach: 'school' },
  'POST /terminals/{id}/revocation': { object: 'terminal', reach: 'school' },

  // — terminals: the device that signed, whatever it asks for —
  'POST /terminal/boots': {
    reach: 'own',
    body: ({ actor: { school } }) => ({ bootId: school.terminal.bootId, bootNumber: 1 }),
  },
  'POST /terminal/enrolment': {
    reach: 'school',
    body: ({ actor: { school } }) => ({ code: 'AAAAAAAAAA', key: school.terminal.jwk, model: 'matrix' }),
    // nobody here signs with a key that no device has yet
    also: ['TERMINAL_SIGNATURE_INVALID'],
  },
  // the key that it has already
  'POST /terminal/key': { reach: 'own', body: ({ actor: { school } }) => ({ key: school.terminal.jwk }) },
  'GET /terminal/config': { reach: 'own' },
  'GET /terminal/standings': { reach: 'own' },
  'GET /terminal/standings/check': { reach: 'own' },
  'POST /terminal/heartbeats': {
    reach: 'own',
    body: ({ actor: { school } }) => ({
      ...{ bootId: school.terminal.bootId, queuedEvents: 0, version: '1' },
      sentAt: school.harness.clock.now().toISOString(),
    }),
  },

  'POST /terminal/scans': {
    reach: 'own',
    body: ({ actor: { school } }) => ({
      ...{ bootId: school.terminal.bootId, sequence: nextSequence(), at: school.harness.clock.now().toISOString() },
      ...{ number: 'nobody', direction: 'in', temperatureTenths: 365 },
    }),
  },
  'POST /terminal/events': {
    reach: 'own',
    body: ({ actor: { school } }) => ({
      sentAt: school.harness.clock.now().toISOString(),
      events: [
        {
          ...{ bootId: school.terminal.bootId, sequence: nextSequence(), scanSequence: null, offsetMs: 0 },
          ...{ at: school.harness.clock.now().toISOString(), gateId: school.gateId, means: 'number', number: 'nobody' },
          ...{ direction: 'in', verdict: 'number_unknown', temperatureTenths: null },
        },
      ],
    }),
  },
  // whoever signs has no address that was made for it
  'GET /terminal/photos/{id}': {
    reach: 'own',
    path: () => ({ id: newId() }),
    also: ['UPLOAD_ADDRESS_INVALID'],
  },

  // — passages: one's own; those of people whom one follows; how many are inside —
  'POST /pass/codes': {
    reach: 'own',
    body: ({ actor: { school } }) => ({ gateId: school.gateId, direction: 'in', reserve: true }),
    // staff of this world have none
    also: ['PASS_NOT_VALID'],
  },
  'GET /passages': { reach: 'own' },
  'GET /passages/watch': { object: 'person', reach: 'units', query: ({ subject }) => `personId=${subject?.id}` },
  'GET /occupancies': { reach: 'school' },

  // — gates: for everybody to choose from, for administrators to keep —
  'GET /gates': { reach: 'school' },
  'GET /gates/all': { reach: 'school' },
  'POST /gates': { reach: 'school', body: gate },
  'PUT /gates/{id}': { object: 'gate', reach: 'school', body: gate },
  'DELETE /gates/{id}': { object: 'gate', reach: 'school' },
  'GET /buildings': { reach: 'school' },
  'POST /buildings': { reach: 'school', body: building },
  'PUT /buildings/{id}': { object: 'building', reach: 'school', body: building },
  'DELETE /buildings/{id}': { object: 'building', reach: 'school' },
  'GET /closures': { reach: 'school' },
  'PUT /closures': { reach: 'school', body: () => ({ campusId: null, isClosed: false }) },

  // — places in venues: one's own; venues for staff to keep and to watch —
  'GET /booking/desk': { reach: 'own' },
  // staff of this world have no pass
  'POST /bookings': { reach: 'own', body: bookedHall, also: ['PASS_NOT_VALID', 'BOOKING_ACTIVE'] },
  'GET /bookings': { reach: 'own' },
  'GET /bookings/breaches': { reach: 'own' },
  'POST /bookings/{id}/accept': { object: 'offer', reach: 'own', also: ['PASS_NOT_VALID'] },
  'POST /bookings/{id}/decline': { object: 'offer', reach: 'own' },
  'POST /bookings/{id}/cancel': { object: 'booking', reach: 'own' },
  'POST /bookings/{id}/end': { object: 'use', reach: 'own' },
  'POST /booking/waiting': {
    reach: 'own',
    body: bookedHall,
    also: ['PASS_NOT_VALID', 'BOOKING_ACTIVE', 'WAITING_ALREADY'],
  },
  'DELETE /booking/waiting/{id}': { object: 'waiting', reach: 'own' },
  'GET /venue-kinds': { reach: 'school' },
  'POST /venue-kinds': { reach: 'school', body: venueKind },
  'PUT /venue-kinds/{id}': { object: 'venueKind', reach: 'school', body: venueKind },
  'GET /venues': { reach: 'school' },
  'GET /venues/board': { reach: 'school' },
  'GET /venues/{id}/week': { object: 'venue', reach: 'school' },
  'POST /venues': { reach: 'school', body: venue },
  'PUT /venues/{id}': { object: 'venue', reach: 'school', body: venue },
  'DELETE /venues/{id}': { object: 'venue', reach: 'school' },
  'POST /venues/{id}/closures': { object: 'venue', reach: 'school', body: closure },
  'DELETE /venues/{id}/closures/{closureId}': {
    object: 'venueClosure',
    reach: 'school',
    path: ({ subject }) => ({ id: subject?.school.place.venueId ?? '', closureId: subject?.id ?? '' }),
  },
  'POST /bookings/breaches/undo': {
    reach: 'school',
    body: () => ({
      ...{ from: '2026-09-01T00:00:00Z', until: '2026-09-02T00:00:00Z', venueId: null, dryRun: true, expected: null },
      reason: 'the network was down',
    }),
  },

  // — passes: one's own; a school's policy —
  'GET /pass': { reach: 'own' },
  // staff of this world have none
  'PUT /pass/device': { reach: 'own', also: ['NOT_FOUND'] },
  'GET /pass-policy': { reach: 'school' },
  'PUT /pass-policy': {
    reach: 'school',
    body: () => ({ feverTenths: 373, checkInMaxAgeHours: 36, exemptKinds: ['staff'], exemptUnitIds: [] }),
  },

  // — overrides: two administrators, neither of them the one whom it is about —
  'GET /pass-overrides': { reach: 'school' },
  'POST /pass-overrides': {
    reach: 'school',
    body: ({ actor: { school } }) => ({
      ...{ personId: school.people.cardStaff.id, effect: 'hold', reason: 'told by the clinic' },
    }),
    also: ['OVERRIDE_OPEN'],
  },
  // proposed by somebody who is no administrator any more: confirmed by nobody
  'POST /pass-overrides/{id}/confirmation': {
    object: 'override',
    reach: 'school',
    also: ['OVERRIDE_NEEDS_ANOTHER'],
  },
  'POST /pass-overrides/{id}/refusal': { object: 'override', reach: 'school' },

  // — holds: of people whom one follows —
  'GET /holds': { reach: 'units' },

  // — last: the students of the world are suspended by it —
  'PUT /people/{id}/state': { object: 'person', reach: 'school', body: () => ({ state: 'suspended' }) },
};
