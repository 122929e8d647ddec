import type { Bilingual } from './bilingual';
import type { BookingState } from './booking';
import type { CheckInDue } from './check-in';
import type { PersonCard } from './identity';
import type { PassStatus } from './pass';
import type { Role } from './permissions';
import type { ReturnDue } from './return';

/** Everything the first screen shows, in one call. */
export interface HomeView {
  serverTime: string;
  person: PersonCard;
  roles: Role[];
  checkIn: CheckInDue | null;
  return: ReturnDue | null;
  /** how the pass stands, and how many holds keep it back */
  pass: { status: PassStatus; holds: number };
  /** the booking that runs */
  booking: {
    state: BookingState;
    venue: Bilingual;
    /** of `offered` and `held`: void from this instant on */
    expiresAt: string | null;
    /** of a use: the time limit */
    endsAt: string | null;
  } | null;
  unreadNotices: number;
  /** for counsellors; null for everybody else */
  follow: { missing: number; abnormal: number; openCases: number } | null;
  /** requests that wait for this person; null for whoever decides none */
  approvals: { pending: number } | null;
}
