import type { CardState, PersonKind, PersonState } from '@shared/identity';
import type { StaffRole } from '@shared/permissions';

export interface CardSeed {
  lastFour: string;
  state: CardState;
  balanceFen: number;
}

/** A made-up person with everything that belongs to the account. */
export interface PersonSeed {
  id: string;
  number: string;
  name: string;
  sex: 'female' | 'male';
  kind: PersonKind;
  state: PersonState;
  unitCode: string;
  campus: string;
  /** campus where the person is now; null: away */
  presentAt: string | null;
  idKind: 'resident' | 'other';
  idDocument: string;
  cards: CardSeed[];
  /** roles beside that of a member; `unitCode` for counsellors */
  roles: { role: StaffRole; unitCode: string | null }[];
  /** none: the initial password follows from the ID number */
  credential: { kind: 'initial' | 'chosen'; password: string } | null;
  /** base32; a confirmed authenticator */
  totpSecret: string | null;
  /** whether the last ten days hold reports */
  reports: boolean;
  /** since yesterday, by those reports */
  hasFever: boolean;
  /** null: none, or one that comes with an approval */
  pass: 'running' | 'ended' | null;
}
