import { ask, codeOf, type Answer } from './ask';
import { freshSubject } from './attempts';
import { leaksIn } from './answer-check';
import { changed, stringsIn } from './leaves';
import { MATRIX, queryOf } from './matrix';
import { pathOf, reachableOf, type Reachable } from './reachable';
import { readDocument, routesOf, type Route } from './routes';
import { forgetCounters, makeWorld, type World } from './world';

/** Strings that mean something to SQL, to a query builder, to jsonb or to a cursor. */
const STRINGS = [
  `' OR '1'='1`,
  `'; DROP TABLE people; --`,
  `') OR pg_sleep(3) IS NULL --`,
  `x' UNION SELECT id_cipher, hash, 1 FROM credentials --`,
  `"people"."id" FROM people; --`,
  `\\' OR 1=1 --`,
  '$1 :id ?',
  `%_%`,
  `{"$ne":null}`,
  Buffer.from(`["'; SELECT 1","' OR 1=1"]`).toString('base64url'),
  Buffer.from('["2026-99-99T00:00:00Z","x"]').toString('base64url'),
  'nul \u0000 byte',
  'lone \ud800 surrogate',
];
/** What a query builder could take for an operator. */
const OBJECTS: unknown[] = [
  { $ne: null },
  { _type: 'raw', _value: 'true', '@instanceof': 'FindOperator' },
  [`' OR 1=1`],
  null,
  1e308,
];
/** What fits into an address. */
const TYPED = STRINGS.filter((text) => !text.includes('\ud800'));
/** A form template has a hundred labels that are stored alike. */
const MAX_PLACES = 10;
const SLOW_MS = 2_000;

describe('strings that mean something to the database', () => {
  let world: World;
  let routes: Route[];

  beforeAll(async () => {
    world = await makeWorld();
    routes = routesOf(await readDocument(world.harness));
  });
  afterAll(() => world.close());
  beforeEach(() => forgetCounters());

  const faultOf = ({ actor }: Reachable, where: string, what: unknown, answer: Answer, ms: number): string[] => [
    ...(answer.status >= 500 ? [`${where} = ${JSON.stringify(what)} → ${codeOf(answer)}`] : []),
    ...(ms > SLOW_MS ? [`${where} = ${JSON.stringify(what)} took ${ms} ms`] : []),
    ...leaksIn(world, actor, answer.text).map((leak) => `${where} = ${JSON.stringify(what)} shows ${leak}`),
  ];

  it.each(Object.keys(MATRIX))('are only strings to %s', async (key) => {
    const route = routes.find((one) => one.key === key) as Route;
    const faults: string[] = [];
    const send = async (
      where: string,
      what: unknown,
      path: string,
      body: unknown,
      reachable: Reachable,
    ): Promise<void> => {
      const startedAt = performance.now();
      const token = reachable.rule.spends ? null : reachable.actor.token;
      const answer = await ask(world.harness, {
        ...{ method: route.method, path, token, body, file },
        signer: reachable.actor.signer,
      });
      faults.push(...faultOf(reachable, where, what, answer, performance.now() - startedAt));
    };
    const names = (place: 'path' | 'query'): string[] =>
      (route.operation.parameters ?? []).filter((one) => one.in === place).map(({ name }) => name);

    const reachable = await reachableOf(world, route);
    const body = await reachable.rule.body?.(reachable);
    const file = await reachable.rule.file?.();
    for (const name of names('path')) {
      for (const what of TYPED) {
        const path = () => ({ id: 'x', [name]: encodeURIComponent(what) });
        const elsewhere = { ...reachable, rule: { ...reachable.rule, path } };
        await send(`path ${name}`, what, pathOf(route, elsewhere), body, reachable);
      }
    }
    for (const name of [...names('query'), 'sort', 'filter']) {
      for (const what of TYPED) {
        const path = `${pathOf(route, reachable)}?${queryOf(reachable.rule, reachable)}&${name}=${encodeURIComponent(what)}`;
        await send(`query ${name}`, what, path, body, reachable);
      }
    }
    for (const at of typeof body === 'string' ? [] : stringsIn(body).slice(0, MAX_PLACES)) {
      for (const what of [...STRINGS, ...OBJECTS]) {
        const fresh = { ...reachable, subject: await freshSubject(reachable.subject, reachable.rule) };
        await send(
          `body ${at.join('.')}`,
          what,
          pathOf(route, fresh),
          changed(body, at, () => what),
          fresh,
        );
      }
    }
    expect(faults).toEqual([]);
  });

  it('leave every table where it was', async () => {
    const tables: unknown[] = await world.harness.database.query(
      `SELECT 1 FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relname IN ('people', 'credentials', 'sessions')`,
    );
    expect(tables).toHaveLength(3);
  });

  it('find nothing where they are searched for', async () => {
    for (const word of STRINGS.slice(0, 9)) {
      const path = `/api/v1/schools?search=${encodeURIComponent(word)}`;
      const answer = await ask(world.harness, { method: 'GET', path });
      expect(answer.body).toEqual({ items: [] });
    }
  });
});
