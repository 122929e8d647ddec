import { DomainError } from './domain-error';

const BUSY_STATES = new Set([
  '40001', // serialization failure
  '40P01', // deadlock
  '53300', // too many connections
  '55P03', // lock timeout
  '57014', // statement timeout
  '57P01', // server is shutting down
  '57P02',
  '57P03', // server is starting
]);
const BUSY_MESSAGES =
  /timeout exceeded when trying to connect|Connection terminated|ECONNREFUSED|ECONNRESET|EPIPE|ENOENT/;

interface PostgresFault {
  code?: string;
  constraint?: string;
  message?: string;
  driverError?: PostgresFault;
}

const faultOf = (error: unknown): PostgresFault => {
  const fault = (error ?? {}) as PostgresFault;
  return fault.driverError ?? fault;
};

/** Name of the unique, check, exclusion or foreign-key constraint that refused the statement, or null. */
export const violatedConstraint = (error: unknown): string | null => {
  const fault = faultOf(error);
  return fault.code?.startsWith('23') ? (fault.constraint ?? null) : null;
};

/** A store that is away or overloaded, as the answer a client may repeat; null for every other error. */
export const asBusy = (error: unknown): DomainError | null => {
  const fault = faultOf(error);
  const away =
    (fault.code !== undefined && (BUSY_STATES.has(fault.code) || fault.code.startsWith('08'))) ||
    BUSY_MESSAGES.test(fault.message ?? '') ||
    BUSY_MESSAGES.test(fault.code ?? '');
  return away ? new DomainError('SERVICE_BUSY', { retryAfterSeconds: 2 }) : null;
};

const UNSTORABLE_STATES = new Set([
  '22021', // NUL in a text
  '22P05', // NUL in JSON
  '22P02', // half a character in JSON
]);

/** Text that PostgreSQL cannot hold is the client's fault; null for every other error. */
export const asUnstorable = (error: unknown): DomainError | null =>
  UNSTORABLE_STATES.has(faultOf(error).code ?? '') ? new DomainError('REQUEST_INVALID') : null;
