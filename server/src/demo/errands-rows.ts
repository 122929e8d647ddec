import { createHmac } from 'node:crypto';
import dayjs from 'dayjs';
import type { Client } from 'pg';
import type { KeyRing } from '../common/key-ring';
import type { SchoolPlan } from './campus-plan';
import { castMember } from './cast';
import type { CastPerson } from './cast-person';
import { demoId, pick } from './draw';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

const DAYS_VALID = 365;

const CODE_LETTERS = [...'23456789ABCDEFGHJKMNPQRSTVWXYZ'];
const CODE_LENGTH = 10;

/** The code that card staff hand to the person who forgot the password. */
export const resetCode = (plan: SchoolPlan): string =>
  Array.from({ length: CODE_LENGTH }, (_, place) => pick(`${plan.key}/reset-code/${place}`, CODE_LETTERS)).join('');

/** As ResetCodeService stores it. */
const codeHash = (keys: KeyRing, personId: string, code: string): string =>
  createHmac('sha256', keys.derived('id_lookup', 'reset-code')).update(`${personId}\n${code}`).digest('base64url');

/** What the cast wants from card staff: a reset code that was handed over, a correction that waits. */
export const insertErrands = async (
  db: Client,
  keys: KeyRing,
  plan: SchoolPlan,
  cast: readonly CastPerson[],
  now: Date,
): Promise<void> => {
  const forgotten = castMember(cast, 'forgotten');
  const wrong = castMember(cast, 'correction_open');
  await insertRows(
    db,
    'password_reset_codes',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['code_hash', 'text'],
      ['issued_by', 'uuid'],
      ['issued_at', 'timestamptz'],
      ['expires_at', 'timestamptz'],
    ],
    [
      [
        schoolId(plan),
        demoId(`${plan.key}/reset`),
        forgotten.id,
        codeHash(keys, forgotten.id, resetCode(plan)),
        castMember(cast, 'card_staff').id,
        now,
        dayjs(now).add(DAYS_VALID, 'day').toDate(),
      ],
    ],
  );
  await insertRows(
    db,
    'correction_requests',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['field', 'text'],
      ['before_value', 'text'],
      ['wished', 'text'],
      ['reason', 'text'],
      ['created_at', 'timestamptz'],
    ],
    [
      [
        schoolId(plan),
        demoId(`${plan.key}/correction`),
        wrong.id,
        'name',
        wrong.name,
        `${wrong.name}琪`,
        '名字漏了最后一个“琪”字，请按身份证更正',
        dayjs(now).subtract(5, 'hour').toDate(),
      ],
    ],
  );
};
