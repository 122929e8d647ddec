import type { Problem } from '@shared/errors';
import { newId } from '../../src/common/id';
import type { Harness } from '../harness';

export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  token?: string | null;
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answer {
  status: number;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
  /** undefined where the body is not JSON */
  body: unknown;
}

/** One request through the whole application; a string goes out as CSV, anything else as JSON. */
export const ask = async ({ app }: Harness, { method, path, token, body, headers = {} }: Question): Promise<Answer> => {
  const isText = typeof body === 'string';
  const answer = await app.inject({
    method,
    url: path.startsWith('/') ? path : `/${path}`,
    headers: {
      'idempotency-key': newId(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { 'content-type': isText ? 'text/csv' : 'application/json' }),
      ...headers,
    },
    ...(body === undefined ? {} : { payload: isText ? body : JSON.stringify(body) }),
  });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, body: parsed(answer.body) };
};

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** The code of a problem document, or the status where it is none. */
export const codeOf = ({ body, status }: Answer): string =>
  (body as Partial<Problem> | undefined)?.code ?? `status ${status}`;

/** An answer without what differs from request to request. */
export const comparable = ({ status, body, text }: Answer): string =>
  JSON.stringify(body && typeof body === 'object' ? { status, ...body, instance: '' } : { status, text });
