import type { Direction } from '@shared/gate';
import type { PersonKind, PersonState, Presence } from '@shared/identity';
import type { PassOrigin, PassPolicy, PassStatus } from '@shared/pass';
import type { Plan } from '../campaign/plan.types';

/** A person with their pass, as far as it says whether a gate opens. */
export interface PassFacts {
  state: PersonState;
  kind: PersonKind;
  presence: Presence;
  /** where they are, else where they belong */
  campusId: string;
  /** from the root down */
  unitPath: string[];
  pass: { createdAt: Date; endedAt: Date | null } | null;
  isHeld: boolean;
  /** of the last report since `PassSetting.reportsFrom`; null for none */
  reportedAt: Date | null;
}

/** What a school asks of passes at present; at most four seconds old. */
export interface PassSetting {
  policy: PassPolicy;
  plan: Plan;
  /** campus day from which reports count; null where none are looked at */
  reportsFrom: string | null;
}

export interface PassStanding {
  status: PassStatus;
  /** that the status leaves open */
  directions: Direction[];
}

export interface NewPass {
  schoolId: string;
  personId: string;
  origin: PassOrigin;
  /** the application that was approved */
  originId: string;
  /** of the ID photo that came with it */
  photoUploadId?: string;
}

/** What a code needs to know of its pass. */
export interface ShowablePass extends PassStanding {
  passId: string;
  epoch: number;
  /** this session's phone shows the codes; else another one does */
  isThisPhone: boolean;
}
