import type { Bilingual } from './bilingual';
import type { ReportFlag, ReportView } from './check-in';

export const CASE_STATES = ['open', 'closed'] as const;
export type CaseState = (typeof CASE_STATES)[number];
export const CASE_NEXT: Record<CaseState, readonly CaseState[]> = { open: ['closed'], closed: [] };

export interface PersonLine {
  personId: string;
  number: string;
  name: string;
  unit: Bilingual;
}

/** One line of "today": the campus day, all people in the counsellor's reach. */
export interface UnitTally {
  unitId: string;
  unit: Bilingual;
  owed: number;
  reported: number;
  missing: number;
  abnormal: number;
}

export interface DayOverview {
  day: string;
  /** null when no campaign runs: nothing is owed */
  campaign: { id: string; name: Bilingual } | null;
  totals: { owed: number; reported: number; missing: number; abnormal: number };
  units: UnitTally[];
  openCases: number;
  overdueCases: number;
}

export interface MissingLine extends PersonLine {
  windowId: string;
  remindedAt: string | null;
}

export interface ReportedLine extends PersonLine {
  reportId: string;
  submittedAt: string;
  flags: ReportFlag[];
  abnormal: boolean;
}

export interface ReminderAnswer {
  reminded: number;
  alreadyReminded: number;
}

export interface CaseLine {
  id: string;
  person: PersonLine;
  title: Bilingual;
  state: CaseState;
  openedAt: string;
  dueAt: string;
  overdue: boolean;
  reportId: string | null;
  closedAt: string | null;
  closingNote: string | null;
}

/** A report as the counsellor opens it. */
export interface FollowedReport extends ReportView {
  person: PersonLine;
}
