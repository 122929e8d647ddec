import { countedWindow, coversDay, timingOf, windowsOf, type CampusMoment } from '@shared/check-in-window';
import { PERSON_KINDS, PRESENCES, type PersonKind, type Presence } from '@shared/identity';
import type { Plan } from '../campaign/plan.types';

/** Everybody of one kind, presence and campus owes the same window. */
export interface OwedCell {
  kind: PersonKind;
  presence: Presence;
  campusId: string;
  windowId: string;
}

/** Which window counts as reported or missing on a day, for each kind, presence and campus that owes one. */
export const owedCells = (plan: Plan, day: string, now: CampusMoment): OwedCell[] => {
  const { campaign } = plan;
  if (!campaign || !coversDay(campaign, day)) {
    return [];
  }
  return everybody(plan).flatMap((subject) => {
    const window = countedWindow(windowsOf(plan.windows, subject), day, now);
    return window ? [{ ...subject, windowId: window.id }] : [];
  });
};

/** Of those cells the ones whose window still takes reports: a reminder for the others would be of no use. */
export const remindableCells = (plan: Plan, now: CampusMoment): OwedCell[] =>
  owedCells(plan, now.day, now).filter(({ windowId }) => {
    const window = plan.windows.find(({ id }) => id === windowId);
    return window !== undefined && timingOf(window, now.minute) !== 'over';
  });

const everybody = (plan: Plan): Omit<OwedCell, 'windowId'>[] =>
  (plan.campaign?.audienceKinds ?? PERSON_KINDS).flatMap((kind) =>
    PRESENCES.flatMap((presence) => plan.campusIds.map((campusId) => ({ kind, presence, campusId }))),
  );
