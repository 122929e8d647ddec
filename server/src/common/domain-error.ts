import { ERROR_STATUS, type ErrorCode, type FieldFault, type Problem } from '@shared/errors';

export interface ErrorFacts {
  fields?: FieldFault[];
  details?: Problem['details'];
  /** seconds for the Retry-After header */
  retryAfterSeconds?: number;
}

/** The one exception of the product: a code of the shared table and the facts its words need. */
export class DomainError extends Error {
  readonly status: number;

  constructor(
    readonly code: ErrorCode,
    readonly facts: ErrorFacts = {},
  ) {
    super(code);
    this.name = 'DomainError';
    this.status = ERROR_STATUS[code];
  }
}
