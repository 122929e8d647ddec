import type { FieldFault } from '@shared/errors';
import type { StaffRole } from '@shared/permissions';

/** A counsellor follows a unit; the other roles are for the whole school. */
export const grantFault = ({ role, unitId }: { role: StaffRole; unitId: string | null }): FieldFault | null => {
  if (role === 'counsellor') {
    return unitId === null ? { path: '/unitId', rule: 'required' } : null;
  }
  return unitId === null ? null : { path: '/unitId', rule: 'absent' };
};
