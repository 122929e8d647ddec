import Redis from 'ioredis';
import { redisUrl } from '../database';
import { ask, codeOf, type Answer } from './ask';
import { MATRIX } from './matrix';
import { pathOf, reachableOf } from './reachable';
import { readDocument, routesOf } from './routes';
import { tryPassword } from './sign-in';
import { forgetCounters, makeWorld, type World } from './world';

const EVIL = 'https://evil.invalid';

describe('headers, those that come and those that go', () => {
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  const get = (path: string, headers: Record<string, string> = {}, method: 'GET' | 'POST' = 'GET'): Promise<Answer> =>
    ask(world.harness, { method, path, headers });

  it('a forged X-Forwarded-For makes nobody another sender', async () => {
    await forgetCounters();
    const forged = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'cf-connecting-ip', 'true-client-ip', 'x-client-ip'];
    for (const [at, header] of [...forged, ...forged].entries()) {
      await ask(world.harness, {
        ...{ method: 'POST', path: '/api/v1/sessions' },
        headers: { [header]: header === 'forwarded' ? `for=10.0.0.${at}` : `10.0.0.${at}` },
        body: {
          ...{ schoolCode: world.own.rows.code, number: `forged-${at}`, password: 'wrong-one' },
          device: { id: `forged-${at}`, name: 'phone' },
        },
      });
    }
    const redis = new Redis(redisUrl());
    const senders = await redis.keys('*sign-in-address*');
    const counted = Number(await redis.get(senders[0] ?? ''));
    await redis.quit();
    expect(senders).toHaveLength(1);
    expect(counted).toBe(2 * forged.length);
  });

  it('a forged Host stands in no answer', async () => {
    for (const path of ['/api/v1/schools', '/api/openapi.json', '/health/live', '/api/v1/nothing', '/']) {
      const answer = await get(path, { host: 'evil.invalid', 'x-forwarded-host': 'evil.invalid' });
      expect(answer.text + JSON.stringify(answer.headers)).not.toContain('evil.invalid');
    }
  });

  it('no other origin may read an answer, with or without a preflight', async () => {
    const plain = await get('/api/v1/schools', { origin: EVIL });
    const preflight = await world.harness.app.inject({
      ...{ method: 'OPTIONS', url: '/api/v1/sessions' },
      headers: {
        origin: EVIL,
        'access-control-request-method': 'POST',
        'access-control-request-headers': 'authorization',
      },
    });
    for (const headers of [plain.headers, preflight.headers]) {
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control'))).toEqual([]);
    }
    expect(preflight.statusCode).toBeGreaterThanOrEqual(400);
  });

  it('a form of another page posts nothing', async () => {
    for (const type of ['application/x-www-form-urlencoded', 'text/plain', 'multipart/form-data; boundary=x', '']) {
      const answer = await world.harness.app.inject({
        ...{ method: 'POST', url: '/api/v1/sessions', payload: '{"schoolCode":"ourown"}' },
        headers: { origin: EVIL, ...(type ? { 'content-type': type } : {}) },
      });
      expect([400, 415]).toContain(answer.statusCode);
    }
  });

  it('every answer of every route is kept by nobody, guessed by nobody, framed by nobody, and sets no cookie', async () => {
    const wrong: string[] = [];
    for (const route of routesOf(await readDocument(world.harness))) {
      const reachable = await reachableOf(world, route);
      const { actor, rule } = reachable;
      const body = await MATRIX[route.key]?.body?.(reachable);
      const token = rule.spends ? null : actor.token;
      const { headers } = await ask(world.harness, {
        method: route.method,
        path: pathOf(route, reachable),
        token,
        signer: actor.signer,
        body,
        file: await rule.file?.(),
      });
      const policy = String(headers['content-security-policy']);
      const holds = {
        'cache-control': headers['cache-control'] === 'no-store',
        nosniff: headers['x-content-type-options'] === 'nosniff',
        frames: policy.includes("frame-ancestors 'none'"),
        scripts: policy.includes("script-src 'self';") && !policy.includes('unsafe-eval'),
        referrer: headers['referrer-policy'] === 'no-referrer',
        'request id': /^[0-9a-f-]{36}$/.test(String(headers['x-request-id'])),
        cookie: headers['set-cookie'] === undefined,
        software: headers['x-powered-by'] === undefined && headers.server === undefined,
      };
      wrong.push(...Object.entries(holds).flatMap(([name, isSo]) => (isSo ? [] : [`${route.key}: ${name}`])));
    }
    expect(wrong).toEqual([]);
  });

  it('refusals carry the same headers', async () => {
    const refusals = [
      await get('/api/v1/me'),
      await get('/api/v1/nothing'),
      await tryPassword(world.own, 'nobody', 'wrong-one'),
      await ask(world.harness, {
        method: 'POST',
        path: '/api/v1/sessions',
        headers: { 'content-type': 'application/json' },
      }),
    ];
    for (const { headers, status } of refusals) {
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers).toMatchObject({ 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' });
      expect(String(headers['content-type'])).toMatch(/^application\/problem\+json/);
    }
  });

  it('no header turns one method into another, and no spelling of a path opens a closed route', async () => {
    const overridden = await get('/api/v1/me/sessions/current', { 'x-http-method-override': 'DELETE' });
    expect(['SIGN_IN_REQUIRED', 'NOT_FOUND']).toContain(codeOf(overridden));
    const spellings = [
      '//api/v1/me',
      '/api//v1/me',
      '/API/V1/ME',
      '/api/v1/me/',
      '/api/v1/%6de',
      '/api/v1/schools/../me',
      '/api/v1/me;x',
      '/api/v1/me%00',
    ];
    for (const path of spellings) {
      const answer = await get(path);
      expect([401, 404, 400]).toContain(answer.status);
    }
  });
});
