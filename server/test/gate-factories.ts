import type { AntiPassback, Direction } from '@shared/gate';
import { newId } from '../src/common/id';
import type { TestSchool } from './factories';
import type { Harness } from './harness';

interface GateWish {
  code?: string;
  name?: string;
  campusId?: string;
  buildingId?: string | null;
  directions?: Direction[];
  important?: boolean;
  antiPassback?: AntiPassback;
  removedAt?: Date | null;
}

let serial = 0;
const code = (letter: string): string => {
  serial += 1;
  return `${letter}${serial.toString(36)}`;
};
const bilingual = (name: string): string => JSON.stringify({ zh: `${name}（中）`, en: name });

/** @returns its id */
export const createBuilding = async (
  { database, clock }: Harness,
  school: TestSchool,
  name = 'Library',
): Promise<string> => {
  const id = newId();
  await database.query(
    'INSERT INTO buildings (school_id, id, campus_id, code, name, created_at) VALUES ($1, $2, $3, $4, $5, $6)',
    [school.id, id, school.campusId, code('b'), bilingual(name), clock.now()],
  );
  return id;
};

/** @returns its id */
export const createGate = async (
  { database, clock }: Harness,
  school: TestSchool,
  wish: GateWish = {},
): Promise<string> => {
  const id = newId();
  const gate = { ...{ code: code('g'), name: 'South gate', directions: ['in', 'out'], important: true }, ...wish };
  await database.query(
    `INSERT INTO gates (school_id, id, campus_id, building_id, code, name, directions, important, created_at, removed_at,
       anti_passback)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
    [
      ...[school.id, id, wish.campusId ?? school.campusId, wish.buildingId ?? null, gate.code, bilingual(gate.name)],
      ...[gate.directions, gate.important, clock.now(), wish.removedAt ?? null, wish.antiPassback ?? 'off'],
    ],
  );
  return id;
};
