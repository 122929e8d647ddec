import { createHash, type Hash } from 'node:crypto';
import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest, preParsingHookHandler } from 'fastify';

/** Below this, requests are signed, body and all. */
export const SIGNED_PATH = '/api/v1/terminal/';

/** A request as its sender signed it. */
export interface SignedMessage {
  method: string;
  /** path and query as they stood on the wire */
  target: string;
  /** every header line, in order; names in lower case */
  fields: { name: string; value: string }[];
  /** RFC 9530, of the bytes that came; null where there are bytes that nobody reads */
  contentDigest: string | null;
}

interface DigestedRequest extends FastifyRequest {
  bodyHash?: Hash;
}

/** Makes Fastify hash the bodies of signed requests as they come; before any route is registered. */
export const digestSignedBodies = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    if (route.url.startsWith(SIGNED_PATH) && !isBodyless(String(route.method))) {
      route.preParsing = [...[route.preParsing ?? []].flat(), digestBody];
    }
  });
};

/** Fastify reads no body of these. */
const isBodyless = (method: string): boolean => method === 'GET' || method === 'HEAD';

const digestBody: preParsingHookHandler = (request: DigestedRequest, _reply, payload, done) => {
  const hash = createHash('sha256');
  request.bodyHash = hash;
  payload.on('data', (chunk: Buffer) => hash.update(chunk));
  done(null, payload);
};

/** Once a request: a hash gives its digest one time. */
export const signedMessageOf = (request: DigestedRequest): SignedMessage => {
  const { rawHeaders, url } = request.raw;
  return {
    method: request.method,
    target: url ?? '',
    fields: Array.from({ length: rawHeaders.length / 2 }, (_, at) => ({
      name: (rawHeaders[2 * at] ?? '').toLowerCase(),
      value: rawHeaders[2 * at + 1] ?? '',
    })),
    contentDigest: hasUnreadBody(request) ? null : digestField(request.bodyHash ?? createHash('sha256')),
  };
};

const digestField = (hash: Hash): string => `sha-256=:${hash.digest('base64')}:`;

const hasUnreadBody = ({ method, headers }: FastifyRequest): boolean =>
  isBodyless(method) && (headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) !== 0);

/** The signed request of a public route: who signed is for the route to find out. */
export const Signed = createParamDecorator((_: unknown, context: ExecutionContext): SignedMessage =>
  signedMessageOf(context.switchToHttp().getRequest<FastifyRequest>()),
);
