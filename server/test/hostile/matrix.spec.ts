import { PERMISSIONS } from '@shared/permissions';
import { actorsOf, type Actor } from './actors';
import type { Answer } from './ask';
import { AnswerCheck, leaksIn } from './answer-check';
import { absentSubject, attempt, disagreement, fingerprint, freshSubject, subjectsOf } from './attempts';
import { MATRIX, type Rule } from './matrix';
import { expectedOf, type Subject } from './reach';
import { readDocument, routesOf, type Route } from './routes';
import { makeWorld, type World } from './world';

/** Their caller is not signed in yet. */
const STEPS_OF_A_SIGN_IN = ['binding.add', 'password.set', 'password.change'];

describe('every route, for everybody, on everybody’s objects', () => {
  let world: World;
  let routes: Route[];
  let answers: AnswerCheck;
  let actors: Actor[];

  beforeAll(async () => {
    world = await makeWorld();
    const document = await readDocument(world.harness);
    routes = routesOf(document);
    answers = new AnswerCheck(document);
    actors = actorsOf(world);
  });
  afterAll(() => world.close());

  const absentAnswers = new Map<string, Answer>();
  /** What this actor gets from this route for an id that nobody has. */
  const absentAnswer = async (route: Route, rule: Rule, actor: Actor, subject: Subject): Promise<Answer> => {
    const key = `${actor.name} ${route.key}`;
    const answer = absentAnswers.get(key) ?? (await attempt(world, route, rule, actor, absentSubject(subject)));
    absentAnswers.set(key, answer);
    return answer;
  };

  const judge = async (route: Route, rule: Rule, actor: Actor, subject: Subject | null): Promise<string[]> => {
    const expected = expectedOf(route, rule, actor, subject);
    const target = 'reached' in expected ? await freshSubject(subject, rule) : subject;
    const answer = await attempt(world, route, rule, actor, target);
    const absent = 'absent' in expected && subject ? await absentAnswer(route, rule, actor, subject) : null;
    const wrong = disagreement(expected, answer, absent, rule);
    return [
      ...(wrong === null ? [] : [wrong]),
      ...answers.faultsOf(route, answer),
      ...leaksIn(world, actor, answer.text),
    ].map((fault) => `${actor.name} → ${route.key}${subject ? ` of ${subject.name}` : ''}: ${fault}`);
  };

  it('is listed in the table, and the table lists nothing else', () => {
    expect(routes.map(({ key }) => key).sort()).toEqual(Object.keys(MATRIX).sort());
  });

  it('states its permission and its answer in the document', () => {
    const silent = routes.filter(
      ({ operation }) =>
        operation['x-answers'] === undefined ||
        ![...Object.keys(PERMISSIONS), 'public', 'terminal'].includes(String(operation['x-permission'])),
    );
    expect(silent.map(({ key }) => key)).toEqual([]);
  });

  it.each(Object.entries(MATRIX))('%s', async (key, rule) => {
    const route = routes.find((one) => one.key === key);
    if (!route) {
      throw new Error(`the API has no ${key}`);
    }
    const subjects = await subjectsOf(world, rule);
    const pairs = actors.flatMap((actor) => subjects.map((subject) => ({ actor, subject })));
    const refused = pairs.filter(({ actor, subject }) => !('reached' in expectedOf(route, rule, actor, subject)));
    const reached = pairs.filter((pair) => !refused.includes(pair));
    const faults: string[] = [];
    const before = await fingerprint(world);
    for (const { actor, subject } of refused) {
      faults.push(...(await judge(route, rule, actor, subject)));
    }
    const after = await fingerprint(world);
    for (const { actor, subject } of reached) {
      faults.push(...(await judge(route, rule, actor, subject)));
    }
    expect(faults).toEqual([]);
    expect(after).toBe(before);
    expect(reached.length).toBeGreaterThan(0);
  });

  it('leaves audit entries that name the request of whoever was signed in', async () => {
    const rows: { action: string }[] = await world.harness.database.query(
      `SELECT DISTINCT action FROM audit_entries WHERE request_id = '-' AND actor <> 'system' AND action <> ALL ($1)`,
      [STEPS_OF_A_SIGN_IN],
    );
    const [named]: { count: number }[] = await world.harness.database.query(
      `SELECT count(*)::int AS count FROM audit_entries WHERE request_id <> '-'`,
    );
    expect(rows).toEqual([]);
    expect(named?.count).toBeGreaterThan(10);
  });
});
