import { applyDecorators } from '@nestjs/common';
import { ApiExtension, ApiResponse } from '@nestjs/swagger';
import type {
  ContentObject,
  ReferenceObject,
  SchemaObject,
} from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import type answerSchemas from './answer-schemas.json';

type SharedType = keyof typeof answerSchemas;

/**
 * What a route answers with: a type of shared/src (`npm run api:types` makes its schema), `Items<T>` for `{ items: T[] }`,
 * `Page<T>` for a page by cursor, `csv` for a file, `jpeg` for a picture, `nothing` for an answer without a body.
 */
export type AnswerType = SharedType | `Items<${SharedType}>` | `Page<${SharedType}>` | 'csv' | 'jpeg' | 'nothing';

const reference = (type: string): ReferenceObject => ({ $ref: `#/components/schemas/${type}` });

const listOf = (type: string, more: Record<string, SchemaObject>): SchemaObject => ({
  type: 'object',
  properties: { items: { type: 'array', items: reference(type) }, ...more },
  required: ['items', ...Object.keys(more)],
  additionalProperties: false,
});

const schemaOf = (type: AnswerType): SchemaObject | ReferenceObject => {
  const [, list, item] = /^(Items|Page)<(\w+)>$/.exec(type) ?? [];
  if (list === undefined || item === undefined) {
    return reference(type);
  }
  // OpenAPI 3.1 knows lists of types; the library's own type does not yet
  const orNull = { type: ['string', 'null'] } as unknown as SchemaObject;
  return listOf(item, list === 'Page' ? { nextCursor: orNull } : {});
};

const contentOf = (type: AnswerType): ContentObject | undefined => {
  if (type === 'nothing') {
    return undefined;
  }
  if (type === 'csv') {
    return { 'text/csv': { schema: { type: 'string' } } };
  }
  return type === 'jpeg'
    ? { 'image/jpeg': { schema: { type: 'string', format: 'binary' } } }
    : { 'application/json': { schema: schemaOf(type) } };
};

/** States what a route answers with; hostile tests hold every answer against it. */
export const Answers = (type: AnswerType, status = type === 'nothing' ? 204 : 200): MethodDecorator =>
  applyDecorators(
    ApiExtension('x-answers', type),
    ApiResponse({ status, description: type, content: contentOf(type) }),
  );
