import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance } from 'fastify';

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
      route.handlerTimeout = answerWithinMs;
    }
  });
};
