import { Catch, HttpException, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { ERROR_STATUS, type ErrorCode, type Problem } from '@shared/errors';
import { asBusy, asUnstorable } from './database-error';
import { DomainError } from './domain-error';

const CODE_OF_STATUS: Partial<Record<number, ErrorCode>> = {
  400: 'REQUEST_INVALID',
  401: 'SIGN_IN_REQUIRED',
  403: 'PERMISSION_DENIED',
  404: 'NOT_FOUND',
  413: 'BODY_TOO_LARGE',
  415: 'MEDIA_TYPE_UNSUPPORTED',
  429: 'TOO_MANY_REQUESTS',
  503: 'SERVICE_BUSY',
};

const statusOf = (error: unknown): number | null => {
  if (error instanceof HttpException) {
    return error.getStatus();
  }
  const { statusCode } = (error ?? {}) as { statusCode?: unknown };
  return typeof statusCode === 'number' && statusCode >= 400 && statusCode < 500 ? statusCode : null;
};

/** Turns whatever was thrown into the one error a client can read. */
export const asDomainError = (error: unknown): DomainError | null => {
  if (error instanceof DomainError) {
    return error;
  }
  const status = statusOf(error);
  if (status !== null && status < 500) {
    return new DomainError(CODE_OF_STATUS[status] ?? 'REQUEST_INVALID');
  }
  return asBusy(error) ?? asUnstorable(error);
};

@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger('problem');

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const reply = http.getResponse<FastifyReply>();
    const known = asDomainError(thrown);
    if (!known) {
      this.logUnknown(thrown, request.id);
    }
    const error = known ?? new DomainError('INTERNAL');
    if (error.facts.retryAfterSeconds !== undefined) {
      void reply.header('retry-after', String(error.facts.retryAfterSeconds));
    }
    void reply.status(error.status).type('application/problem+json').send(problemOf(error, request.id));
  }

  /** Name, place and SQL state; a driver's message may quote a row, so it stays out. */
  private logUnknown(thrown: unknown, requestId: string): void {
    const error = thrown instanceof Error ? thrown : new Error('not an Error');
    const fault = (error as { driverError?: { code?: string; constraint?: string } }).driverError;
    const frames = (error.stack ?? '').split('\n').filter((line) => line.trimStart().startsWith('at '));
    this.logger.error({
      requestId,
      error: error.name,
      ...(fault ? { sqlState: fault.code, constraint: fault.constraint } : {}),
      stack: frames.slice(0, 12).map((line) => line.trim()),
    });
  }
}

/** The RFC 9457 document of an error. */
export const problemOf = (error: DomainError, requestId: string): Problem => ({
  type: `/problems/${error.code.toLowerCase().replaceAll('_', '-')}`,
  title: error.code,
  status: ERROR_STATUS[error.code],
  code: error.code,
  instance: requestId,
  ...(error.facts.fields ? { fields: error.facts.fields } : {}),
  ...(error.facts.details ? { details: error.facts.details } : {}),
});
