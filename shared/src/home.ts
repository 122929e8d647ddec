import type { CheckInDue } from './check-in';
import type { PersonCard } from './identity';
import type { Role } from './permissions';

/** Everything the first screen shows, in one call. */
export interface HomeView {
  serverTime: string;
  person: PersonCard;
  roles: Role[];
  checkIn: CheckInDue | null;
  unreadNotices: number;
  /** for counsellors; null for everybody else */
  follow: { missing: number; abnormal: number; openCases: number } | null;
}
