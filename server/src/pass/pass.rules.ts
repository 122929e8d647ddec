import { DIRECTIONS, type Direction } from '@shared/gate';
import { coversDay, isInAudience, windowsOf } from '@shared/check-in-window';
import type { PersonKind } from '@shared/identity';
import { PASS_DAY_COLOURS, type PassPolicy, type PassStatus } from '@shared/pass';
import type { Plan } from '../campaign/plan.types';
import { campusDay, campusMoment, instantOf } from '../common/campus-time';
import type { PassFacts, PassSetting, PassStanding } from './pass.types';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** after its end a pass lets out for so long, and not in */
const WAY_OUT_MS = DAY_MS;

/** Whether this person needs no return application. */
export const isExempt = (
  { exemptKinds, exemptUnitIds }: Pick<PassPolicy, 'exemptKinds' | 'exemptUnitIds'>,
  { kind, unitPath }: { kind: PersonKind; unitPath: readonly string[] },
): boolean => exemptKinds.includes(kind) || exemptUnitIds.some((id) => unitPath.includes(id));

/** The first campus day whose reports count; null where no campaign runs or reports are not looked at. */
export const reportsFrom = (plan: Plan, { checkInMaxAgeHours }: PassPolicy, now: Date): string | null =>
  plan.campaign && checkInMaxAgeHours !== null
    ? campusDay(new Date(now.getTime() - checkInMaxAgeHours * HOUR_MS), plan.timeZone)
    : null;

/** Since when a campaign asks this person for reports; null where none does today. */
const askedSince = ({ campaign, windows, timeZone }: Plan, facts: PassFacts, now: Date): Date | null => {
  const { day } = campusMoment(now, timeZone);
  const isAsked =
    campaign !== null &&
    coversDay(campaign, day) &&
    isInAudience(campaign, facts.kind, facts.unitPath) &&
    windowsOf(windows, facts).length > 0;
  return isAsked ? instantOf(campaign.startsOn, 0, timeZone) : null;
};

/** Nobody is late with a report before it could be: the clock starts with the campaign, or with the pass. */
const isReportDue = (facts: PassFacts, passSince: Date, { policy, plan }: PassSetting, now: Date): boolean => {
  const since = askedSince(plan, facts, now);
  if (policy.checkInMaxAgeHours === null || since === null) {
    return false;
  }
  const latest = Math.max(since.getTime(), passSince.getTime(), facts.reportedAt?.getTime() ?? 0);
  return now.getTime() - latest > policy.checkInMaxAgeHours * HOUR_MS;
};

const statusOf = (facts: PassFacts, setting: PassSetting, now: Date): PassStatus => {
  const { pass } = facts;
  if (facts.state === 'suspended' || facts.state === 'left') {
    return 'person_inactive';
  }
  if (pass === null) {
    return isExempt(setting.policy, facts) ? 'apply_exempt' : 'apply_return';
  }
  if (facts.isHeld) {
    return 'held';
  }
  if (pass.endedAt !== null) {
    // nobody asks them to apply for a return, so that they apply for the pass again
    return isExempt(setting.policy, facts) ? 'apply_exempt' : 'ended';
  }
  return isReportDue(facts, pass.createdAt, setting, now) ? 'check_in_due' : 'valid';
};

const directionsOf = (status: PassStatus, { pass }: PassFacts, now: Date): Direction[] => {
  if (status === 'valid') {
    return [...DIRECTIONS];
  }
  const endedAt = status === 'ended' || status === 'apply_exempt' ? pass?.endedAt : null;
  return endedAt && now.getTime() < endedAt.getTime() + WAY_OUT_MS ? ['out'] : [];
};

/** Whether a pass opens gates at `now`, and what to do where it does not: the first reason that stands in the way. */
export const passStatusOf = (facts: PassFacts, setting: PassSetting, now: Date): PassStanding => {
  const status = statusOf(facts, setting, now);
  return { status, directions: directionsOf(status, facts, now) };
};

/** Another one than on the six days before. @param day campus day */
export const dayColourOf = (day: string): number => (Date.parse(`${day}T00:00:00Z`) / DAY_MS) % PASS_DAY_COLOURS;
