import type { Bilingual } from '@shared/bilingual';
import type { ApproverOption } from '@shared/approval';

/** Why somebody may be offered: named by the unit's rule, follows the person, or follows others of the college. */
export type Standing = 'rule' | 'path' | 'college';

export interface Candidate {
  person_id: string;
  name: string;
  unit: Bilingual;
  standing: Standing;
}

export interface Offer {
  approvers: ApproverOption[];
  preselectedId: string | null;
  /** those by whom the person's own unit is looked after; to choose another is allowed and looked at */
  ownIds: string[];
}

/** A rule's list stands alone while anybody of it can still approve; otherwise the counsellors, the nearest first. */
export const offerOf = (candidates: readonly Candidate[]): Offer => {
  const named = candidates.filter(({ standing }) => standing === 'rule');
  const followed = candidates.filter(({ standing }) => standing === 'path');
  const own = named.length > 0 ? named : followed;
  const offered =
    named.length > 0 ? named : [...followed, ...candidates.filter(({ standing }) => standing === 'college')];
  return {
    approvers: offered.map(({ person_id: personId, name, unit }) => ({ personId, name, unit })),
    preselectedId: offered[0]?.person_id ?? null,
    ownIds: own.map(({ person_id }) => person_id),
  };
};
