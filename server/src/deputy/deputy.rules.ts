import type { DeputyInput } from '@shared/approval';

/** Nobody stands in for longer than a term. */
export const LONGEST_DEPUTY_DAYS = 180;
/** Deputies that one approver may have, present and coming. */
export const MOST_DEPUTIES = 10;

const DAY_MS = 86_400_000;

export type DeputyFault = 'oneself' | 'over' | 'order' | 'too_long';

/** What is wrong with a deputy's times, or that somebody named themself; null: nothing. */
export const deputyFault = (approverId: string, input: DeputyInput, now: Date): DeputyFault | null => {
  const [from, until] = [Date.parse(input.fromAt), Date.parse(input.untilAt)];
  if (input.deputyId === approverId) {
    return 'oneself';
  }
  if (until <= from) {
    return 'order';
  }
  if (until <= now.getTime()) {
    return 'over';
  }
  return until - from > LONGEST_DEPUTY_DAYS * DAY_MS ? 'too_long' : null;
};
