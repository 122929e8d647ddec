import type { HoldLine, PassView } from '@shared/pass';
import type { Page } from '@shared/paging';
import { holds } from '@shared/permissions';
import { createHold } from '../pass-factories';
import { actorsOf, type Actor } from './actors';
import { leaksIn } from './answer-check';
import { ask, type Answer } from './ask';
import { readDocument, routesOf, type ApiDocument, type Schema } from './routes';
import { makeWorld, type World } from './world';

/** Whoever would like to know how somebody else's pass stands. */
describe('the pass of another person', () => {
  let world: World;
  let document: ApiDocument;

  beforeAll(async () => {
    world = await makeWorld();
    document = await readDocument(world.harness);
    const { harness, own } = world;
    for (const { id, number } of [own.people.studentA, own.people.studentFar]) {
      await createHold(harness, { id, number, idNumber: '', schoolId: own.rows.id });
    }
  });
  afterAll(() => world.close());

  const get = (path: string, { token }: Actor): Promise<Answer> =>
    ask(world.harness, { method: 'GET', path: `/api/v1${path}`, token });
  const actor = (name: string): Actor => actorsOf(world).find((one) => one.name === name) as Actor;

  it('has no route: a pass is answered to its holder alone, and no parameter names another', () => {
    const answering = routesOf(document).filter(({ operation }) => /\bPassView\b/.test(operation['x-answers'] ?? ''));
    expect(answering.map(({ key }) => key).sort()).toEqual(['GET /pass', 'PUT /pass/device']);
    expect(answering.flatMap(({ operation }) => operation.parameters ?? [])).toEqual([]);
    expect(answering.flatMap(({ operation }) => operation.requestBody ?? [])).toEqual([]);
  });

  it('is found under no address that somebody may guess', async () => {
    const { id, number } = world.own.people.studentA;
    const guesses = ['/passes', `/passes/${id}`, `/passes/${number}`, `/passes?number=${number}`, `/people/${id}/pass`];
    for (const one of actorsOf(world)) {
      for (const guess of [...guesses, `/pass/${id}`, `/standings`, `/standings/${id}`]) {
        const answer = await get(guess, one);
        expect({ guess, by: one.name, status: answer.status }).toEqual({ guess, by: one.name, status: 404 });
        expect(leaksIn(world, one, answer.text)).toEqual([]);
      }
    }
  });

  it('is not that of whoever is named in a query or a header', async () => {
    const { id, number } = world.own.people.studentA;
    const classmate = actor('own classmateB');
    for (const query of [`personId=${id}`, `id=${id}`, `number=${number}`, `personId[]=${id}`]) {
      const view = (await get(`/pass?${query}`, classmate)).body as PassView;
      expect(view).toMatchObject({ number: world.own.people.classmateB.number, holds: [] });
    }
  });

  it('says to its holder that it is held, and to the counsellor who follows them', async () => {
    expect((await get('/pass', actor('own studentA'))).body).toMatchObject({ status: 'held', directions: [] });
    const seen = new Map<string, string[]>();
    for (const one of actorsOf(world).filter(({ roles, barred }) => !barred && holds(roles, 'hold.follow'))) {
      const { items } = (await get('/holds', one)).body as Page<HoldLine>;
      seen.set(one.name, items.map(({ person }) => person.personId).sort());
    }
    const { studentA, studentFar } = world.own.people;
    expect(Object.fromEntries(seen)).toEqual({
      'own counsellor': [studentA.id],
      'own counsellorFar': [studentFar.id],
      'own administrator': [studentA.id, studentFar.id].sort(),
      'other counsellor': [],
      'other counsellorFar': [],
      'other administrator': [],
    });
  });
});

describe('a person', () => {
  const FORBIDDEN = /^id_?(number|card|document|no)$|identity_?(number|card)|certificate_?(number|no)/i;

  const namesIn = (schema: Schema | undefined, document: ApiDocument, seen = new Set<string>()): string[] => {
    if (!schema) {
      return [];
    }
    const reference = schema.$ref?.split('/').at(-1);
    if (reference !== undefined) {
      const isNew = !seen.has(reference);
      return isNew ? namesIn(document.components.schemas[reference], document, seen.add(reference)) : [];
    }
    return [
      ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => [name, ...namesIn(inner, document, seen)]),
      ...namesIn(schema.items, document, seen),
      ...(schema.anyOf ?? []).flatMap((inner) => namesIn(inner, document, seen)),
    ];
  };

  it('is looked up by no ID number: no route asks for one', async () => {
    const world = await makeWorld();
    try {
      const document = await readDocument(world.harness);
      const asked = routesOf(document).flatMap(({ key, operation }) => [
        ...(operation.parameters ?? []).map(({ name }) => `${key} ${name}`),
        ...Object.values(operation.requestBody?.content ?? {}).flatMap(({ schema }) =>
          namesIn(schema, document).map((name) => `${key} ${name}`),
        ),
      ]);
      expect(asked.length).toBeGreaterThan(100);
      expect(asked.filter((name) => FORBIDDEN.test(name.split(' ').at(-1) ?? ''))).toEqual([]);
    } finally {
      await world.close();
    }
  });
});
