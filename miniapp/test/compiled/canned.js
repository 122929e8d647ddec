/** What a server would answer, for driving the compiled pages. */
const words = (zh) => ({ zh, en: zh });
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString();
const anHourAgo = () => new Date(Date.now() - 3_600_000).toISOString();

const person = {
  number: '990001',
  name: '张小满',
  kind: 'student',
  unit: words('软件 1 班'),
  campus: words('东区'),
  presence: 'on_campus',
  card: { lastFour: '1234', state: 'active' },
  balanceFen: 1250,
};
const window = () => ({
  id: 'window-1',
  title: words('晨检'),
  opensAt: anHourAgo(),
  closesAt: inAnHour(),
  lateUntil: inAnHour(),
});

const home = () => ({
  serverTime: new Date().toISOString(),
  person,
  roles: ['member'],
  checkIn: {
    campaign: { id: 'c', name: words('演练响应') },
    day: '2026-09-01',
    timing: 'open',
    window: window(),
    reported: null,
  },
  return: { state: 'approved', returnsAt: inAnHour() },
  pass: { status: 'valid', holds: 0 },
  booking: null,
  unreadNotices: 2,
  follow: null,
  approvals: null,
});

const form = () => ({
  person,
  campaign: { id: 'c', name: words('演练响应'), legalGround: words('演练预案') },
  day: '2026-09-01',
  serverTime: new Date().toISOString(),
  timing: 'open',
  window: window(),
  templateId: 'template-1',
  templateVersion: 1,
  template: {
    title: words('晨检'),
    schema: {
      type: 'object',
      additionalProperties: false,
      required: ['temperature', 'symptoms'],
      properties: {
        temperature: { type: 'integer', minimum: 340, maximum: 430 },
        symptoms: { type: 'array', minItems: 1, items: { type: 'string', enum: ['none', 'cough'] } },
      },
    },
    fields: [
      { key: 'temperature', label: words('体温'), widget: 'temperature', prefill: 'never' },
      {
        key: 'symptoms',
        label: words('症状'),
        widget: 'multi',
        prefill: 'never',
        options: [
          { value: 'none', label: words('无症状') },
          { value: 'cough', label: words('咳嗽') },
        ],
      },
    ],
    rules: [],
  },
  formTicket: 'ticket-1',
  prefill: {},
  reported: null,
});

const tokens = { accessToken: 'access', accessExpiresInSeconds: 900, refreshToken: 'refresh' };
const school = { code: 'east', name: words('东方大学') };

/** @returns {{ statusCode: number, data: unknown }} */
const answer = ({ url, method, data }) => {
  const path = url.replace(/^.*\/api\/v1/, '');
  const body = typeof data === 'string' ? JSON.parse(data) : data;
  if (path === '/home') {
    return { statusCode: 200, data: home() };
  }
  if (path.startsWith('/schools')) {
    return { statusCode: 200, data: { items: [school] } };
  }
  if (path === '/sessions/platform') {
    return { statusCode: 200, data: { step: 'bind', ticket: 'platform-ticket' } };
  }
  if (path === '/bindings') {
    return body.password === 'right-1'
      ? { statusCode: 200, data: { step: 'done', tokens, newDevice: false } }
      : { statusCode: 401, data: { code: 'CREDENTIALS_WRONG', status: 401, instance: 'trace-1' } };
  }
  if (path === '/check-ins/form') {
    return { statusCode: 200, data: form() };
  }
  if (path === '/check-ins' && method === 'POST') {
    return {
      statusCode: 201,
      data: {
        reportId: 'report-1',
        receiptNumber: 'R1',
        version: 1,
        submittedAt: anHourAgo(),
        window: window(),
        flags: [],
        cases: [],
        nextWindow: null,
      },
    };
  }
  return { statusCode: 404, data: { code: 'NOT_FOUND', status: 404, instance: 'trace-0' } };
};

/** A phone on which somebody is signed in, as the app keeps it. */
const signedIn = JSON.stringify({ state: { tokens, school, deviceId: 'device-1' }, version: 0 });

module.exports = { answer, signedIn };
