import type { Bilingual } from './bilingual';
import type { CardState, PersonKind, PersonState, Presence } from './identity';
import type { StaffRole } from './permissions';

/** A row of the people list; the ID number appears nowhere, not even masked. */
export interface PersonRow {
  id: string;
  number: string;
  name: string;
  kind: PersonKind;
  state: PersonState;
  unit: Bilingual;
}

export interface PersonDetail extends PersonRow {
  campus: Bilingual;
  presence: Presence;
  presenceSince: string | null;
  /** last four characters of the ID document, for comparing it in person */
  idLastFour: string;
  cards: CardRow[];
  roles: GrantView[];
}

export interface CardRow {
  id: string;
  lastFour: string;
  state: CardState;
}

export interface GrantView {
  id: string;
  role: StaffRole;
  unit: Bilingual | null;
}

/** A grant beside its holder, as the list of roles shows it. */
export interface GrantRow extends GrantView {
  personId: string;
  personNumber: string;
  personName: string;
}

export interface PresenceBatchAnswer {
  changed: number;
}

/** Handed over in person after the ID was checked; works once. */
export interface ResetCode {
  code: string;
  expiresAt: string;
}

export const IMPORT_STATES = ['checked', 'confirmed'] as const;
export type ImportState = (typeof IMPORT_STATES)[number];

/** What happens to people of the school whom the file does not name. */
export const MISSING_MEANS = ['keep', 'left'] as const;
export type MissingMeans = (typeof MISSING_MEANS)[number];

export interface ImportFault {
  /** line of the file, the header is line 1 */
  line: number;
  column: string;
  rule: string;
}

export interface ImportView {
  id: string;
  state: ImportState;
  missingMeans: MissingMeans;
  counts: { rows: number; created: number; updated: number; unchanged: number; missing: number; faulty: number };
  /** the first hundred faults; the whole list is the error sheet */
  faults: ImportFault[];
  createdAt: string;
  confirmedAt: string | null;
}

/** Random passwords for people without an ID number ending the guide knows: shown once, handed over in person. */
export interface ImportConfirmation extends ImportView {
  handover: { number: string; password: string }[];
}

export interface AuditEntryView {
  id: string;
  at: string;
  actor: string;
  action: string;
  objectKind: string;
  objectId: string;
  requestId: string;
}
