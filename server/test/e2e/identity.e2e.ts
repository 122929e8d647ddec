import { Secret, TOTP } from 'otpauth';
import type { SignInAnswer } from '@shared/identity';
import { resetDatabase } from '../database';
import { createPerson, createSchool, type TestSchool } from '../factories';
import { startApp, type Harness } from '../harness';

const device = { id: 'phone-1', name: 'Test phone' };

describe('signing in', () => {
  let harness: Harness;
  let school: TestSchool;

  beforeAll(async () => {
    harness = await startApp();
  });
  beforeEach(async () => {
    await resetDatabase();
    school = await createSchool(harness);
  });
  afterAll(() => harness.close());

  const say = async (path: string, body: object, status = 200): Promise<SignInAnswer> => {
    const answer = await harness.request.post(`/api/v1${path}`).send(body);
    expect({ status: answer.status, body: answer.body }).toMatchObject({ status });
    return answer.body as SignInAnswer;
  };

  it('leads from the initial password over one of their own to a session', async () => {
    const person = await createPerson(harness, school, { cards: ['active'] });
    const first = await say('/sessions', {
      schoolCode: school.code,
      number: person.number,
      password: person.idNumber.slice(-6).toLowerCase(),
      device,
    });
    expect(first).toEqual({ step: 'set_password', ticket: expect.any(String) });
    const done = await say('/sessions/password', {
      ticket: (first as { ticket: string }).ticket,
      newPassword: 'a quiet river 7',
    });
    expect(done).toMatchObject({ step: 'done', newDevice: false });
    const { tokens } = done as Extract<SignInAnswer, { step: 'done' }>;
    const sessions = await harness.request
      .get('/api/v1/me/sessions')
      .set('authorization', `Bearer ${tokens.accessToken}`)
      .expect(200);
    expect(sessions.body.items).toHaveLength(1);
  });

  it('asks staff roles for a second factor', async () => {
    const person = await createPerson(harness, school, { roles: [{ role: 'card_staff' }] });
    const first = (await say('/sessions', {
      schoolCode: school.code,
      number: person.number,
      password: person.idNumber.slice(-6),
      device,
    })) as { ticket: string };
    const second = await say('/sessions/password', { ticket: first.ticket, newPassword: 'a quiet river 7' });
    expect(second).toMatchObject({ step: 'enrol_totp' });
    const { ticket } = second as { ticket: string };
    const enrolment = await harness.request.post('/api/v1/sessions/totp/enrolment').send({ ticket }).expect(200);
    const code = new TOTP({ secret: Secret.fromBase32(enrolment.body.secret) }).generate({
      timestamp: harness.clock.now().getTime(),
    });
    expect(await say('/sessions/totp', { ticket, code })).toMatchObject({ step: 'done' });
  });
});
