import { answerWith, forgetEverything, sent, type SentRequest } from '../../test/stubs/taro';
import { useSession } from '@/state/session';
import { call } from './client';
import { ProblemError } from './problem-error';

const tokens = (name: string) => ({
  accessToken: `access-${name}`,
  accessExpiresInSeconds: 900,
  refreshToken: `refresh-${name}`,
});
const problem = (status: number, code: string, more: object = {}) => ({
  statusCode: status,
  data: { type: 'x', title: code, status, code, instance: 'trace-1', ...more },
});
const carries = (request: SentRequest): string | undefined => request.header.authorization;
const refreshes = (): number => sent.filter(({ url }) => url.endsWith('/sessions/refresh')).length;

/** A server that knows one access token and renews the old one. */
const afterRenewal = ({ url, ...request }: SentRequest) => {
  if (url.endsWith('/sessions/refresh')) {
    return { statusCode: 200, data: tokens('new') };
  }
  return carries({ url, ...request }) === 'Bearer access-new'
    ? { statusCode: 200, data: { path: url } }
    : problem(401, 'SIGN_IN_REQUIRED');
};

const refusal = async (asked: Promise<unknown>): Promise<ProblemError> => {
  const error: unknown = await asked.catch((reason: unknown) => reason);
  if (error instanceof ProblemError) {
    return error;
  }
  throw new Error('was not refused');
};

beforeEach(() => {
  forgetEverything();
  useSession.getState().signIn(tokens('old'));
});

describe('a request to the API', () => {
  it('carries the access token, and its key when it may be repeated', async () => {
    answerWith(() => ({ statusCode: 201, data: { id: '1' } }));
    await expect(call('POST', '/check-ins', { body: { a: 1 }, idempotencyKey: 'key-1' })).resolves.toEqual({ id: '1' });
    expect(sent[0]?.header).toMatchObject({ authorization: 'Bearer access-old', 'idempotency-key': 'key-1' });
  });

  it('carries no token while signing in', async () => {
    answerWith(() => ({ statusCode: 200, data: {} }));
    await call('POST', '/sessions', { body: {}, anonymous: true });
    expect(carries(sent[0] as SentRequest)).toBeUndefined();
  });

  it('renews an ended token once for all that wait, and repeats each of them once', async () => {
    answerWith(afterRenewal);
    await Promise.all(['/home', '/me', '/notices'].map((path) => call('GET', path)));
    expect(refreshes()).toBe(1);
    expect(sent).toHaveLength(3 + 1 + 3);
    expect(useSession.getState().tokens?.accessToken).toBe('access-new');
  });

  it('repeats a write with the key that it had', async () => {
    answerWith(afterRenewal);
    await call('POST', '/check-ins', { body: {}, idempotencyKey: 'key-2' });
    expect(sent.filter(({ url }) => url.endsWith('/check-ins')).map(({ header }) => header['idempotency-key'])).toEqual(
      ['key-2', 'key-2'],
    );
  });

  it('gives up after one repetition', async () => {
    answerWith(({ url }) =>
      url.endsWith('/sessions/refresh') ? { statusCode: 200, data: tokens('new') } : problem(401, 'SIGN_IN_REQUIRED'),
    );
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code: 'SIGN_IN_REQUIRED' });
    expect(sent).toHaveLength(3);
  });

  it('does not renew for a wrong password', async () => {
    answerWith(() => problem(401, 'CREDENTIALS_WRONG'));
    await refusal(call('PUT', '/me/password', { body: {} }));
    expect(refreshes()).toBe(0);
  });

  it('signs out when the server refuses to renew', async () => {
    answerWith(({ url }) => problem(401, url.endsWith('/sessions/refresh') ? 'REFRESH_REUSED' : 'SIGN_IN_REQUIRED'));
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code: 'REFRESH_REUSED' });
    expect(useSession.getState().tokens).toBeNull();
  });

  it('keeps the session when nobody answers the renewal', async () => {
    answerWith(({ url }) =>
      url.endsWith('/sessions/refresh') ? Promise.reject({ errMsg: 'request:fail' }) : problem(401, 'SIGN_IN_REQUIRED'),
    );
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code: 'OFFLINE' });
    expect(useSession.getState().tokens?.refreshToken).toBe('refresh-old');
  });
});

describe('a refusal', () => {
  it('keeps the code, the fields, the facts and the trace number', async () => {
    answerWith(() =>
      problem(422, 'ANSWERS_INVALID', {
        fields: [{ path: '/temperature', rule: 'minimum', limit: 340 }],
        details: { seconds: 5 },
      }),
    );
    const error = await refusal(call('POST', '/check-ins'));
    expect(error).toMatchObject({ code: 'ANSWERS_INVALID', status: 422, instance: 'trace-1', details: { seconds: 5 } });
    expect(error.fields).toEqual([{ path: '/temperature', rule: 'minimum', limit: 340 }]);
  });

  it.each([
    ['request:fail timeout', 'TIMED_OUT'],
    ['AbortError: The user aborted a request.', 'TIMED_OUT'],
    ['request:fail net::ERR_INTERNET_DISCONNECTED', 'OFFLINE'],
  ])('says for "%s" that it is %s', async (errMsg, code) => {
    answerWith(() => Promise.reject({ errMsg }));
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code, status: 0 });
  });

  it('reads the answer that Alipay puts inside a failure', async () => {
    answerWith(() =>
      Promise.reject({ error: 19, status: 403, data: JSON.stringify({ code: 'CARD_LOST', instance: 't' }) }),
    );
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code: 'CARD_LOST', status: 403 });
  });

  it('calls a page of a proxy unreadable', async () => {
    answerWith(() => ({ statusCode: 502, data: '<html>' }));
    await expect(refusal(call('GET', '/home'))).resolves.toMatchObject({ code: 'ANSWER_UNREADABLE', status: 502 });
  });
});
