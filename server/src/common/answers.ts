import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';

/** Names the shared type a route answers with; its schema is generated from shared/src. */
export const Answers = (type: string, status = 200): MethodDecorator =>
  applyDecorators(
    ApiExtension('x-answers', type),
    ApiResponse({ status, content: { 'application/json': { schema: { $ref: `#/components/schemas/${type}` } } } }),
  );
