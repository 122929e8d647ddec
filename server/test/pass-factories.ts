import type { AntiPassback, Direction } from '@shared/gate';
import type { HoldCause, PassOrigin } from '@shared/pass';
import { Clock } from '../src/common/clock';
import { newId } from '../src/common/id';
import { PassStandings } from '../src/standing/pass-standings.service';
import type { TestPerson, TestSchool } from './factories';
import type { Harness } from './harness';

type Stores = Pick<Harness, 'database' | 'get'>;

let serial = 0;
/** Two signs and a number: unique in a run, and as short as a code must be. */
const nextCode = (kind: 'b' | 'g'): string => `${kind}${(serial += 1).toString(36)}`;
const words = (text: string): string => JSON.stringify({ zh: `${text}（中）`, en: text });

/** @returns the building's id */
export async function createBuilding(
  { database, get }: Stores,
  school: TestSchool,
  { campusId = school.campusId, code = nextCode('b') }: { campusId?: string; code?: string } = {},
): Promise<string> {
  const id = newId();
  await database.query(
    'INSERT INTO buildings (school_id, id, campus_id, code, name, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [school.id, id, campusId, code, words(`Building ${code}`), get(Clock).now()],
  );
  return id;
}

export interface GateWish {
  campusId?: string;
  buildingId?: string;
  code?: string;
  directions?: Direction[];
  important?: boolean;
  insidePrivate?: boolean;
  antiPassback?: AntiPassback;
}

export interface TestGate {
  id: string;
  code: string;
}

/** A gate of the campus itself, in and out, unless told otherwise. */
export async function createGate(
  { database, get }: Stores,
  school: TestSchool,
  { campusId = school.campusId, code = nextCode('g'), ...wish }: GateWish = {},
): Promise<TestGate> {
  const id = newId();
  await database.query(
    `INSERT INTO gates (school_id, id, campus_id, building_id, code, name, directions, important, inside_private,
       anti_passback, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[school.id, id, campusId, wish.buildingId ?? null, code, words(`Gate ${code}`)],
      ...[wish.directions ?? ['in', 'out'], wish.important ?? false, wish.insidePrivate ?? false],
      ...[wish.antiPassback ?? 'off', get(Clock).now()],
    ],
  );
  return { id, code };
}

/** A pass as an approval would have made it. @returns its id */
export async function createPass(
  harness: Stores,
  person: TestPerson,
  { origin = 'return', endedAt = null, epoch = 1 }: { origin?: PassOrigin; endedAt?: Date | null; epoch?: number } = {},
): Promise<string> {
  const { database, get } = harness;
  const id = newId();
  await database.query(
    `INSERT INTO passes (school_id, id, person_id, origin, epoch, created_at, ended_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [person.schoolId, id, person.id, origin, epoch, get(Clock).now(), endedAt],
  );
  await refreshStanding(harness, person);
  return id;
}

/** An open hold, past the service. @returns its id */
export async function createHold(
  harness: Stores,
  person: TestPerson,
  { cause = 'fever', sourceId = newId() }: { cause?: HoldCause; sourceId?: string } = {},
): Promise<string> {
  const { database, get } = harness;
  const id = newId();
  await database.query(
    'INSERT INTO pass_holds (school_id, id, person_id, cause, source_id, placed_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [person.schoolId, id, person.id, cause, sourceId, get(Clock).now()],
  );
  await refreshStanding(harness, person);
  return id;
}

export const refreshStanding = ({ database, get }: Stores, { schoolId, id }: TestPerson): Promise<unknown> =>
  database.transaction((tx) => get(PassStandings).refresh(tx, schoolId, [id]));
