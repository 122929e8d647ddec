import type { ErrorCode, FieldFault, Problem } from '@shared/errors';

/** What can go wrong before a server answers. */
export const CONNECTION_CODES = ['OFFLINE', 'TIMED_OUT', 'ANSWER_UNREADABLE'] as const;
export type ConnectionCode = (typeof CONNECTION_CODES)[number];
export type FailureCode = ErrorCode | ConnectionCode;

/** A request that did not succeed; pages turn `code` into words and a next step. */
export class ProblemError extends Error {
  readonly code: FailureCode;
  readonly fields: FieldFault[];
  readonly details: NonNullable<Problem['details']>;
  /** request id to read out to support; empty when no server answered */
  readonly instance: string;
  readonly status: number;

  constructor(problem: {
    code: FailureCode;
    status: number;
    instance?: string;
    fields?: FieldFault[];
    details?: Problem['details'];
  }) {
    super(problem.code);
    this.name = 'ProblemError';
    this.code = problem.code;
    this.status = problem.status;
    this.instance = problem.instance ?? '';
    this.fields = problem.fields ?? [];
    this.details = problem.details ?? {};
  }
}

export const asProblem = (error: unknown): ProblemError =>
  error instanceof ProblemError ? error : new ProblemError({ code: 'ANSWER_UNREADABLE', status: 0 });

/** Whether sending the same request again may meet a different end: nobody knows if the first one arrived. */
export const isUnanswered = (error: ProblemError): boolean =>
  error.status === 0 || error.status >= 500 || error.code === 'TOO_MANY_REQUESTS';
