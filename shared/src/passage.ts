import type { Bilingual } from './bilingual';
import type { PersonLine } from './follow-up';
import type { Direction } from './gate';
import type { PassageMeans, QuarantineReason } from './terminal';
import type { Verdict } from './verdict';

/** One line of one's own passages, the newest first. */
export interface PassageLine {
  id: string;
  gate: Bilingual;
  direction: Direction;
  verdict: Verdict;
  admitted: boolean;
  /** decided without network */
  offline: boolean;
  at: string;
}

/** The same for who watches a gate or follows a person. */
export interface WatchedPassage extends Omit<PassageLine, 'direction'> {
  /** null where what was shown did not say */
  direction: Direction | null;
  person: PersonLine | null;
  means: PassageMeans;
  terminal: string;
  quarantine: QuarantineReason | null;
  /** the same code was admitted elsewhere as well */
  isDoubleUse: boolean;
}

/** Who is inside, by building; of a campus gate, on the campus. */
export interface OccupancyLine {
  buildingId: string | null;
  building: Bilingual | null;
  campus: Bilingual;
  inside: number;
}
