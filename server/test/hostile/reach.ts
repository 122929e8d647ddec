import { holds } from '@shared/permissions';
import type { ErrorCode } from '@shared/errors';
import { seesPeople, type Actor } from './actors';
import type { Rule } from './matrix';
import type { Route } from './routes';
import type { RowPerson } from './school-rows';
import type { School } from './world';

/** What a request is about: an object of a kind, and whose it is. */
export interface Subject {
  /** `of own classmateB` */
  name: string;
  school: School;
  owner: RowPerson;
  id: string;
}

export type Expected =
  /** refused with exactly this code */
  | { refused: ErrorCode }
  /** the very answer that an id gets which nobody has */
  | { absent: true }
  /** gets through to the business */
  | { reached: true };

/** What the table says about one request. */
export const expectedOf = (route: Route, rule: Rule, actor: Actor, subject: Subject | null): Expected => {
  if (route.permission === 'public') {
    return { reached: true };
  }
  if (route.permission === 'terminal') {
    return actor.signer ? { reached: true } : { refused: 'TERMINAL_SIGNATURE_INVALID' };
  }
  if (actor.barred) {
    return { refused: actor.barred };
  }
  if (!holds(actor.roles, route.permission)) {
    return { refused: 'PERMISSION_DENIED' };
  }
  return subject === null || reaches(rule, actor, subject) ? { reached: true } : { absent: true };
};

const reaches = ({ reach }: Rule, actor: Actor, { school, owner }: Subject): boolean => {
  if (school !== actor.school) {
    return false;
  }
  switch (reach) {
    case 'own':
      return owner.id === actor.person?.id;
    case 'units':
      return seesPeople(actor).some(({ id }) => id === owner.id);
    case 'school':
      return true;
  }
};
