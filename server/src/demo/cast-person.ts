import { Secret } from 'otpauth';
import type { Bilingual } from '@shared/bilingual';
import type { CardState } from '@shared/identity';
import type { SchoolPlan } from './campus-plan';
import { chosenPassword, demoId, drawn, personName, totpSecretBytes } from './draw';
import { idNumber } from './id-number';
import type { PersonSeed } from './person-seed';

/** What a person of the cast is there to show. */
export interface Showing {
  /** stable name of the case, for scripts */
  key: string;
  shows: Bilingual;
}

export interface CastPerson extends PersonSeed {
  /** null: needed by the school, but not listed */
  showing: Showing | null;
}

export type Part = Partial<Omit<PersonSeed, 'id' | 'idDocument'>> & {
  number: string;
  unitCode: string;
  campus: string;
  showing: Showing | null;
  /** the ID number ends in X */
  endsInX?: boolean;
};

const oneCard = (key: string, state: CardState): PersonSeed['cards'] => [
  { lastFour: cardEnd(key, 0), state, balanceFen: 2000 + drawn(`${key}/balance`, 20_000) },
];

/** Last four digits of the n-th card of a person of the cast. */
export const cardEnd = (key: string, nth: number): string =>
  String((drawn(`${key}/card`, 5000) + nth * 1111) % 10_000).padStart(4, '0');

/** A chosen password and a confirmed authenticator, as staff roles have them. */
export const staffAccess = (plan: SchoolPlan, number: string): Pick<PersonSeed, 'credential' | 'totpSecret'> => ({
  credential: { kind: 'chosen', password: chosenPassword(`${plan.key}/${number}`) },
  totpSecret: new Secret({ buffer: new Uint8Array(totpSecretBytes(`${plan.key}/${number}`)).buffer }).base32,
});

const documentOf = (key: string, serial: number, part: Part, sex: 'female' | 'male'): string => {
  if (part.idKind === 'other') {
    return `PX${String(1_000_000 + drawn(`${key}/passport`, 8_999_999))}`;
  }
  const birth = {
    year: part.kind === 'staff' ? 1970 + drawn(`${key}/year`, 28) : 2006,
    month: 1 + drawn(`${key}/month`, 12),
    day: 1 + drawn(`${key}/day`, 28),
  };
  const variants = Array.from({ length: 28 }, (_, day) => idNumber(serial, { ...birth, day: day + 1 }, sex, 4));
  const wanted = variants.find((id) => id.endsWith('X') === (part.endsInX ?? false));
  return wanted ?? idNumber(serial, birth, sex, 4);
};

/** @param serial place in the cast, below 1,000: the ID number hangs on it */
export const castPerson = (plan: SchoolPlan, serial: number, part: Part): CastPerson => {
  const key = `${plan.key}/cast/${part.number}`;
  const sex = part.sex ?? (serial % 2 === 0 ? 'female' : 'male');
  const { endsInX: _endsInX, ...rest } = part;
  const presentAt = part.presentAt === undefined ? part.campus : part.presentAt;
  return {
    id: demoId(key, serial),
    name: personName(key, sex),
    sex,
    kind: 'student',
    state: 'active',
    presentAt,
    // staff of the cast apply for theirs
    pass: presentAt !== null && part.kind !== 'staff' && (part.state ?? 'active') === 'active' ? 'running' : null,
    idKind: 'resident',
    idDocument: documentOf(key, serial, part, sex),
    cards: oneCard(key, 'active'),
    roles: [],
    credential: null,
    totpSecret: null,
    reports: false,
    hasFever: false,
    ...rest,
  };
};
