import { useEffect } from 'react';
import { BOOKING_GRACE_MINUTES, OFFER_MINUTES, type BookingView } from '@shared/booking';
import type { VenueOption } from '@shared/venue';
import type { SeenDesk } from '@/booking/kept-desk';
import { useCountdown } from '@/state/use-countdown';
import { endOf, phaseOf, type Phase } from '../phase';

const MINUTE_MS = 60_000;

export interface Running {
  booking: BookingView;
  phase: Phase;
  leftMs: number;
  /** what the ring is full at */
  wholeMs: number;
  doors: VenueOption['doors'];
}

const wholeOf = ({ state, bookedAt, usedAt, expiresAt, endsAt }: BookingView): number => {
  if (state === 'offered') {
    return OFFER_MINUTES * MINUTE_MS;
  }
  return state === 'held'
    ? Math.min(BOOKING_GRACE_MINUTES * MINUTE_MS, Date.parse(expiresAt ?? bookedAt) - Date.parse(bookedAt))
    : Date.parse(endsAt ?? bookedAt) - Date.parse(usedAt ?? bookedAt);
};

/** The booking that runs, second by second. @param onPassed its time is over: look again */
export const useRunning = (desk: SeenDesk | undefined, onPassed: () => void): Running | null => {
  const booking = desk?.booking ?? null;
  const leftMs = useCountdown(booking && endOf(booking), desk?.aheadMs ?? 0);
  const phase = booking && phaseOf(booking, leftMs);
  useEffect(() => {
    if (phase === 'void' || phase === 'overdue') {
      onPassed();
    }
  }, [phase]);
  if (!desk || !booking || !phase) {
    return null;
  }
  const doors = desk.venues.find(({ id }) => id === booking.venue.id)?.doors ?? [];
  return { booking, phase, leftMs, wholeMs: wholeOf(booking), doors };
};
