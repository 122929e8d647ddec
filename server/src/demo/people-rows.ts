import type { Client } from 'pg';
import type { IdCipher } from '../common/id-cipher';
import { hashPassword } from '../credential/password-hash';
import { typedChosen, typedInitial } from '../credential/password.rules';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import type { PersonSeed } from './person-seed';
import { insertRows } from './rows';
import { campusId, schoolId } from './school-rows';
import { unitId } from './units';

/** Adds people with their cards, roles and, where they chose one, passwords. @returns how many were new */
export const insertPeople = async (
  db: Client,
  cipher: IdCipher,
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  now: Date,
): Promise<number> => {
  const added = await insertPersons(db, cipher, plan, people, now);
  await insertCards(db, plan, people, now);
  await insertGrants(db, plan, people, now);
  await insertSecrets(db, cipher, plan, people, now);
  return added;
};

const insertPersons = (
  db: Client,
  cipher: IdCipher,
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  now: Date,
): Promise<number> => {
  const school = schoolId(plan);
  return insertRows(
    db,
    'people',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['number', 'text'],
      ['name', 'text'],
      ['sex', 'text'],
      ['kind', 'text'],
      ['state', 'text'],
      ['unit_id', 'uuid'],
      ['campus_id', 'uuid'],
      ['presence', 'text'],
      ['presence_campus_id', 'uuid'],
      ['presence_since', 'timestamptz'],
      ['id_kind', 'text'],
      ['id_cipher', 'bytea'],
      ['id_lookup', 'bytea'],
    ],
    people.map((person) => [
      school,
      person.id,
      person.number,
      person.name,
      person.sex,
      person.kind,
      person.state,
      unitId(plan, person.unitCode),
      campusId(plan, person.campus),
      person.presentAt === null ? 'off_campus' : 'on_campus',
      person.presentAt === null ? null : campusId(plan, person.presentAt),
      now,
      person.idKind,
      cipher.seal(person.idDocument),
      cipher.lookup(school, person.idDocument),
    ]),
  );
};

const insertCards = (db: Client, plan: SchoolPlan, people: readonly PersonSeed[], now: Date): Promise<number> =>
  insertRows(
    db,
    'cards',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['last_four', 'text'],
      ['state', 'text'],
      ['balance_fen', 'bigint'],
      ['created_at', 'timestamptz'],
    ],
    people.flatMap((person) =>
      person.cards.map((card) => [
        schoolId(plan),
        demoId(`card/${person.id}/${card.lastFour}`),
        person.id,
        card.lastFour,
        card.state,
        card.balanceFen,
        now,
      ]),
    ),
  );

const insertGrants = (db: Client, plan: SchoolPlan, people: readonly PersonSeed[], now: Date): Promise<number> =>
  insertRows(
    db,
    'role_grants',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['role', 'text'],
      ['unit_id', 'uuid'],
      ['granted_at', 'timestamptz'],
    ],
    people.flatMap((person) =>
      person.roles.map(({ role, unitCode }) => [
        schoolId(plan),
        demoId(`grant/${person.id}/${role}/${unitCode}`),
        person.id,
        role,
        unitCode === null ? null : unitId(plan, unitCode),
        now,
      ]),
    ),
  );

const insertSecrets = async (
  db: Client,
  cipher: IdCipher,
  plan: SchoolPlan,
  people: readonly PersonSeed[],
  now: Date,
): Promise<void> => {
  const owned = people.flatMap(({ id, credential }) => (credential ? [{ id, ...credential }] : []));
  const hashes = await Promise.all(
    owned.map(({ kind, password }) => hashPassword(kind === 'chosen' ? typedChosen(password) : typedInitial(password))),
  );
  await insertRows(
    db,
    'credentials',
    [
      ['school_id', 'uuid'],
      ['person_id', 'uuid'],
      ['kind', 'text'],
      ['hash', 'text'],
      ['set_at', 'timestamptz'],
    ],
    owned.map(({ id, kind }, index) => [schoolId(plan), id, kind, hashes[index] ?? null, now]),
  );
  await insertRows(
    db,
    'totp_secrets',
    [
      ['school_id', 'uuid'],
      ['person_id', 'uuid'],
      ['secret_cipher', 'bytea'],
      ['confirmed_at', 'timestamptz'],
    ],
    people.flatMap(({ id, totpSecret }) =>
      totpSecret === null ? [] : [[schoolId(plan), id, cipher.seal(totpSecret), now]],
    ),
  );
};
