/** Whether the person of this alias is an active counsellor. */
export const canApprove = (person: string): string => `${person}.state = 'active' AND EXISTS (
  SELECT 1 FROM role_grants g WHERE g.school_id = ${person}.school_id AND g.person_id = ${person}.id AND g.role = 'counsellor')`;
