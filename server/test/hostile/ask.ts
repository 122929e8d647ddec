import type { Problem } from '@shared/errors';
import { newId } from '../../src/common/id';
import type { Harness } from '../harness';
import type { TerminalClient } from '../terminal-client';

export interface Question {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  token?: string | null;
  /** signs the request */
  signer?: TerminalClient | null;
  body?: unknown;
  /** the body's fields go out as multipart, with this picture */
  file?: Buffer;
  headers?: Record<string, string>;
}

const BOUNDARY = 'hostile-boundary';

export interface Answer {
  status: number;
  text: string;
  headers: Record<string, string | string[] | number | undefined>;
  /** undefined where the body is not JSON */
  body: unknown;
}

/** One request through the whole application; a string goes out as CSV, a form as multipart, anything else as JSON. */
export const ask = async (
  { app }: Harness,
  { method, path, token, signer, headers = {}, ...content }: Question,
): Promise<Answer> => {
  const { type, payload } = encoded(content);
  const url = path.startsWith('/') ? path : `/${path}`;
  const answer = await app.inject({
    method,
    url,
    headers: {
      'idempotency-key': newId(),
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(signer ? signer.headersFor(method, url, payload ?? '') : {}),
      ...(type === undefined ? {} : { 'content-type': type }),
      ...headers,
    },
    ...(payload === undefined ? {} : { payload }),
  });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers, body: parsed(answer.body) };
};

export const encoded = ({
  body,
  file,
}: Pick<Question, 'body' | 'file'>): { type?: string; payload?: string | Buffer } => {
  if (file !== undefined) {
    return { type: `multipart/form-data; boundary=${BOUNDARY}`, payload: multipart(Object(body) as object, file) };
  }
  if (body === undefined) {
    return {};
  }
  return typeof body === 'string'
    ? { type: 'text/csv', payload: body }
    : { type: 'application/json', payload: JSON.stringify(body) };
};

const multipart = (fields: object, file: Buffer): Buffer => {
  const part = (disposition: string, content: Buffer): Buffer[] => [
    Buffer.from(`--${BOUNDARY}\r\ncontent-disposition: form-data; ${disposition}\r\n\r\n`),
    content,
    Buffer.from('\r\n'),
  ];
  const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));
  return Buffer.concat([
    ...Object.entries(fields).flatMap(([name, value]) => part(`name="${name}"`, Buffer.from(textOf(value)))),
    ...part('name="file"; filename="photo.jpg"', file),
    Buffer.from(`--${BOUNDARY}--\r\n`),
  ]);
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
