import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, onRequestHookHandler } from 'fastify';
import { DomainError } from './domain-error';

interface DeadlineConfig {
  answerWithinMs?: number;
}

/**
 * The route answers SERVICE_BUSY when it has not answered by then: however many waits for a slow store add up.
 * The work may still end well, so only routes whose clients repeat with the same Idempotency-Key take it.
 */
export const AnswerWithin = (ms: number): MethodDecorator =>
  RouteConfig({ answerWithinMs: ms } satisfies DeadlineConfig);

/** Gives the marked routes their deadline; before any route is registered. */
export const keepDeadlines = (fastify: FastifyInstance): void => {
  fastify.addHook('onRoute', (route) => {
    const { answerWithinMs } = (route.config ?? {}) as DeadlineConfig;
    if (answerWithinMs !== undefined) {
      route.onRequest = [deadline(answerWithinMs), ...[route.onRequest ?? []].flat()];
    }
  });
};

/** A plain timer: Fastify's own handlerTimeout makes and aborts a signal for every request. */
const deadline =
  (ms: number): onRequestHookHandler =>
  (_request, reply, done) => {
    const timer = setTimeout(() => {
      if (!reply.sent) {
        void reply.send(new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 }));
      }
    }, ms);
    reply.raw.once('close', () => clearTimeout(timer));
    done();
  };
