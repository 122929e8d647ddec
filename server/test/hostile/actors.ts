import type { ErrorCode } from '@shared/errors';
import type { Role } from '@shared/permissions';
import type { TerminalClient } from '../terminal-client';
import { PEOPLE, type PersonName, type School, type World } from './world';
import type { RowPerson } from './school-rows';

export interface Actor {
  /** `own counsellor`, `other studentA`, `anonymous` */
  name: string;
  token: string | null;
  /** of a device at a gate */
  signer: TerminalClient | null;
  school: School;
  person: RowPerson | null;
  roles: Role[];
  /** what every route that is not public answers, whatever is asked */
  barred: ErrorCode | null;
}

const STAFF: Partial<Record<PersonName, Role>> = {
  counsellor: 'counsellor',
  counsellorFar: 'counsellor',
  cardStaff: 'card_staff',
  administrator: 'school_admin',
};
const BARRED: Partial<Record<PersonName, ErrorCode>> = { suspended: 'PERSON_SUSPENDED', left: 'PERSON_LEFT' };

/** Nobody, everybody of both schools, and a terminal of each. */
export const actorsOf = (world: World): Actor[] => [
  {
    ...{ name: 'anonymous', token: null, signer: null, school: world.own, person: null, roles: [] },
    barred: 'SIGN_IN_REQUIRED',
  },
  ...(
    [
      ['own', world.own],
      ['other', world.other],
    ] as const
  ).flatMap(([schoolName, school]) => [
    ...PEOPLE.map((person) => actorOf(world, schoolName, school, person)),
    terminalOf(schoolName, school),
  ]),
];

const actorOf = (world: World, schoolName: string, school: School, person: PersonName): Actor => {
  const role = STAFF[person];
  return {
    name: `${schoolName} ${person}`,
    token: world.tokens.get(`${schoolName} ${person}`) ?? null,
    signer: null,
    school,
    person: school.people[person],
    roles: role ? ['member', role] : ['member'],
    barred: BARRED[person] ?? null,
  };
};

const terminalOf = (schoolName: string, school: School): Actor => ({
  name: `${schoolName} terminal`,
  token: null,
  signer: school.terminal.client,
  school,
  person: null,
  roles: [],
  barred: 'SIGN_IN_REQUIRED',
});

/** Whose data an actor may see at all. */
export const seesPeople = ({ roles, school, person }: Actor): RowPerson[] => {
  const everybody = Object.values(school.people);
  if (roles.includes('card_staff') || roles.includes('school_admin')) {
    return everybody;
  }
  return everybody.filter(
    (one) => one.id === person?.id || (roles.includes('counsellor') && followed(school, person, one)),
  );
};

/** The counsellor of the own class, and the one of the far class. */
const followed = ({ people, units }: School, counsellor: RowPerson | null, student: RowPerson): boolean => {
  const unitId = counsellor?.id === people.counsellor.id ? units.own.at(-1) : units.far.at(-1);
  return student.unitId === unitId;
};
