import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { PersonKind, PersonState, Platform, Presence } from '@shared/identity';
import type { Role } from '@shared/permissions';
import type { FastifyRequest } from 'fastify';

/** Who holds a session, as its row and the person's say; at most five seconds old. */
export interface KnownCaller {
  schoolId: string;
  timeZone: string;
  personId: string;
  sessionId: string;
  platform: Platform;
  kind: PersonKind;
  state: PersonState;
  unitId: string;
  /** ids from the root unit down to the person's own */
  unitPath: string[];
  campusId: string;
  presence: Presence;
  presenceCampusId: string | null;
  /** `member` always; staff roles only in a session that passed TOTP */
  roles: Role[];
  /** units whose people a counsellor follows, with all units below them */
  reachUnitIds: string[];
  sharedDevice: boolean;
}

/** Who is calling, and by which request. */
export interface Caller extends KnownCaller {
  requestId: string;
}

export interface CalledRequest extends FastifyRequest {
  caller?: Caller;
}

/** Finds who holds an access token; the session module provides it to the guard. */
export abstract class CallerReader {
  /** @throws DomainError SIGN_IN_REQUIRED, SESSION_ENDED */
  abstract read(accessToken: string): Promise<KnownCaller>;

  /** What this process kept of a session is stale: the next request reads it anew; others feel it within five seconds. */
  abstract forget(sessionId: string): void;
}

/** The caller of a route that needs a permission. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<CalledRequest>();
  if (!caller) {
    throw new Error('a public route has no caller');
  }
  return caller;
});
