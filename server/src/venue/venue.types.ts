import type { Bilingual } from '@shared/bilingual';
import type { Direction } from '@shared/gate';
import type { HallSex, VenueKindView } from '@shared/venue';
import type { VenueTimes } from '../common/opening-times';

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
