import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { holds } from '@shared/permissions';
import { CallerReader, type CalledRequest } from './caller';
import { DomainError } from './domain-error';
import { PERMISSION_KEY, type RoutePermission } from './requires';

/** Closed by default: no permission on the route, no answer. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<RoutePermission | undefined>(PERMISSION_KEY, context.getHandler());
    if (permission === undefined) {
      throw new DomainError('NOT_FOUND');
    }
    if (permission === 'public') {
      return true;
    }
    const request = context.switchToHttp().getRequest<CalledRequest>();
    const header = request.headers.authorization;
    if (!header?.startsWith('Bearer ')) {
      throw new DomainError('SIGN_IN_REQUIRED');
    }
    const caller = await this.callers.read(header.slice('Bearer '.length));
    if (!holds(caller.roles, permission)) {
      throw new DomainError('PERMISSION_DENIED');
    }
    request.caller = { ...caller, requestId: request.id };
    return true;
  }
}
