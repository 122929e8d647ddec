import { createHash } from 'node:crypto';
import type { DataSource } from 'typeorm';
import type { CardState, PersonKind, PersonState, Platform, Presence, Tokens } from '@shared/identity';
import type { StaffRole } from '@shared/permissions';
import type { Bilingual } from '@shared/bilingual';
import { Clock } from '../src/common/clock';
import { IdCipher } from '../src/common/id-cipher';
import { newId } from '../src/common/id';
import { SessionService } from '../src/session/session.service';
import type { Harness } from './harness';

/** Rows that a test stands on. Whatever it does not mention is filled in with something made up. */

export interface TestSchool {
  id: string;
  code: string;
  campusId: string;
  /** a second campus */
  otherCampusId: string;
  rootUnitId: string;
}

export interface TestUnit {
  id: string;
  path: string[];
}

export interface TestPerson {
  id: string;
  schoolId: string;
  number: string;
  idNumber: string;
}

let serial = 0;
const next = (): number => (serial += 1);
const words = (zh: string, en: string): string => JSON.stringify({ zh, en } satisfies Bilingual);

/** A school with two campuses and its root unit. */
export async function createSchool(
  { database }: Pick<Harness, 'database'>,
  {
    code = `school-${next()}`,
    timeZone = 'Asia/Shanghai',
    support = {},
  }: { code?: string; timeZone?: string; support?: object } = {},
): Promise<TestSchool> {
  const [id, campusId, otherCampusId, rootUnitId] = [newId(), newId(), newId(), newId()];
  await database.query('INSERT INTO schools (id, code, name, time_zone, support) VALUES ($1, $2, $3, $4, $5)', [
    id,
    code,
    words(`学校 ${code}`, `School ${code}`),
    timeZone,
    JSON.stringify(support),
  ]);
  await database.query(
    `INSERT INTO campuses (school_id, id, code, name) VALUES ($1, $2, 'main', $4), ($1, $3, 'second', $5)`,
    [id, campusId, otherCampusId, words('主校区', 'Main'), words('二校区', 'Second')],
  );
  await insertUnit(database, id, rootUnitId, null, 'school', 'root', [rootUnitId]);
  return { id, code, campusId, otherCampusId, rootUnitId };
}

/** A unit below `parent`, or below the school's root. */
export async function createUnit(
  { database }: Pick<Harness, 'database'>,
  school: TestSchool,
  { parent, code = `unit-${next()}`, kind = 'class' }: { parent?: TestUnit; code?: string; kind?: string } = {},
): Promise<TestUnit> {
  const id = newId();
  const path = [...(parent?.path ?? [school.rootUnitId]), id];
  await insertUnit(database, school.id, id, parent?.id ?? school.rootUnitId, kind, code, path);
  return { id, path };
}

const insertUnit = (
  database: DataSource,
  schoolId: string,
  id: string,
  parentId: string | null,
  kind: string,
  code: string,
  path: string[],
): Promise<unknown> =>
  database.query(
    'INSERT INTO units (school_id, id, parent_id, code, kind, name, path) VALUES ($1, $2, $3, $4, $5, $6, $7)',
    [schoolId, id, parentId, code, kind, words(`单位 ${code}`, `Unit ${code}`), path],
  );

export interface PersonWish {
  number?: string;
  name?: string;
  sex?: 'female' | 'male';
  kind?: PersonKind;
  state?: PersonState;
  unitId?: string;
  campusId?: string;
  presence?: Presence;
  presenceCampusId?: string;
  idNumber?: string;
  idKind?: 'resident' | 'other';
  /** card states; none by default */
  cards?: CardState[];
  roles?: { role: StaffRole; unitId?: string }[];
}

/** A person without a credential row: the initial password is the end of `idNumber`. */
export async function createPerson(
  harness: Pick<Harness, 'database' | 'get'>,
  school: TestSchool,
  wish: PersonWish = {},
): Promise<TestPerson> {
  const n = next();
  const id = newId();
  const number = wish.number ?? `2026${String(n).padStart(8, '0')}`;
  const idNumber = wish.idNumber ?? `990000${String(19_000_000 + n)}${String(n % 1000).padStart(3, '0')}X`;
  const cipher = harness.get(IdCipher);
  const presence = wish.presence ?? 'off_campus';
  await harness.database.query(
    `INSERT INTO people (school_id, id, number, name, sex, kind, state, unit_id, campus_id, presence, presence_campus_id,
       presence_since, id_kind, id_cipher, id_lookup)
     VALUES ($1, $2, $3, $4, $15, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)`,
    [
      school.id,
      id,
      number,
      wish.name ?? `虚构人${n}`,
      wish.kind ?? 'student',
      wish.state ?? 'active',
      wish.unitId ?? school.rootUnitId,
      wish.campusId ?? school.campusId,
      presence,
      presence === 'on_campus' ? (wish.presenceCampusId ?? school.campusId) : null,
      harness.get(Clock).now(),
      wish.idKind ?? 'resident',
      cipher.seal(idNumber),
      cipher.lookup(school.id, idNumber),
      wish.sex ?? 'unstated',
    ],
  );
  const person = { id, schoolId: school.id, number, idNumber };
  for (const [index, state] of (wish.cards ?? []).entries()) {
    await createCard(harness, person, { state, lastFour: String(1001 + index) });
  }
  for (const { role, unitId } of wish.roles ?? []) {
    await grantRole(harness, person, role, unitId);
  }
  return person;
}

/** @returns the card's id */
export async function createCard(
  { database }: Pick<Harness, 'database'>,
  person: TestPerson,
  {
    lastFour = '1001',
    state = 'active',
    balanceFen = 0,
  }: { lastFour?: string; state?: CardState; balanceFen?: number } = {},
): Promise<string> {
  const id = newId();
  await database.query(
    'INSERT INTO cards (school_id, id, person_id, last_four, state, balance_fen) VALUES ($1, $2, $3, $4, $5, $6)',
    [person.schoolId, id, person.id, lastFour, state, balanceFen],
  );
  return id;
}

/** @returns the grant's id */
export async function grantRole(
  { database }: Pick<Harness, 'database'>,
  person: TestPerson,
  role: StaffRole,
  unitId?: string,
): Promise<string> {
  const id = newId();
  await database.query(
    'INSERT INTO role_grants (school_id, id, person_id, role, unit_id) VALUES ($1, $2, $3, $4, $5)',
    [person.schoolId, id, person.id, role, unitId ?? null],
  );
  return id;
}

export interface TestSignIn {
  tokens: Tokens;
  /** `Authorization` header's value */
  bearer: string;
}

/** A session without the conversation; with staff roles in force unless told otherwise. */
export async function signIn(
  harness: Pick<Harness, 'database' | 'get'>,
  person: TestPerson,
  {
    platform = 'h5',
    staffVerified = true,
    deviceId,
  }: { platform?: Platform; staffVerified?: boolean; deviceId?: string } = {},
): Promise<TestSignIn> {
  const device = { id: deviceId ?? createHash('sha256').update(person.id).digest('hex').slice(0, 32), name: 'jest' };
  const { tokens } = await harness.database.transaction((tx) =>
    harness
      .get(SessionService)
      .open(tx, { schoolId: person.schoolId, personId: person.id, platform, device, staffVerified }),
  );
  return { tokens, bearer: `Bearer ${tokens.accessToken}` };
}
