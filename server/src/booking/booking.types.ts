import type { BookingEnd, BookingState } from '@shared/booking';

/** What the clock asks of a booking. */
export interface BookingClockRow {
  state: BookingState;
  expires_at: Date;
  ends_at: Date | null;
}

export interface BookingRow extends BookingClockRow {
  id: string;
  person_id: string;
  hall_id: string;
  venue_id: string;
  kind_id: string;
  booked_at: Date;
  used_at: Date | null;
  ended_at: Date | null;
  ended_by: BookingEnd | null;
}
