import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyInstance, FastifyReply } from 'fastify';
import { logger } from './app.module';
import { keepDeadlines } from './common/answer-within';
import { newId } from './common/id';
import { logRequests } from './common/logging';
import { serveMetrics } from './common/metrics';
import { describeApi, describeTerminalApi } from './common/openapi';
import { sendSecurityHeaders } from './common/security-headers';
import { digestSignedBodies } from './common/signed-message';
import type { Env } from './env';
import { acceptMultipart } from './upload/receiving';

export const API_PREFIX = 'api/v1';
export const BODY_LIMIT = 256 * 1024;
const CSV_LIMIT = 10 * 1024 * 1024;
const REQUEST_TIMEOUT_MS = 30_000;
const HEADERS_MAX_BYTES = 16 * 1024;

/** Fastify with every limit set: body, header, time, parameter length. */
export const fastifyAdapter = (env: Env): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: BODY_LIMIT,
    requestTimeout: REQUEST_TIMEOUT_MS,
    http: { maxHeaderSize: HEADERS_MAX_BYTES },
    routerOptions: { maxParamLength: 100 },
    genReqId: newId,
    requestIdHeader: false,
    trustProxy: env.TRUST_PROXY === '' ? false : env.TRUST_PROXY.split(','),
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
    forceCloseConnections: 'idle',
  });

/** Errors are none of its business: Nest hands every one of them, Fastify's own too, to the problem filter. */
const nameRequests = (fastify: FastifyInstance): void => {
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    if (request.url.startsWith('/api/') || request.url.startsWith('/.well-known/')) {
      void reply.header('cache-control', 'no-store');
    }
    done();
  });
};

const acceptCsv = (fastify: FastifyInstance): void => {
  fastify.addContentTypeParser('text/csv', { parseAs: 'buffer', bodyLimit: CSV_LIMIT }, (_request, body, done) => {
    done(null, body);
  });
};

const serveApp = async (app: NestFastifyApplication, directory: string | undefined): Promise<void> => {
  if (directory === undefined || !existsSync(join(directory, 'index.html'))) {
    return;
  }
  await app.register(fastifyStatic, {
    root: directory,
    prefix: '/',
    wildcard: false,
    preCompressed: true,
    globIgnore: ['**/*.br', '**/*.gz'],
    cacheControl: false,
    setHeaders: (reply: FastifyReply, path: string) => {
      const isHashed = /[.-][0-9a-f]{8,}\.\w+(?:\.(?:br|gz))?$/.test(path);
      void reply.header('cache-control', isHashed ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
};

/** Everything around the modules: prefix, headers, limits, documents, the H5 app. */
export const configureApp = async (app: NestFastifyApplication, env: Env): Promise<void> => {
  const fastify = app.getHttpAdapter().getInstance() as unknown as FastifyInstance;
  nameRequests(fastify);
  keepDeadlines(fastify);
  acceptCsv(fastify);
  acceptMultipart(fastify);
  digestSignedBodies(fastify);
  logRequests(fastify, logger);
  serveMetrics(fastify, env.METRICS_TOKEN);
  sendSecurityHeaders(fastify, env.isProduction);
  app.setGlobalPrefix(API_PREFIX, { exclude: ['health/live', 'health/ready', '.well-known/jwks.json'] });
  app.enableShutdownHooks();
  if (env.API_DOCS) {
    const ui = env.NODE_ENV !== 'test';
    SwaggerModule.setup('api/docs', app, () => describeApi(app), {
      ...{ jsonDocumentUrl: 'api/openapi.json', yamlDocumentUrl: 'api/openapi.yaml', ui },
    });
    SwaggerModule.setup('api/docs/terminal', app, () => describeTerminalApi(app), {
      ...{ jsonDocumentUrl: 'api/terminal-openapi.json', yamlDocumentUrl: 'api/terminal-openapi.yaml', ui },
    });
  }
  await serveApp(app, env.H5_DIR);
};
