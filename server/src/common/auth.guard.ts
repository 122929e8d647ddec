import { Injectable, Optional, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { holds, type Permission } from '@shared/permissions';
import { CallerReader, type CalledRequest } from './caller';
import { DomainError } from './domain-error';
import { PERMISSION_KEY, type RoutePermission } from './requires';
import { signedMessageOf } from './signed-message';
import { TerminalReader, type CalledByTerminal } from './terminal';

/** Closed by default: no permission on the route, no answer. */
@Injectable()
export class AuthGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    private readonly callers: CallerReader,
    /** missing where a test boots a part of the application without terminals */
    @Optional() private readonly terminals?: TerminalReader,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const permission = this.reflector.get<RoutePermission | undefined>(PERMISSION_KEY, context.getHandler());
    if (permission === undefined) {
      throw new DomainError('NOT_FOUND');
    }
    if (permission === 'public') {
      return true;
    }
    const http = context.switchToHttp();
    await (permission === 'terminal'
      ? this.admitTerminal(http.getRequest<CalledByTerminal>())
      : this.admitPerson(http.getRequest<CalledRequest>(), permission));
    return true;
  }

  private async admitPerson(request: CalledRequest, permission: Permission): Promise<void> {
    const header = request.headers.authorization;
    if (!header?.startsWith('Bearer ')) {
      throw new DomainError('SIGN_IN_REQUIRED');
    }
    const caller = await this.callers.read(header.slice('Bearer '.length));
    if (!holds(caller.roles, permission)) {
      throw new DomainError('PERMISSION_DENIED');
    }
    request.caller = { ...caller, requestId: request.id };
  }

  private async admitTerminal(request: CalledByTerminal): Promise<void> {
    if (!this.terminals) {
      throw new DomainError('NOT_FOUND');
    }
    request.terminal = await this.terminals.read(signedMessageOf(request));
  }
}
