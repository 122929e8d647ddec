import type { Bilingual } from '@shared/bilingual';
import type { ApproverOption } from '@shared/approval';

/** Why somebody may be offered: named by the unit's rule, follows the person, follows others of the college, or decides already. */
export type Standing = 'rule' | 'path' | 'college' | 'elsewhere';

export interface Candidate {
  person_id: string;
  name: string;
  unit: Bilingual;
  standing: Standing;
  /** what was applied for is with them at present */
  is_present: boolean;
}

export interface Offer {
  approvers: ApproverOption[];
  preselectedId: string | null;
  /** those by whom the person's own unit is looked after; to choose another is allowed and looked at */
  ownIds: string[];
}

/**
 * A rule's list stands alone while anybody of it can still approve; otherwise the counsellors, the nearest first.
 * Whoever it is with already may keep it.
 */
export const offerOf = (candidates: readonly Candidate[]): Offer => {
  const named = candidates.filter(({ standing }) => standing === 'rule');
  const followed = candidates.filter(({ standing }) => standing === 'path');
  const own = named.length > 0 ? named : followed;
  const offered =
    named.length > 0 ? named : [...followed, ...candidates.filter(({ standing }) => standing === 'college')];
  const present = candidates.filter((one) => one.is_present && !offered.includes(one));
  return {
    approvers: [...offered, ...present].map(({ person_id: personId, name, unit }) => ({ personId, name, unit })),
    preselectedId: offered[0]?.person_id ?? null,
    ownIds: own.map(({ person_id }) => person_id),
  };
};
