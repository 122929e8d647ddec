import type { BookingEnd, DoorPlace } from '@shared/booking';
import { stateAt } from './booking.rules';
import type { BookingClockRow, BookingRow } from './booking.types';
import type { LatePassage } from './doors.types';

const MINUTE_MS = 60_000;

/** What somebody before a door has behind it. @param row the booking that counts there; null: none */
export const doorPlaceOf = (row: BookingClockRow | null, now: Date, overdueMs: number): DoorPlace => {
  switch (row && stateAt(row, now, overdueMs)) {
    case 'held':
    case 'in_use':
    case 'admitted_late':
      return 'taken';
    case 'expired':
      return 'void';
    default:
      return 'none';
  }
};

/** Until when a place that is taken opens the door: to come, or to come back. */
export const placeUntil = ({ state, expires_at, ends_at }: BookingClockRow, overdueMs: number): Date =>
  state === 'held' || ends_at === null ? expires_at : new Date(ends_at.getTime() + overdueMs);

/**
 * `use`: it was held and still is; `revive`: it has run out since; `turn_away`: a fever kept the person out, and nothing
 * has noticed since that it has run out; `excuse`: the door itself kept them out, likewise; `forgive`: something has
 * noticed; `end`: the use is over.
 */
export type LateStep = 'use' | 'revive' | 'turn_away' | 'excuse' | 'forgive' | 'end';

/** By what somebody did or was in time: of a booking that is held, and of one that has run out. */
const IN_TIME: Record<LatePassage['verdict'], { held: LateStep; expired: LateStep }> = {
  admitted: { held: 'use', expired: 'revive' },
  fever: { held: 'turn_away', expired: 'forgive' },
  unjudged: { held: 'excuse', expired: 'forgive' },
};

type LateRow = Pick<BookingRow, 'state' | 'booked_at' | 'expires_at' | 'used_at'>;

const lateEnd = ({ state, used_at }: LateRow, at: Date): LateStep | null =>
  (state === 'in_use' || state === 'admitted_late') && used_at !== null && used_at <= at ? 'end' : null;

/** What a passage that is told late does to a booking of its venue; null: nothing. */
export const lateStepOf = (row: LateRow, { verdict, direction, at, isBack }: LatePassage): LateStep | null => {
  if (direction === 'out') {
    return verdict === 'admitted' && !isBack ? lateEnd(row, at) : null;
  }
  const isInTime = at >= row.booked_at && at < row.expires_at;
  return isInTime && (row.state === 'held' || row.state === 'expired') ? IN_TIME[verdict][row.state] : null;
};

/** A use that began in the past. */
export interface LateUse {
  usedAt: Date;
  endsAt: Date;
  /** it is over already; null: it runs */
  over: { at: Date; by: BookingEnd } | null;
}

export const lateUseOf = (
  { at, left }: Pick<LatePassage, 'at' | 'left'>,
  useMinutes: number,
  overdueMs: number,
  now: Date,
): LateUse => {
  const endsAt = new Date(at.getTime() + useMinutes * MINUTE_MS);
  const timedOutAt = new Date(endsAt.getTime() + overdueMs);
  if (left !== null && left.at <= timedOutAt) {
    return { usedAt: at, endsAt, over: { at: left.at, by: left.means } };
  }
  return { usedAt: at, endsAt, over: timedOutAt <= now ? { at: timedOutAt, by: 'timeout' } : null };
};
