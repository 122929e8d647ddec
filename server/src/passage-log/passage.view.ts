import type { Bilingual } from '@shared/bilingual';
import type { Direction } from '@shared/gate';
import type { PassageLine, WatchedPassage } from '@shared/passage';
import type { PassageMeans, QuarantineReason } from '@shared/terminal';
import { isAdmitted, type Verdict } from '@shared/verdict';

interface Row {
  id: string;
  occurred_at: Date;
  gate: Bilingual;
  verdict: Verdict;
  quarantine: QuarantineReason | null;
  offline: boolean;
}

export interface OwnRow extends Row {
  direction: Direction;
}

export interface WatchedRow extends Row {
  direction: Direction | null;
  person_id: string | null;
  number: string;
  name: string;
  unit: Bilingual;
  means: PassageMeans;
  terminal: string;
  double_use_of: string | null;
}

const common = (row: Row): Omit<PassageLine, 'direction'> => ({
  ...{ id: row.id, gate: row.gate, verdict: row.verdict, offline: row.offline },
  // what was set apart let nobody through as far as anybody knows
  admitted: isAdmitted(row.verdict) && row.quarantine === null,
  at: row.occurred_at.toISOString(),
});

export const ownOf = (row: OwnRow): PassageLine => ({ ...common(row), direction: row.direction });

export const watchedOf = (row: WatchedRow): WatchedPassage => ({
  ...common(row),
  direction: row.direction,
  person: row.person_id === null ? null : personOf({ ...row, person_id: row.person_id }),
  ...{ means: row.means, terminal: row.terminal, quarantine: row.quarantine },
  isDoubleUse: row.double_use_of !== null,
});

const personOf = (row: WatchedRow & { person_id: string }): WatchedPassage['person'] => ({
  ...{ personId: row.person_id, number: row.number, name: row.name, unit: row.unit },
});
