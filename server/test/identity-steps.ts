import { Secret, TOTP } from 'otpauth';
import type Redis from 'ioredis';
import type { ErrorCode } from '@shared/errors';
import type { SignInAnswer, Tokens } from '@shared/identity';
import { THROTTLE_REDIS } from '../src/common/throttle';
import { resetDatabase } from './database';
import type { TestPerson, TestSchool } from './factories';
import type { Harness } from './harness';

export const GOOD_PASSWORD = 'a quiet river 7';

/** The guide's initial password of a made-up person. */
export const initialOf = (person: Pick<TestPerson, 'idNumber'>): string => person.idNumber.slice(-6).replace('X', '0');

export const deviceNamed = (id: string) => ({ id, name: `Phone ${id}` });

/** Empty stores: rows and counters. */
export async function clearStores(harness: Harness): Promise<void> {
  await resetDatabase();
  const redis: Redis = harness.app.get(THROTTLE_REDIS, { strict: false });
  await redis.flushdb();
}

/** The sign-in conversation as a phone leads it, over HTTP. */
export class Phone {
  constructor(
    private readonly harness: Harness,
    readonly device = deviceNamed('phone-1'),
  ) {}

  async say(path: string, body: object): Promise<SignInAnswer> {
    const answer = await this.harness.request.post(`/api/v1${path}`).send(body);
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 200, code: undefined });
    return answer.body as SignInAnswer;
  }

  /** @returns the code and the details of the refusal */
  async refused(path: string, body: object): Promise<ErrorCode> {
    const answer = await this.harness.request.post(`/api/v1${path}`).send(body);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    return answer.body.code as ErrorCode;
  }

  claim(school: Pick<TestSchool, 'code'>, person: { number: string }, password: string) {
    return { schoolCode: school.code, number: person.number, password, device: this.device };
  }

  signIn(school: Pick<TestSchool, 'code'>, person: { number: string }, password: string): Promise<SignInAnswer> {
    return this.say('/sessions', this.claim(school, person, password));
  }

  /** The ticket of an expected step. */
  async ticket(step: SignInAnswer['step'], answer: SignInAnswer | Promise<SignInAnswer>): Promise<string> {
    const got = await answer;
    expect(got.step).toBe(step);
    return (got as { ticket: string }).ticket;
  }

  async tokens(answer: SignInAnswer | Promise<SignInAnswer>): Promise<Tokens> {
    const got = await answer;
    expect(got.step).toBe('done');
    return (got as Extract<SignInAnswer, { step: 'done' }>).tokens;
  }

  /** First sign-in with the initial password and a good one of their own. */
  async firstSignIn(
    school: Pick<TestSchool, 'code'>,
    person: Pick<TestPerson, 'number' | 'idNumber'>,
  ): Promise<SignInAnswer> {
    const ticket = await this.ticket('set_password', this.signIn(school, person, initialOf(person)));
    return this.say('/sessions/password', { ticket, newPassword: GOOD_PASSWORD });
  }

  platformTicket(code: string, platform: 'alipay' | 'weapp' = 'alipay'): Promise<string> {
    return this.ticket('bind', this.say('/sessions/platform', { platform, code, device: this.device }));
  }

  codeOf(secret: string): string {
    return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: this.harness.clock.now().getTime() });
  }

  /** Enrols a second factor. @returns its secret and the session */
  async enrol(ticket: string): Promise<{ secret: string; tokens: Tokens }> {
    const enrolment = await this.harness.request.post('/api/v1/sessions/totp/enrolment').send({ ticket }).expect(200);
    const { secret } = enrolment.body as { secret: string };
    return { secret, tokens: await this.tokens(this.say('/sessions/totp', { ticket, code: this.codeOf(secret) })) };
  }
}

/** A request of somebody who is signed in. */
export const asCaller = (harness: Harness, bearer: string) => ({
  get: (path: string) => harness.request.get(`/api/v1${path}`).set('authorization', bearer),
  post: (path: string, body: object = {}) =>
    harness.request.post(`/api/v1${path}`).set('authorization', bearer).send(body),
  postCsv: (path: string, file: string) =>
    harness.request.post(`/api/v1${path}`).set('authorization', bearer).set('content-type', 'text/csv').send(file),
  put: (path: string, body: object = {}) =>
    harness.request.put(`/api/v1${path}`).set('authorization', bearer).send(body),
  delete: (path: string) => harness.request.delete(`/api/v1${path}`).set('authorization', bearer),
});
