import type { Bilingual } from './bilingual';

/** From the school down: what a unit of a school may be. */
export const UNIT_KINDS = ['school', 'college', 'department', 'major', 'class'] as const;
export type UnitKind = (typeof UNIT_KINDS)[number];

/** A unit by its code, as the import of people names it. */
export interface UnitInput {
  code: string;
  kind: UnitKind;
  name: Bilingual;
  /** of a unit that is there, or earlier in the same list; null: right below the school */
  parentCode: string | null;
}

export interface UnitView extends UnitInput {
  id: string;
}

export interface CampusInput {
  code: string;
  name: Bilingual;
}

export interface CampusView extends CampusInput {
  id: string;
}
