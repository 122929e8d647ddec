import type { INestApplication } from '@nestjs/common';
import { DocumentBuilder, SwaggerModule, type OpenAPIObject } from '@nestjs/swagger';
import type { OperationObject, SchemasObject } from '@nestjs/swagger/dist/interfaces/open-api-spec.interface';
import answerSchemas from './answer-schemas.json';
import { asParameter, requestSchemas } from './request-schemas';
import { SIGNED_BY_TERMINAL } from './requires';
import { routeInputs, type RouteInput } from './route-inputs';
import { SIGNED_PATH } from './signed-message';
import { withExchanges } from './terminal-exchanges';

const METHODS = ['get', 'post', 'put', 'patch', 'delete'] as const;
const PROBLEM = {
  description: 'Problem (RFC 9457)',
  content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
};

/** The API described: routes from the controllers, requests from their checks, answers from shared/src. */
export const describeApi = (app: INestApplication): OpenAPIObject => {
  const config = new DocumentBuilder()
    .setOpenAPIVersion('3.1.0')
    .setTitle('校园健康通行 campus health pass')
    .setDescription(
      [
        'Signing in: `POST /api/v1/sessions` with school, number, password and any `device`; while the answer is `step: totp`,',
        '`POST /api/v1/sessions/totp` with its `ticket` and the six digits. `tokens.accessToken` then goes as the bearer token',
        'and lives ten minutes. `x-permission` of a route says who may ask it.',
        'Errors are RFC 9457 problem documents with a stable `code`. Temperatures are integer tenths of °C, instants are UTC.',
      ].join(' '),
    )
    .setVersion('1')
    .addBearerAuth()
    .addSecurity(SIGNED_BY_TERMINAL, {
      type: 'apiKey',
      in: 'header',
      name: 'Signature',
      description: 'HTTP message signature (RFC 9421) with the key of an enrolled device: docs/terminal-protocol.md',
    })
    .build();
  const document = SwaggerModule.createDocument(app, config);
  const known: SchemasObject = { ...requestSchemas(), ...(answerSchemas as unknown as SchemasObject) };
  const inputs = routeInputs(app);
  for (const operation of operationsOf(document)) {
    operation.responses.default = PROBLEM;
    describeInput(operation, inputs.get(operation.operationId ?? ''), known);
  }
  document.components = { ...document.components, schemas: referenced(document.paths, known) };
  return document;
};

/** The same for makers of devices: what a terminal may ask, and nothing else. */
export const describeTerminalApi = (app: INestApplication): OpenAPIObject => {
  const { paths, components, ...whole } = describeApi(app);
  const routes = Object.entries(paths).filter(([path]) => path.startsWith(SIGNED_PATH));
  const ofTerminals = withExchanges(Object.fromEntries(routes));
  const { [SIGNED_BY_TERMINAL]: scheme } = components?.securitySchemes ?? {};
  return {
    ...whole,
    info: {
      title: '校园健康通行 campus health pass: terminals',
      description:
        'Requests are signed (RFC 9421, RFC 9530); errors are RFC 9457 problem documents with a stable `code`. Read docs/terminal-protocol.md first.',
      version: whole.info.version,
    },
    tags: [],
    paths: ofTerminals,
    components: {
      securitySchemes: scheme ? { [SIGNED_BY_TERMINAL]: scheme } : {},
      schemas: referenced(ofTerminals, (components?.schemas ?? {}) as SchemasObject),
    },
  };
};

const operationsOf = (document: OpenAPIObject): OperationObject[] =>
  Object.values(document.paths).flatMap((path) => METHODS.flatMap((method) => path[method] ?? []));

const describeInput = (operation: OperationObject, input: RouteInput | undefined, known: SchemasObject): void => {
  const query = known[input?.queryClass ?? ''];
  if (query && 'properties' in query) {
    operation.parameters = [
      ...(operation.parameters ?? []).filter((parameter) => !('in' in parameter) || parameter.in !== 'query'),
      ...Object.entries(query.properties ?? {}).map(([name, schema]) => ({
        name,
        in: 'query' as const,
        required: query.required?.includes(name) ?? false,
        schema: asParameter(schema),
      })),
    ];
  }
  if (input?.bodySchema) {
    operation.requestBody = { required: true, content: { 'application/json': { schema: input.bodySchema } } };
  }
};

/** Only the schemas that some route leads to: classes checked elsewhere are nobody's business. */
const referenced = (paths: unknown, known: SchemasObject): SchemasObject => {
  const found: SchemasObject = {};
  const visit = (part: unknown): void => {
    for (const [, name = ''] of JSON.stringify(part).matchAll(/"#\/components\/schemas\/([\w.-]+)"/g)) {
      const schema = known[name];
      if (schema && !(name in found)) {
        found[name] = schema;
        visit(schema);
      }
    }
  };
  visit(paths);
  return found;
};
