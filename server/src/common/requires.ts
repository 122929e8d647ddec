import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from '@shared/permissions';

export const PERMISSION_KEY = 'permission';
/** `terminal`: signed by an enrolled device. */
export type RoutePermission = Permission | 'public' | 'terminal';

/** Name of the security scheme of signed requests in the document. */
export const SIGNED_BY_TERMINAL = 'terminal';

const securityOf = (permission: RoutePermission): MethodDecorator[] => {
  if (permission === 'public') {
    return [];
  }
  return [permission === 'terminal' ? ApiSecurity(SIGNED_BY_TERMINAL) : ApiBearerAuth()];
};

/** States what a route asks for. A route without this decorator does not answer. */
export const Requires = (permission: RoutePermission): MethodDecorator =>
  applyDecorators(
    SetMetadata(PERMISSION_KEY, permission),
    ApiExtension('x-permission', permission),
    ...securityOf(permission),
  );
