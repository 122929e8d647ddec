import { actorsOf, type Actor } from './actors';
import { freshSubject, subjectsOf } from './attempts';
import { MATRIX, type Rule } from './matrix';
import { expectedOf, type Subject } from './reach';
import type { Route } from './routes';
import type { World } from './world';

export interface Reachable {
  rule: Rule;
  actor: Actor;
  subject: Subject | null;
}

/** Somebody who gets through to the business of a route, and an object to get through to. */
export const reachableOf = async (world: World, route: Route): Promise<Reachable> => {
  const rule = MATRIX[route.key];
  if (!rule) {
    throw new Error(`the table does not list ${route.key}`);
  }
  const subjects = await subjectsOf(world, rule);
  for (const actor of actorsOf(world).filter(({ person, signer }) => person !== null || signer !== null)) {
    for (const subject of subjects) {
      if ('reached' in expectedOf(route, rule, actor, subject)) {
        return { rule, actor, subject: await freshSubject(subject, rule) };
      }
    }
  }
  throw new Error(`nobody reaches ${route.key}`);
};

/** The path of a route with its parameters filled in. */
export const pathOf = (route: Route, { rule, actor, subject }: Reachable): string => {
  const parameters = rule.path?.({ actor, subject }) ?? { id: subject?.id ?? '' };
  return route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
};
