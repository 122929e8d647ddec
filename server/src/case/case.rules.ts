import { CASE_NEXT, type CaseState } from '@shared/follow-up';

export const mayClose = (state: CaseState): boolean => CASE_NEXT[state].includes('closed');

export const dueAt = (openedAt: Date, deadlineMinutes: number): Date =>
  new Date(openedAt.getTime() + deadlineMinutes * 60_000);

/** A deadline passes by the clock, whether or not any job ran. */
export const isOverdue = (state: CaseState, due: Date, now: Date): boolean => state === 'open' && now > due;
