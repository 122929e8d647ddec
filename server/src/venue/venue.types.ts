import type { Bilingual } from '@shared/bilingual';
import type { Direction } from '@shared/gate';
import type { HallSex, OpeningHours, VenueKindView } from '@shared/venue';

/** Closed out of turn, between two instants. */
export interface Closure {
  startsAt: Date;
  endsAt: Date;
  reason: Bilingual;
}

/** What says whether a venue is open. */
export interface VenueTimes {
  timeZone: string;
  hours: readonly OpeningHours[];
  closures: readonly Closure[];
}

export interface Hall {
  id: string;
  name: Bilingual;
  sex: HallSex | null;
}

/** A venue in use, as whoever books asks for it; at most four seconds old. */
export interface Venue extends VenueTimes {
  id: string;
  name: Bilingual;
  campus: { id: string; name: Bilingual };
  kind: VenueKindView;
  useMinutes: number;
  halls: Hall[];
  doors: { gateId: string; name: Bilingual; directions: Direction[] }[];
}
