import { isPlausibleTemperature } from '@shared/offline-verdict';
import type { PassCodeClaims } from '@shared/pass-code';
import { TERMINAL_LIMITS, TERMINAL_SIGNATURE, type QuarantineReason, type TerminalEvent } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';
import type { ReadCode } from '../pass-key/pass-key.types';

const HOUR_MS = 3_600_000;
/** A pass that ended leaves the way out open for a day. */
const WAY_OUT_MS = 24 * HOUR_MS;

/** When something happened, by the server's clock. */
export interface CorrectedInstant {
  at: Date;
  /** server minus device, as applied */
  offsetMs: number;
}

/**
 * By what the device knew of its own clock then; a start that never met the server is corrected by how its clock stands
 * at the upload.
 */
export const correctedInstant = (
  { at, offsetMs }: Pick<TerminalEvent, 'at' | 'offsetMs'>,
  sentAt: string,
  now: Date,
): CorrectedInstant => {
  const applied = offsetMs ?? now.getTime() - Date.parse(sentAt);
  return { at: new Date(Date.parse(at) + applied), offsetMs: applied };
};

export interface EventFacts {
  event: Pick<TerminalEvent, 'gateId' | 'means' | 'verdict' | 'temperatureTenths'>;
  gateId: string;
  /** a camera may look there */
  allowsFaces: boolean;
  /** what a code for this gate and the way of the event names */
  audience: string;
  /** null by number */
  read: ReadCode | null;
  /** by number or face: somebody has the number */
  isKnown: boolean;
  /** by the server's clock */
  occurredAt: Date;
}

const isTooLate = (occurredAt: Date, now: Date): boolean =>
  // an instant that no calendar holds is older than everything
  !(now.getTime() - occurredAt.getTime() <= TERMINAL_LIMITS.oldestEventHours * HOUR_MS);

const isTooEarly = (occurredAt: Date, now: Date): boolean =>
  occurredAt.getTime() > now.getTime() + TERMINAL_SIGNATURE.skewSeconds * 1000;

export const isInTime = (occurredAt: Date, now: Date): boolean =>
  !isTooLate(occurredAt, now) && !isTooEarly(occurredAt, now);

/** A fever is measured of whoever would have been admitted. */
const letsThrough = ({ verdict }: Pick<TerminalEvent, 'verdict'>): boolean =>
  verdict === 'admitted' || verdict === 'fever';

/** Admitting takes a temperature, and what was measured must be a body's. */
const hasFalseTemperature = (event: EventFacts['event']): boolean =>
  event.temperatureTenths === null ? letsThrough(event) : !isPlausibleTemperature(event.temperatureTenths);

/** Why an event counts for nothing; null: it counts. It is stored all the same. */
export const quarantineOf = (
  { event, gateId, allowsFaces, audience, read, isKnown, occurredAt }: EventFacts,
  now: Date,
): QuarantineReason | null => {
  if (event.gateId !== gateId || (read?.is === 'genuine' && letsThrough(event) && read.claims.aud !== audience)) {
    return 'other_gate';
  }
  if (event.means === 'face' && !allowsFaces) {
    return 'face_not_allowed';
  }
  if (isTooLate(occurredAt, now)) {
    return 'too_old';
  }
  if (isTooEarly(occurredAt, now)) {
    return 'from_future';
  }
  if (read && read.is !== 'genuine') {
    return 'forged_code';
  }
  if (hasFalseTemperature(event)) {
    return 'implausible_temperature';
  }
  return event.means !== 'code' && !isKnown && event.verdict !== 'number_unknown' ? 'number_unknown' : null;
};

/** How somebody stood at the instant of an event. */
export interface StoodThen {
  hasPass: boolean;
  wasHeld: boolean;
  /** suspended, or gone */
  wasInactive: boolean;
  /** the gate asked for a temporary pass by then, and they had none */
  lackedPermit: boolean;
  endedAt: Date | null;
  epoch: number;
  /** since when the epoch stands; null: no phone has shown codes yet */
  epochSince: Date | null;
}

/** Whether the server, had it been asked, would have refused. What only a report decides stands in no standing. */
export const oughtToBeRefused = (
  { hasPass, wasHeld, wasInactive, lackedPermit, endedAt, epoch, epochSince }: StoodThen,
  {
    occurredAt,
    direction,
    claims,
  }: { occurredAt: Date; direction: 'in' | 'out'; claims: Pick<PassCodeClaims, 'v'> | null },
): boolean => {
  const isEnded = endedAt !== null && endedAt <= occurredAt;
  const mayStillGo = direction === 'out' && endedAt !== null && occurredAt.getTime() - endedAt.getTime() <= WAY_OUT_MS;
  const isReplaced = claims !== null && claims.v < epoch && epochSince !== null && epochSince <= occurredAt;
  return [!hasPass, wasHeld, wasInactive, lackedPermit, isEnded && !mayStillGo, isReplaced].some(Boolean);
};

/** What is stored under a key already. */
export interface Receipt {
  hash: Buffer;
  verdict: Verdict;
  temperatureTenths: number | null;
}

/** Whether an event is the one that is stored under its key. */
export const isSameEvent = (
  stored: Receipt,
  event: { hash: Buffer; verdict: Verdict; temperatureTenths: number | null },
): boolean =>
  stored.hash.equals(event.hash) &&
  stored.verdict === event.verdict &&
  stored.temperatureTenths === event.temperatureTenths;
