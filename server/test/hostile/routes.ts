import type { RoutePermission } from '../../src/common/requires';
import type { Harness } from '../harness';

export interface Parameter {
  name: string;
  in: 'path' | 'query' | 'header';
  schema?: { type?: string; format?: string };
}

export interface Operation {
  operationId: string;
  summary?: string;
  'x-permission'?: RoutePermission;
  'x-answers'?: string;
  parameters?: Parameter[];
  requestBody?: { content: Record<string, { schema: Schema }> };
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>;
}

export interface Schema {
  $ref?: string;
  type?: string | string[];
  format?: string;
  properties?: Record<string, Schema>;
  items?: Schema;
  anyOf?: Schema[];
  required?: string[];
  additionalProperties?: boolean | Schema;
}

export interface ApiDocument {
  openapi: string;
  info: { title: string; version: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
}

/** A route as the published document tells it. */
export interface Route {
  /** method and path below the prefix, e.g. `GET /check-ins/{id}` */
  key: string;
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** with the prefix, parameters in braces */
  path: string;
  permission: RoutePermission;
  operation: Operation;
}

const PREFIX = '/api/v1';

export const readDocument = async ({ app }: Harness): Promise<ApiDocument> => {
  const answer = await app.inject({ method: 'GET', url: '/api/openapi.json' });
  return JSON.parse(answer.body) as ApiDocument;
};

export const routesOf = (document: ApiDocument): Route[] =>
  Object.entries(document.paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({
      key: `${method.toUpperCase()} ${path.replace(PREFIX, '')}`,
      method: method.toUpperCase() as Route['method'],
      path,
      permission: operation['x-permission'] ?? 'public',
      operation,
    })),
  );
