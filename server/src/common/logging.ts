import type { FastifyInstance } from 'fastify';
import type { Params } from 'nestjs-pino';
import pino, { type Logger } from 'pino';

/** Buffered: a line costs the request nothing; flushed once a second and at exit. */
export const rootLogger = (level: string): Logger =>
  pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ sync: false, minLength: 4096, periodicFlush: 1000 }),
  );

/** Nest's own lines go through the same logger; no middleware on requests. */
export const nestLogging = (logger: Logger): Params => ({ pinoHttp: { logger }, forRoutes: [] });

/**
 * One short line a request: id, method, route pattern, status, milliseconds. No header, body, query, real path or
 * address, so that no line can hold a token, an ID number or a name.
 */
export const logRequests = (fastify: FastifyInstance, logger: Logger): void => {
  fastify.addHook('onResponse', (request, reply, done) => {
    logger.info({
      requestId: request.id,
      method: request.method,
      route: request.routeOptions.url ?? 'unknown',
      status: reply.statusCode,
      ms: Math.round(reply.elapsedTime),
    });
    done();
  });
};
