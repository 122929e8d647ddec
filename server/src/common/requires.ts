import { SetMetadata, applyDecorators } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { Permission } from '@shared/permissions';

export const PERMISSION_KEY = 'permission';
export type RoutePermission = Permission | 'public';

/** States what a route asks for. A route without this decorator does not answer. */
export const Requires = (permission: RoutePermission): MethodDecorator =>
  applyDecorators(
    SetMetadata(PERMISSION_KEY, permission),
    ApiExtension('x-permission', permission),
    ...(permission === 'public' ? [] : [ApiBearerAuth()]),
  );
