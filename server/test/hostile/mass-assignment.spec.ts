import { ask } from './ask';
import { fingerprint } from './attempts';
import { changed, objectsIn } from './leaves';
import { MATRIX } from './matrix';
import { pathOf, reachableOf } from './reachable';
import { readDocument, routesOf, type Route } from './routes';
import { makeWorld, type World } from './world';

/** What a client would like to decide and must not. */
const WISHES: Record<string, unknown> = {
  role: 'school_admin',
  roles: ['school_admin'],
  schoolId: '01900000-0000-7000-8000-000000000000',
  personId: '01900000-0000-7000-8000-000000000000',
  state: 'active',
  staffVerified: true,
  sharedDevice: false,
  approvedBy: 'me',
  decidedBy: 'me',
  expiresAt: '2099-01-01T00:00:00Z',
  submittedAt: '2020-01-01T00:00:00Z',
  temperatureSource: 'gate',
  flags: [],
  version: 1,
  is_abnormal: false,
};
/** imports take a file, whose columns are fixed */
const bodies = Object.entries(MATRIX).filter(([key, { body }]) => body !== undefined && !key.includes('/imports'));

describe('a body that decides more than it may', () => {
  let world: World;
  let routes: Route[];

  beforeAll(async () => {
    world = await makeWorld();
    routes = routesOf(await readDocument(world.harness));
  });
  afterAll(() => world.close());

  it.each(bodies.map(([key]) => key))('is refused by %s, and nothing is stored', async (key) => {
    const route = routes.find((one) => one.key === key) as Route;
    const reachable = await reachableOf(world, route);
    const { actor, rule, subject } = reachable;
    const body = await rule.body?.({ actor, subject });
    const file = await rule.file?.();
    const taken: string[] = [];
    const before = await fingerprint(world);
    for (const at of objectsIn(body)) {
      for (const [name, wish] of Object.entries(WISHES)) {
        let isKnown = false;
        const wishful = changed(body, at, (part) => {
          isKnown = name in (part as object);
          return { ...(part as object), [name]: wish };
        });
        const answer = await ask(world.harness, {
          method: route.method,
          path: pathOf(route, reachable),
          token: actor.token,
          signer: actor.signer,
          body: wishful,
          file,
        });
        if (!isKnown && ![400, 422].includes(answer.status)) {
          taken.push(`${[...at, name].join('.')} → ${answer.status}`);
        }
      }
    }
    expect(taken).toEqual([]);
    expect(await fingerprint(world)).toBe(before);
  });
});
