import type { Bilingual } from '@shared/bilingual';
import type { BookingEnd, BookingState, BookingView } from '@shared/booking';
import { stateAt } from './booking.rules';

/** A booking with the names of its places, as SELECT_VIEW reads it. */
export interface ViewRow {
  id: string;
  state: BookingState;
  venue: { id: string; name: Bilingual };
  hall: { id: string; name: Bilingual };
  booked_at: Date;
  expires_at: Date;
  used_at: Date | null;
  ends_at: Date | null;
  ended_at: Date | null;
  ended_by: BookingEnd | null;
}

export const SELECT_VIEW = `
  SELECT b.id, b.state, b.booked_at, b.expires_at, b.used_at, b.ends_at, b.ended_at, b.ended_by,
    jsonb_build_object('id', v.id, 'name', v.name) AS venue, jsonb_build_object('id', h.id, 'name', h.name) AS hall
  FROM bookings b
  JOIN venues v ON v.school_id = b.school_id AND v.id = b.venue_id
  JOIN halls h ON h.school_id = b.school_id AND h.id = b.hall_id`;

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** What ended it, where the clock has and nothing has noticed yet. */
const unnoticedEnd = (row: ViewRow, worth: BookingState, overdueMs: number): [Date | null, BookingEnd | null] => {
  if (worth === row.state) {
    return [row.ended_at, row.ended_by];
  }
  return worth === 'ended' && row.ends_at
    ? [new Date(row.ends_at.getTime() + overdueMs), 'timeout']
    : [row.expires_at, 'expired'];
};

/** As it is worth at this instant. */
export const viewOf = (row: ViewRow, now: Date, overdueMs: number): BookingView => {
  const state = stateAt(row, now, overdueMs);
  const [endedAt, endedBy] = unnoticedEnd(row, state, overdueMs);
  return {
    ...{ id: row.id, state, venue: row.venue, hall: row.hall, bookedAt: row.booked_at.toISOString() },
    expiresAt: state === 'offered' || state === 'held' ? row.expires_at.toISOString() : null,
    ...{ usedAt: iso(row.used_at), endsAt: iso(row.ends_at), endedAt: iso(endedAt), endedBy },
  };
};
