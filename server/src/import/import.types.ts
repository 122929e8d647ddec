import type { CardState, PersonKind, PersonState } from '@shared/identity';

export const IMPORT_COLUMNS = [
  'number',
  'name',
  'sex',
  'kind',
  'unit_code',
  'campus_code',
  'id_kind',
  'id_number',
  'state',
  'card_last_four',
  'card_state',
] as const;
export type ImportColumn = (typeof IMPORT_COLUMNS)[number];

export type Sex = 'female' | 'male' | 'unstated';
export type IdKind = 'resident' | 'other';

/** One line of the file, cells as they were read. */
export interface FileRow {
  line: number;
  cells: Record<ImportColumn, string>;
}

/** A person as the file says. */
export interface WishedPerson {
  line: number;
  number: string;
  name: string;
  sex: Sex;
  kind: PersonKind;
  unitId: string;
  campusId: string;
  idKind: IdKind;
  idNumber: string;
  state: PersonState;
  card: { lastFour: string; state: CardState } | null;
}

/** A person as the school has them; the ID number as its keyed hash. */
export interface KnownPerson {
  id: string;
  number: string;
  name: string;
  sex: Sex;
  kind: PersonKind;
  unitId: string;
  campusId: string;
  idKind: IdKind;
  idLookup: string;
  state: PersonState;
  holdsRole: boolean;
  cards: Record<string, CardState>;
}
