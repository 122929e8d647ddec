import { randomBytes } from 'node:crypto';
import type { Client } from 'pg';
import type { Bilingual } from '@shared/bilingual';
import { newId } from '../common/id';
import type { KeyRing } from '../common/key-ring';
import { CODE_LENGTH, enrolmentHash } from '../enrolment/enrolment-code';
import type { SchoolPlan } from './campus-plan';
import { castMember } from './cast';
import type { CastPerson } from './cast-person';
import { pick } from './draw';
import { gateId, gatePlans, type GatePlan } from './gate-plan';
import { schoolId } from './school-rows';

const HOURS_VALID = 24;
const CODE_LETTERS = [...'23456789ABCDEFGHJKMNPQRSTVWXYZ'];

export interface AwaitedTerminal {
  gate: Bilingual;
  enrolmentCode: string;
}

/** The code that makes any tablet a terminal of the demo, the same for ever. */
const enrolmentCode = (plan: SchoolPlan): string =>
  Array.from({ length: CODE_LENGTH }, (_, place) => pick(`${plan.key}/enrolment-code/${place}`, CODE_LETTERS)).join('');

/** The small school beside it has none. */
export const hasTerminal = (plan: SchoolPlan): boolean => plan.key === 'university';

/** The first gate that leads both ways. */
const gateOf = (plan: SchoolPlan): GatePlan => {
  const gate = gatePlans(plan).find(({ directions }) => directions.length === 2);
  if (!gate) {
    throw new Error(`${plan.key} has no gate that leads both ways`);
  }
  return gate;
};

export const awaitedTerminal = (plan: SchoolPlan): AwaitedTerminal => ({
  gate: gateOf(plan).name,
  enrolmentCode: enrolmentCode(plan),
});

/**
 * Keys belong to devices, so the demo holds no enrolled terminal: one awaits its device, for a day from now. Where the
 * code was used meanwhile, another one does.
 */
export const awaitTerminal = async (
  db: Client,
  keys: KeyRing,
  plan: SchoolPlan,
  cast: readonly CastPerson[],
  now: Date,
): Promise<void> => {
  const hash = enrolmentHash(keys, enrolmentCode(plan));
  const until = new Date(now.getTime() + HOURS_VALID * 3_600_000);
  const renewed = await db.query(
    'UPDATE terminals SET enrolment_until = $3 WHERE school_id = $1 AND enrolment_hash = $2',
    [schoolId(plan), hash, until],
  );
  if (renewed.rowCount === 0) {
    await db.query(
      `INSERT INTO terminals (school_id, id, gate_id, name, digest_key, enrolment_hash, enrolment_until, created_by, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        ...[schoolId(plan), newId(), gateId(plan, gateOf(plan).code), '演示终端 demo terminal', randomBytes(32)],
        ...[hash, until, castMember(cast, 'school_admin').id, now],
      ],
    );
  }
};
