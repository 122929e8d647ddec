import type { BookingDesk, KindStanding } from '@shared/booking';
import type { HallOption, VenueOption } from '@shared/venue';

/** What can be done about a hall now, or what keeps from it; null: nothing that needs words. */
export type HallChoice = 'book' | 'wait' | 'waitingHere' | 'paused' | 'limit' | null;

type Desk = Pick<BookingDesk, 'booking' | 'waiting' | 'standings'>;

export const standingOf = ({ standings }: Desk, venue: VenueOption): KindStanding | undefined =>
  standings.find(({ kind }) => kind.id === venue.kind.id);

/** @param now by the server's clock */
export const isPaused = (standing: KindStanding | undefined, now: number): boolean =>
  Boolean(standing?.pausedUntil && Date.parse(standing.pausedUntil) > now);

/** @param now by the server's clock */
export const choiceFor = (hall: HallOption, venue: VenueOption, desk: Desk, now: number): HallChoice => {
  const standing = standingOf(desk, venue);
  if (desk.waiting?.hall.id === hall.id) {
    return 'waitingHere';
  }
  if (desk.booking || !venue.isOpen) {
    return null;
  }
  if (isPaused(standing, now)) {
    return 'paused';
  }
  if (standing?.leftToday === 0) {
    return 'limit';
  }
  if (hall.free > 0 && hall.waiting === 0) {
    return 'book';
  }
  // one waiting list at a time
  return desk.waiting ? null : 'wait';
};
