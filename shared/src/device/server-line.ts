import type { ErrorCode, Problem } from '../errors';
import type { DeviceTime } from './time';

/** The server was not reached, or could not answer: the device decides alone. */
export class NoNetwork extends Error {}

/** The server will hear this later, and everything else now. */
export class NotYet extends NoNetwork {
  constructor(readonly afterSeconds: number) {
    super(`answered ${TOO_MANY}`);
  }
}

/** The server has answered: no. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    readonly code: ErrorCode,
    readonly details: Problem['details'],
  ) {
    super(`${status} ${code}`);
  }
}

export interface Unsigned {
  method: 'GET' | 'POST';
  /** of the server, without a path */
  origin: string;
  /** path and query, as they are sent */
  target: string;
  /** the very text; empty where there is no body */
  body: string;
  createdAt: Date;
}

/** The headers of a signed request: RFC 9421 over method, target and the digest of the body. */
export type SignHeaders = (request: Unsigned) => Promise<Record<string, string>>;

export interface LineOptions {
  server: string;
  time: DeviceTime;
  sign: SignHeaders;
  /** as `fetch`; wrapped by whoever wants to lose something */
  send: typeof fetch;
}

const API = '/api/v1/terminal';
const PATIENCE_MS = 15_000;
const REFUSAL = 400;
const TOO_MANY = 429;
const SERVER_FAULT = 500;

/** Signed requests to the server, and the server's clock with every answer that carries it. */
export class ServerLine {
  constructor(private readonly options: LineOptions) {}

  /** @throws NoNetwork, Refused */
  get<T>(path: string): Promise<T> {
    return this.ask<T>('GET', path, '', PATIENCE_MS);
  }

  /** @throws NoNetwork, Refused */
  post<T>(path: string, body: object, withinMs = PATIENCE_MS): Promise<T> {
    return this.ask<T>('POST', path, JSON.stringify(body), withinMs);
  }

  /** A photo for the keeper, where the answer to a scan names one. @throws NoNetwork */
  async picture(target: string): Promise<Blob> {
    const { ok, status, content } = await this.exchange('GET', target, '', PATIENCE_MS, (response) => response.blob());
    if (!ok) {
      throw new NoNetwork(`answered ${status}`);
    }
    return content;
  }

  private async exchange<T>(
    method: 'GET' | 'POST',
    target: string,
    body: string,
    withinMs: number,
    readWhole: (response: Response) => Promise<T>,
  ): Promise<{ ok: boolean; status: number; content: T }> {
    const { server, time, sign, send } = this.options;
    const { origin } = new URL(server);
    const headers = await sign({ method, origin, target, body, createdAt: time.now() });
    const patience = new AbortController();
    const timer = setTimeout(() => patience.abort(), withinMs);
    try {
      const { signal } = patience;
      const response = await send(origin + target, { method, headers, signal, body: body === '' ? undefined : body });
      return { ok: response.ok, status: response.status, content: await readWhole(response) };
    } catch (error) {
      throw new NoNetwork((error as Error).message, { cause: error });
    } finally {
      clearTimeout(timer);
    }
  }

  private async ask<T>(method: 'GET' | 'POST', path: string, body: string, withinMs: number): Promise<T> {
    const { time } = this.options;
    const askedAtMs = time.runningMs();
    try {
      return await this.once<T>(method, path, body, withinMs);
    } catch (error) {
      const serverTime = error instanceof Refused && error.code === 'TERMINAL_CLOCK_OFF' && error.details?.serverTime;
      if (typeof serverTime !== 'string') {
        throw error;
      }
      time.metServer(serverTime, askedAtMs);
      return this.once<T>(method, path, body, withinMs);
    }
  }

  private async once<T>(method: 'GET' | 'POST', path: string, body: string, withinMs: number): Promise<T> {
    const { time } = this.options;
    const askedAtMs = time.runningMs();
    const { status, content: text } = await this.exchange(method, `${API}/${path}`, body, withinMs, (response) =>
      response.text(),
    );
    const content: unknown = text === '' ? {} : read(text);
    const details = (content as Partial<Problem> | null)?.details;
    if (status === TOO_MANY && typeof details?.seconds === 'number') {
      throw new NotYet(details.seconds);
    }
    if (status >= SERVER_FAULT || status === TOO_MANY) {
      throw new NoNetwork(`answered ${status}`);
    }
    if (status >= REFUSAL) {
      throw new Refused(status, (content as Problem).code, details);
    }
    const { serverTime } = content as { serverTime?: string };
    if (serverTime) {
      time.metServer(serverTime, askedAtMs);
    }
    return content as T;
  }
}

/** Something between the device and the server may answer with a page of its own. */
const read = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NoNetwork('not the answer of the server', { cause: error });
  }
};
