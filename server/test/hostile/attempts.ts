import { newId } from '../../src/common/id';
import type { Actor } from './actors';
import { ask, codeOf, comparable, type Answer } from './ask';
import { queryOf, type Rule } from './matrix';
import { makeObject } from './objects';
import type { Expected, Subject } from './reach';
import type { Route } from './routes';
import { openSession, type School, type World } from './world';

const OWNERS = ['studentA', 'classmateB', 'studentFar'] as const;

/** Whose objects are tried: one's own, a classmate's, one of another college, one of another school. */
const ownersIn = (world: World): { school: School; name: string; owner: School['people']['studentA'] }[] =>
  [world.own, world.other].flatMap((school) =>
    (school === world.own ? OWNERS : OWNERS.slice(0, 1)).map((name) => ({
      school,
      name: `${school.rows.code} ${name}`,
      owner: school.people[name],
    })),
  );

/** One object of each owner; none where the route names no object. */
export const subjectsOf = async (world: World, { object }: Rule): Promise<(Subject | null)[]> => {
  if (object === undefined) {
    return [null];
  }
  const subjects: Subject[] = [];
  for (const { school, name, owner } of ownersIn(world)) {
    subjects.push({ name, school, owner, id: await makeObject(school, object, owner.id) });
  }
  return subjects;
};

/** The same subject with an object that no attempt has used. */
export const freshSubject = async (subject: Subject | null, { object }: Rule): Promise<Subject | null> =>
  subject && object ? { ...subject, id: await makeObject(subject.school, object, subject.owner.id) } : subject;

/** The same with an id that nobody has. */
export const absentSubject = (subject: Subject): Subject => ({ ...subject, id: newId() });

export const attempt = async (
  world: World,
  route: Route,
  rule: Rule,
  actor: Actor,
  subject: Subject | null,
): Promise<Answer> => {
  const parameters = rule.path?.({ actor, subject }) ?? { id: subject?.id ?? '' };
  const path = route.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
  return ask(world.harness, {
    method: route.method,
    path: rule.query ? `${path}?${queryOf(rule, { actor, subject })}` : path,
    token: await tokenFor(rule, actor),
    signer: actor.signer,
    body: await rule.body?.({ actor, subject }),
    file: await rule.file?.(),
  });
};

const tokenFor = async ({ spends }: Rule, { school, person, token, barred }: Actor): Promise<string | null> =>
  spends === 'session' && person && !barred ? openSession(school, person.id, `spare-${newId()}`) : token;

/** What differs between the table and the answer; null when they agree. */
export const disagreement = (
  expected: Expected,
  answer: Answer,
  absent: Answer | null,
  { also = [] }: Rule,
): string | null => {
  if (answer.status >= 500) {
    return `${codeOf(answer)} instead of an answer`;
  }
  if ('refused' in expected) {
    return codeOf(answer) === expected.refused ? null : `${codeOf(answer)} instead of ${expected.refused}`;
  }
  if ('absent' in expected) {
    const isLikeAbsent = absent !== null && comparable(answer) === comparable(absent) && answer.status === 404;
    return isLikeAbsent ? null : `${codeOf(answer)} tells more than ${absent ? codeOf(absent) : 'nothing'}`;
  }
  const isThrough = answer.status < 300 || also.some((code) => code === codeOf(answer));
  return isThrough ? null : `${codeOf(answer)} instead of getting through`;
};

/** A number for everything that is stored; the same number means that nothing changed. What a guard counts is no change. */
export const fingerprint = async ({ harness }: World): Promise<string> => {
  const tables: { name: string }[] = await harness.database.query(
    `SELECT relname AS name FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
       AND NOT relispartition AND relname NOT IN ('migrations', 'throttle_counters', 'terminal_nonces')`,
  );
  const parts = tables.map(
    ({ name }) => `SELECT '${name}' AS name, count(*) AS rows, sum(hashtextextended(t::text, 0)) AS sum FROM ${name} t`,
  );
  return JSON.stringify(await harness.database.query(`${parts.join(' UNION ALL ')} ORDER BY name`));
};
