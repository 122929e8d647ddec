import Taro from '@tarojs/taro';
import { ERROR_STATUS, type Problem } from '@shared/errors';
import type { Tokens } from '@shared/identity';
import { useSession } from '@/state/session';
import { ProblemError } from './problem-error';

export const ORIGIN = process.env.TARO_APP_API ?? '';
export const BASE = `${ORIGIN}/api/v1`;
const TIME_OUT_MS = 15_000;

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

interface Options {
  body?: object;
  /** for writes that a phone may repeat: the same key until somebody answered */
  idempotencyKey?: string;
  /** part of signing in: carries no token and asks for none */
  anonymous?: boolean;
}

interface Answer {
  statusCode: number;
  data: unknown;
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && String(body.code) in ERROR_STATUS;

export const connectionFailure = (failure: unknown): ProblemError => {
  const message =
    typeof failure === 'object' && failure !== null && 'errMsg' in failure ? String(failure.errMsg) : String(failure);
  return new ProblemError({ code: /time ?d?-?out|abort/i.test(message) ? 'TIMED_OUT' : 'OFFLINE', status: 0 });
};

/** Alipay rejects on a refused status, with the answer inside. */
export const answerInside = (failure: unknown): Answer => {
  if (typeof failure === 'object' && failure !== null && 'status' in failure && 'data' in failure) {
    return { statusCode: Number(failure.status), data: failure.data };
  }
  throw connectionFailure(failure);
};

const headers = (options: Options, accessToken: string | undefined): Record<string, string> => ({
  accept: 'application/json',
  'content-type': 'application/json',
  ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
  ...(accessToken ? { authorization: `Bearer ${accessToken}` } : {}),
});

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

/** What the server gave. @throws ProblemError for everything that is no success */
export const givenBy = <T>({ statusCode, data }: Answer): T => {
  const body: unknown = typeof data === 'string' ? parsed(data) : data;
  if (statusCode >= 200 && statusCode < 300) {
    return body as T;
  }
  if (isProblem(body)) {
    throw new ProblemError({ ...body, status: statusCode });
  }
  throw new ProblemError({ code: 'ANSWER_UNREADABLE', status: statusCode });
};

const accessToken = (): string | undefined => useSession.getState().tokens?.accessToken;

/** For what goes past `call`: uploads and pictures. */
export const authorization = (): Record<string, string> => ({ authorization: `Bearer ${accessToken() ?? ''}` });

const send = async <T>(method: Method, path: string, options: Options): Promise<T> => {
  const token = options.anonymous ? undefined : accessToken();
  const answer = await Taro.request<unknown>({
    url: BASE + path,
    method,
    header: headers(options, token),
    // both mini-programs announce JSON for every write; an empty body would be refused as broken JSON
    data: method === 'GET' ? undefined : (options.body ?? {}),
    timeout: TIME_OUT_MS,
  }).catch(answerInside);
  return givenBy<T>(answer);
};

let refreshing: Promise<void> | null = null;

/** One refresh at a time, shared by every request that waits for it. */
const refresh = (): Promise<void> => {
  refreshing ??= renewTokens().finally(() => {
    refreshing = null;
  });
  return refreshing;
};

const renewTokens = async (): Promise<void> => {
  const refreshToken = useSession.getState().tokens?.refreshToken;
  try {
    useSession
      .getState()
      .renew(await send<Tokens>('POST', '/sessions/refresh', { body: { refreshToken }, anonymous: true }));
  } catch (error) {
    // without an answer the session may well be alive: it stays
    if (error instanceof ProblemError && error.status >= 400 && error.status < 500 && error.status !== 429) {
      useSession.getState().signOut();
    }
    throw error;
  }
};

const isEndedAccess = (error: unknown): boolean =>
  error instanceof ProblemError && (error.code === 'SIGN_IN_REQUIRED' || error.code === 'SESSION_ENDED');

/** Tries; where the access token has ended, renews it once and tries again. */
export const withRenewal = async <T>(attempt: () => Promise<T>): Promise<T> => {
  const sentWith = accessToken();
  try {
    return await attempt();
  } catch (error) {
    if (!sentWith || !isEndedAccess(error)) {
      throw error;
    }
    // somebody else may have renewed it while this request was on its way
    if (accessToken() === sentWith) {
      await refresh();
    }
    return attempt();
  }
};

/**
 * Sends one request to the API. An ended access token is renewed once and the request repeated.
 * @throws ProblemError for each answer that is not a success, and for none at all
 */
export const call = <T>(method: Method, path: string, options: Options = {}): Promise<T> => {
  const attempt = (): Promise<T> => send<T>(method, path, options);
  return options.anonymous ? attempt() : withRenewal(attempt);
};

/** `{ day: '2026-01-01', unitId: undefined }` → '?day=2026-01-01' */
export const query = (parameters: Record<string, string | undefined>): string => {
  const pairs = Object.entries(parameters).flatMap(([name, value]) =>
    value ? [`${name}=${encodeURIComponent(value)}`] : [],
  );
  return pairs.length > 0 ? `?${pairs.join('&')}` : '';
};
