import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { PERMISSIONS, type Permission, type Role } from '@shared/permissions';
import { actorsOf, type Actor } from './actors';
import { MATRIX } from './matrix';
import { readDocument, routesOf, type Route } from './routes';
import { makeWorld, type World } from './world';

const MEGABYTE = 1024 * 1024;
/** The client of this very process is in the figure. */
const CPU_MS = 100;

const NAME_OF_ROLE: Record<Role, string> = {
  member: 'own studentA',
  counsellor: 'own counsellor',
  card_staff: 'own cardStaff',
  school_admin: 'own administrator',
};

const nested = (open: string, close: string, depth: number): string => `${open.repeat(depth)}1${close.repeat(depth)}`;
const keys = (count: number): string => `{${Array.from({ length: count }, (_, key) => `"k${key}":1`).join(',')}}`;

/** JSON that a server could choke on → what it may answer. */
const BODIES: Record<string, { text: string; statuses: number[] }> = {
  'of 10 MB': { text: `{"a":"${'x'.repeat(10 * MEGABYTE)}"}`, statuses: [413] },
  '10,000 lists deep': { text: nested('[', ']', 10_000), statuses: [400, 422] },
  '10,000 objects deep': { text: nested('{"a":', '}', 10_000), statuses: [400, 422] },
  'with 1,000,000 keys': { text: keys(1_000_000), statuses: [413] },
  'with 20,000 keys': { text: keys(20_000), statuses: [400, 422] },
  'with NaN': { text: '{"number":NaN}', statuses: [400] },
  'with Infinity': { text: '{"number":1e999}', statuses: [400, 422] },
  'with a byte that is not UTF-8': { text: '{"a":"\u0080"}', statuses: [400, 422] },
  'that is cut off': { text: '{"a":', statuses: [400] },
  'that is empty': { text: '', statuses: [400, 422] },
  'that is null': { text: 'null', statuses: [400, 422] },
  'that is a string': { text: '"x"', statuses: [400, 422] },
  'with a prototype': { text: '{"__proto__":{"polluted":true}}', statuses: [400, 422] },
  'with an escaped prototype': { text: '{"\\u005f_proto__":{"polluted":true}}', statuses: [400, 422] },
  'with a constructor': { text: '{"constructor":{"prototype":{"polluted":true}}}', statuses: [400, 422] },
  'with a deep prototype': { text: '{"device":{"__proto__":{"polluted":true}}}', statuses: [400, 422] },
};

describe('JSON that a server could choke on', () => {
  let world: World;
  let routes: Route[];
  let actors: Actor[];

  beforeAll(async () => {
    world = await makeWorld();
    routes = routesOf(await readDocument(world.harness)).filter(({ key }) => {
      const { body, file } = MATRIX[key] ?? {};
      return body !== undefined && file === undefined && !key.includes('/imports');
    });
    actors = actorsOf(world);
  });
  afterAll(() => world.close());

  const post = (route: Route, text: string): Promise<number> => {
    const token = tokenFor(route);
    const { port } = world.harness.app.getHttpServer().address() as AddressInfo;
    const path = route.path.replaceAll(/\{\w+\}/g, '01900000-0000-7000-8000-000000000000');
    const { client } = world.own.terminal;
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          ...{ port, host: '127.0.0.1', path, method: route.method },
          headers: {
            'content-type': 'application/json',
            'content-length': Buffer.byteLength(text),
            'idempotency-key': '01900000-0000-7000-8000-000000000000',
            ...(token ? { authorization: `Bearer ${token}` } : {}),
            ...(route.permission === 'terminal' ? client.headersFor(route.method, path, text) : {}),
          },
        },
        (response) => {
          response.resume();
          resolve(response.statusCode ?? 0);
        },
      );
      request.on('error', (error: NodeJS.ErrnoException) =>
        // refused by its length and cut off while it was still being sent
        error.code === 'EPIPE' || error.code === 'ECONNRESET' ? resolve(413) : reject(error),
      );
      request.end(text);
    });
  };

  /** Whoever holds the permission of the route. */
  const tokenFor = (route: Route): string | null => {
    const [role = 'member'] = route.permission in PERMISSIONS ? PERMISSIONS[route.permission as Permission] : [];
    const name = NAME_OF_ROLE[role];
    return actors.find((actor) => actor.name === name)?.token ?? null;
  };

  it.each(Object.keys(BODIES))('a body %s is refused by every route', async (name) => {
    const { text, statuses } = BODIES[name] as (typeof BODIES)[string];
    const wrong: string[] = [];
    for (const route of routes) {
      const status = await post(route, text);
      if (!statuses.includes(status)) {
        wrong.push(`${route.key} → ${status}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  it.each(Object.keys(BODIES))('a body %s costs little', async (name) => {
    const { text } = BODIES[name] as (typeof BODIES)[string];
    const route = routes.find(({ key }) => key === 'POST /check-ins') as Route;
    await post(route, text);
    const before = process.cpuUsage();
    await post(route, text);
    const { user, system } = process.cpuUsage(before);
    expect((user + system) / 1000).toBeLessThan(CPU_MS);
  });

  it('of two values for one name takes one, and judges that', async () => {
    const route = routes.find(({ key }) => key === 'POST /sessions') as Route;
    const status = await post(route, `{"schoolCode":"ourown","schoolCode":{"x":1},"number":"1","password":"1"}`);
    expect(status).toBe(400);
  });

  it('leave no trace in the prototype of everything', () => {
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
