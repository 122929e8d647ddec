import { randomBytes, type KeyObject } from 'node:crypto';
import type { DeviceKey } from '@shared/terminal';
import { newId } from '../src/common/id';
import { createPerson, type TestSchool } from './factories';
import { createGate } from './gate-factories';
import type { Harness } from './harness';
import { newDeviceKey, TerminalClient } from './terminal-client';

export interface TestTerminal {
  id: string;
  keyId: string;
  privateKey: KeyObject;
  jwk: DeviceKey;
  gateId: string;
  client: TerminalClient;
  /** the first start, announced; null where the test announces itself */
  bootId: string | null;
}

interface TerminalWish {
  /** a gate of its own where none is given */
  gateId?: string;
  booted?: boolean;
  createdBy?: string;
}

/** An enrolled device at a gate. It has announced its first start unless told otherwise. */
export async function createTerminal(
  harness: Harness,
  school: TestSchool,
  wish: TerminalWish = {},
): Promise<TestTerminal> {
  const { database, clock, baseUrl } = harness;
  const { privateKey, jwk } = newDeviceKey();
  const [id, keyId] = [newId(), newId()];
  const bootId = wish.booted === false ? null : newId();
  const gateId = wish.gateId ?? (await createGate(harness, school));
  const createdBy = wish.createdBy ?? (await createPerson(harness, school, { kind: 'staff' })).id;
  await database.query(
    `INSERT INTO terminals (school_id, id, gate_id, name, state, model, digest_key, boot_id, boot_number, created_by, created_at)
     VALUES ($1, $2, $3, $4, 'active', 'jest', $5, $6, $7, $8, $9)`,
    [school.id, id, gateId, 'Lane one', randomBytes(32), bootId, bootId === null ? 0 : 1, createdBy, clock.now()],
  );
  const point = Buffer.concat([jwk.x, jwk.y].map((part) => Buffer.from(part, 'base64url')));
  await database.query(
    'INSERT INTO terminal_keys (school_id, id, terminal_id, point, created_at) VALUES ($1, $2, $3, $4, $5)',
    [school.id, keyId, id, point, clock.now()],
  );
  const client = new TerminalClient({ baseUrl, privateKey, keyId, now: () => clock.now() });
  return { id, keyId, privateKey, jwk, gateId, client, bootId };
}
