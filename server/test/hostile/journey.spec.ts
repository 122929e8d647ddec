import { AnswerCheck } from './answer-check';
import { ask, type Answer, type Question } from './ask';
import { Journey } from './journey';
import { readDocument, routesOf, type Route } from './routes';
import { makeWorld, type World } from './world';

/** The route of a request: fixed words go before parameters. */
const routeOf = (routes: Route[], { method, path }: Question): Route | undefined => {
  const [place = ''] = path.split('?');
  return routes
    .filter(
      (route) => route.method === method && new RegExp(`^${route.path.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(place),
    )
    .sort((a, b) => a.path.split('{').length - b.path.split('{').length)[0];
};

describe('a day of a school', () => {
  let world: World;

  beforeAll(async () => {
    world = await makeWorld();
  });
  afterAll(() => world.close());

  it('has answers of exactly the published form, and none shows an ID number', async () => {
    const document = await readDocument(world.harness);
    const routes = routesOf(document);
    const answers = new AnswerCheck(document);
    const faults: string[] = [];
    const seen = new Set<string>();
    const asking = async (question: Question): Promise<Answer> => {
      const answer = await ask(world.harness, question);
      const route = routeOf(routes, question);
      seen.add(route?.key ?? question.path);
      faults.push(...(route ? answers.faultsOf(route, answer) : [`no route ${question.path}`]));
      faults.push(...(/\b99\d{15}[\dX]\b/.test(answer.text) ? [`${question.path} shows an ID number`] : []));
      return answer;
    };
    const { clock } = world.harness;
    const wait = (seconds: number): Promise<void> => Promise.resolve(clock.advance({ seconds }));
    await new Journey(asking, world.own, () => clock.now(), wait).run();
    expect(faults).toEqual([]);
    expect(seen.size).toBeGreaterThan(50);
  }, 60_000);
});
