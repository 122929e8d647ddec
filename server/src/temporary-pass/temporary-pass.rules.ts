import type { ApprovalFact, TriageReason } from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { FieldFault } from '@shared/errors';
import {
  TEMPORARY_PASS_LIMITS,
  TEMPORARY_PASS_NEXT,
  type TemporaryPassAction,
  type TemporaryPassInput,
  type TemporaryPassState,
} from '@shared/pass';
import { campusMoment } from '../common/campus-time';
import { DomainError } from '../common/domain-error';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** A form may be filled in this long: the window has begun when it arrives, and is none the longer for it. */
const FILLING_MS = HOUR_MS;
/** Minutes of the campus day between which nobody asks why somebody is about. */
const DAYTIME = { from: 6 * 60, until: 22 * 60 };

interface Span {
  startsAt: Date;
  endsAt: Date;
}

interface Standing {
  state: TemporaryPassState;
  endsAt: Date;
}

const isOver = ({ state, endsAt }: Standing, now: Date): boolean => state === 'approved' && endsAt <= now;

/**
 * The state after an action; one whose end has passed is withdrawn no more.
 * @throws DomainError TEMPORARY_PASS_STATE_CONFLICT with the state it is in, or `over`
 */
export const stateAfter = (pass: Standing, action: TemporaryPassAction, now: Date): TemporaryPassState => {
  const next = TEMPORARY_PASS_NEXT[pass.state][action];
  if (next === undefined || isOver(pass, now)) {
    throw new DomainError('TEMPORARY_PASS_STATE_CONFLICT', {
      details: { state: isOver(pass, now) ? 'over' : pass.state },
    });
  }
  return next;
};

export const mayWithdraw = (pass: Standing, now: Date): boolean =>
  TEMPORARY_PASS_NEXT[pass.state].withdraw !== undefined && !isOver(pass, now);

/** What is wrong with the window. */
export const windowFaults = (
  { startsAt, endsAt }: Pick<TemporaryPassInput, 'startsAt' | 'endsAt'>,
  now: Date,
): FieldFault[] => {
  const [start, end] = [Date.parse(startsAt), Date.parse(endsAt)];
  const latestStart = now.getTime() + TEMPORARY_PASS_LIMITS.aheadDays * DAY_MS;
  const latestEnd = start + TEMPORARY_PASS_LIMITS.longestDays * DAY_MS;
  if (!(start > now.getTime() - FILLING_MS)) {
    return [{ path: '/startsAt', rule: 'future' }];
  }
  if (start > latestStart) {
    return [{ path: '/startsAt', rule: 'maximum', limit: new Date(latestStart).toISOString() }];
  }
  if (!(end > now.getTime())) {
    return [{ path: '/endsAt', rule: 'future' }];
  }
  if (end <= start) {
    return [{ path: '/endsAt', rule: 'minimum', limit: startsAt }];
  }
  return end > latestEnd ? [{ path: '/endsAt', rule: 'maximum', limit: new Date(latestEnd).toISOString() }] : [];
};

const isAtNight = ({ startsAt, endsAt }: Span, timeZone: string): boolean => {
  const [start, end] = [campusMoment(startsAt, timeZone), campusMoment(endsAt, timeZone)];
  return start.day !== end.day || start.minute < DAYTIME.from || end.minute > DAYTIME.until;
};

export interface TriageFacts extends Span {
  timeZone: string;
  version: number;
  /** the chosen approver looks after the applicant's own unit */
  isOwnApprover: boolean;
}

/** Why a request needs a look; none means that it can be approved with many others. */
export const triageReasons = (facts: TriageFacts): TriageReason[] => {
  const isLong = facts.endsAt.getTime() - facts.startsAt.getTime() > DAY_MS;
  const found: [TriageReason, boolean][] = [
    ['long_window', isLong],
    ['at_night', !isLong && isAtNight(facts, facts.timeZone)],
    ['corrected', facts.version > 1],
    ['wrong_unit', !facts.isOwnApprover],
  ];
  return found.filter(([, isSo]) => isSo).map(([reason]) => reason);
};

export const factsOf = ({
  reason,
  gates,
  startsAt,
  endsAt,
}: Span & { reason: string; gates: Bilingual[] }): ApprovalFact[] => [
  { key: 'window', type: 'span', from: startsAt.toISOString(), until: endsAt.toISOString() },
  {
    ...{ key: 'gates', type: 'words' },
    value: { zh: gates.map(({ zh }) => zh).join('、'), en: gates.map(({ en }) => en).join(', ') },
  },
  { key: 'reason', type: 'text', value: reason },
];
