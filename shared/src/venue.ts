import type { Bilingual } from './bilingual';
import type { MinuteOfDay } from './campus-day';
import type { Direction } from './gate';

/** Venues that are booked for now: a bath-house, a gym, a reading room. */

/** What a school decides about all venues of a kind. */
export interface VenueKindInput {
  /** lower case letters and digits, at most sixteen; unique in the school */
  code: string;
  name: Bilingual;
  /** bookings of one person on one campus day, cancelled ones among them */
  dailyLimit: number;
  /** this many breaches … */
  breachLimit: number;
  /** … within so many days … */
  breachDays: number;
  /** … and nothing of this kind is booked for so many hours after the last */
  coolDownHours: number;
}

export interface VenueKindView extends VenueKindInput {
  id: string;
}

export const VENUE_KIND_LIMITS = { dailyLimit: 20, breachLimit: 10, breachDays: 90, coolDownHours: 720 } as const;

/** From 1, Monday, to 7, Sunday. */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

/** Open on this weekday from … until, in minutes of the campus day. */
export interface OpeningHours {
  weekday: Weekday;
  opens: MinuteOfDay;
  closes: MinuteOfDay;
}

export const HALL_SEXES = ['female', 'male'] as const;
export type HallSex = (typeof HALL_SEXES)[number];

/** A part of a venue that is counted by itself; a bath-house has one for each sex. */
export interface HallInput {
  /** null: a new one */
  id: string | null;
  name: Bilingual;
  /** null: for everybody */
  sex: HallSex | null;
  capacity: number;
}

export interface VenueInput {
  campusId: string;
  kindId: string;
  name: Bilingual;
  /** how long one may stay */
  useMinutes: number;
  hours: OpeningHours[];
  halls: HallInput[];
  /** gates that lead into it: by going in one's use begins, by going out it ends */
  doorGateIds: string[];
}

export const VENUE_LIMITS = {
  halls: 8,
  doors: 8,
  hours: 28,
  capacity: 5000,
  shortestUseMinutes: 5,
  longestUseMinutes: 720,
} as const;

export interface HallView extends Omit<HallInput, 'id'> {
  id: string;
  /** places that are taken: offered, held or in use */
  held: number;
}

export interface VenueView extends Omit<VenueInput, 'halls'> {
  id: string;
  halls: HallView[];
  closures: VenueClosureView[];
}

/** Closed out of turn: everybody who has booked is told, and nobody has broken a rule. */
export interface VenueClosureInput {
  /** instants */
  from: string;
  until: string;
  reason: Bilingual;
}

export interface VenueClosureView extends VenueClosureInput {
  id: string;
}

export interface VenueClosureAnswer {
  closure: VenueClosureView;
  /** bookings that it ended, and people who were waiting */
  cancelled: number;
  sentAway: number;
}

// — on the phone —

export interface HallOption {
  id: string;
  name: Bilingual;
  capacity: number;
  free: number;
  /** people before whoever joins now */
  waiting: number;
}

/** A venue as somebody chooses it; halls of the other sex are not in it. */
export interface VenueOption {
  id: string;
  name: Bilingual;
  kind: { id: string; name: Bilingual };
  campus: { id: string; name: Bilingual };
  useMinutes: number;
  isOpen: boolean;
  /** when it closes while open, when it opens next while closed; null: not within a week */
  changesAt: string | null;
  /** why it is closed out of turn */
  closedFor: Bilingual | null;
  halls: HallOption[];
  doors: { gateId: string; name: Bilingual; directions: Direction[] }[];
}

/** When a venue is open in an ordinary week, and what closes it out of turn from now on. */
export interface VenueWeek {
  serverTime: string;
  hours: OpeningHours[];
  closures: VenueClosureInput[];
}

// — for whoever watches —

export interface HallBoard {
  id: string;
  name: Bilingual;
  capacity: number;
  offered: number;
  held: number;
  inUse: number;
  /** in use beyond the time limit */
  overdue: number;
  /** came in by a scan that was told late, with no place free: counted apart */
  admittedLate: number;
  waiting: number;
}

export interface VenueBoard {
  serverTime: string;
  venues: {
    id: string;
    name: Bilingual;
    campus: { id: string; name: Bilingual };
    isOpen: boolean;
    halls: HallBoard[];
  }[];
}
