import type { Bilingual } from './bilingual';
import type { Page } from './paging';
import type { VenueOption } from './venue';

/**
 * 健康预约: a place for now. What a booking is worth is decided from the clock at every look; timers only tell people
 * and give places back.
 */

/** minutes from booking until one has to be at the door */
export const BOOKING_GRACE_MINUTES = 20;
/** minutes for which a place that came free is offered to whoever waits first */
export const OFFER_MINUTES = 5;
/** minutes before the end, of the grace and of the use, at which somebody is reminded */
export const REMINDER_MINUTES = 5;
/** minutes beyond the time limit after which a use counts as ended */
export const OVERDUE_MINUTES = 15;

/**
 * `offered` to whoever waits first; `held` until the grace is over; `in_use` from the door on; `admitted_late`: a scan in
 * time was told too late and no place was free any more. The others are ends.
 */
export const BOOKING_STATES = [
  'offered',
  'held',
  'in_use',
  'admitted_late',
  'ended',
  'expired',
  'cancelled',
  'lapsed',
] as const;
export type BookingState = (typeof BOOKING_STATES)[number];

export const BOOKING_ACTIONS = [
  'accept',
  'decline',
  'lapse',
  'admit',
  'cancel',
  'close',
  'refuse_fever',
  'expire',
  'end',
  'revive',
  'admit_late',
  'come_and_go',
] as const;
export type BookingAction = (typeof BOOKING_ACTIONS)[number];

export const BOOKING_NEXT: Record<BookingState, Partial<Record<BookingAction, BookingState>>> = {
  offered: { accept: 'held', decline: 'lapsed', lapse: 'lapsed', close: 'cancelled', refuse_fever: 'cancelled' },
  held: {
    admit: 'in_use',
    cancel: 'cancelled',
    close: 'cancelled',
    refuse_fever: 'cancelled',
    expire: 'expired',
    // told later, when the use is over
    come_and_go: 'ended',
  },
  in_use: { end: 'ended', close: 'ended', refuse_fever: 'ended' },
  admitted_late: { end: 'ended', close: 'ended', refuse_fever: 'ended' },
  // a scan within the grace that was told later
  expired: { revive: 'in_use', admit_late: 'admitted_late', come_and_go: 'ended' },
  ended: {},
  cancelled: {},
  lapsed: {},
};

/** States of which one person has at most one. */
export const ACTIVE_BOOKING_STATES = [
  'offered',
  'held',
  'in_use',
  'admitted_late',
] as const satisfies readonly BookingState[];
/** States that take one of the places; `admitted_late` is counted apart. */
export const PLACE_STATES = ['offered', 'held', 'in_use'] as const satisfies readonly BookingState[];

/** What ended a booking; further ends join this list. */
export const BOOKING_ENDS = [
  'code',
  'face',
  'number',
  'phone',
  'timeout',
  'cancelled',
  'declined',
  'fever',
  'venue_closed',
  'expired',
  // run out, and nothing missed: the door could not look, or a hold refused them
  'excused',
  'person_left',
] as const;
export type BookingEnd = (typeof BOOKING_ENDS)[number];

/** What somebody before the door of a venue has in it: a place, one whose time ran out within the hour, or nothing. */
export const DOOR_PLACES = ['taken', 'void', 'none'] as const;
export type DoorPlace = (typeof DOOR_PLACES)[number];

export interface BookingView {
  id: string;
  state: BookingState;
  venue: { id: string; name: Bilingual };
  hall: { id: string; name: Bilingual };
  bookedAt: string;
  /** of `offered` and `held`: void from this instant on */
  expiresAt: string | null;
  usedAt: string | null;
  /** of a use: the time limit */
  endsAt: string | null;
  endedAt: string | null;
  endedBy: BookingEnd | null;
}

/** Waiting for a place in a hall. */
export interface WaitingView {
  id: string;
  venue: { id: string; name: Bilingual };
  hall: { id: string; name: Bilingual };
  joinedAt: string;
  /** 1: the next one */
  position: number;
}

/** Not there within the grace. */
export interface BreachView {
  id: string;
  venue: Bilingual;
  at: string;
  /** taken back, after an outage or because a scan in time was told later */
  undone: boolean;
}

/** How one stands with a kind of venues. */
export interface KindStanding {
  kind: { id: string; name: Bilingual };
  /** bookings that are left today */
  leftToday: number;
  /** breaches that count, and how many bring a pause */
  breaches: number;
  breachLimit: number;
  breachDays: number;
  coolDownHours: number;
  /** nothing of this kind is booked until then */
  pausedUntil: string | null;
}

/** The booking page, in one call. */
export interface BookingDesk {
  serverTime: string;
  /** the one that runs; null: none */
  booking: BookingView | null;
  waiting: WaitingView | null;
  venues: VenueOption[];
  standings: KindStanding[];
}

export interface BookingInput {
  hallId: string;
}

/** What came of a wish for a place. */
export interface BookingAnswer {
  serverTime: string;
  booking: BookingView;
}

export interface WaitingAnswer {
  serverTime: string;
  waiting: WaitingView | null;
  /** a place was free at once */
  booking: BookingView | null;
}

export interface BookingPage extends Page<BookingView> {
  serverTime: string;
}

/** Breaches of an outage, taken back together: `dryRun` tells what would happen. */
export interface BreachUndoInput {
  /** instants between which the breaches lie */
  from: string;
  until: string;
  /** null: every venue */
  venueId: string | null;
  /** at least ten signs: somebody will read it in a year */
  reason: string;
  dryRun: boolean;
  /** as many as a dry run has told; null: in one */
  expected: number | null;
}

export interface BreachUndoAnswer {
  breaches: number;
  people: number;
  done: boolean;
}
