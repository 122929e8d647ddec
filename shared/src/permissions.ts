export const ROLES = ['member', 'counsellor', 'card_staff', 'school_admin'] as const;
export type Role = (typeof ROLES)[number];

/** Roles that sign in by password and TOTP and may be granted; `member` is everybody bound. */
export const STAFF_ROLES = ['counsellor', 'card_staff', 'school_admin'] as const;
export type StaffRole = (typeof STAFF_ROLES)[number];

/**
 * Permission → roles that hold it. `public` routes need no session;
 * a route that names no permission at all does not answer.
 */
export const PERMISSIONS = {
  'self.read': ['member'],
  'self.write': ['member'],
  'check_in.report': ['member'],
  'check_in.follow': ['counsellor', 'school_admin'],
  /** opens the answers of a report; numbers and names take check_in.follow alone */
  'check_in.read': ['counsellor'],
  'check_in.remind': ['counsellor', 'school_admin'],
  'check_in.proxy': ['counsellor'],
  'case.handle': ['counsellor', 'school_admin'],
  'upload.keep': ['member'],
  'return.apply': ['member'],
  'return.follow': ['counsellor', 'school_admin'],
  'return.confirm': ['counsellor'],
  'return.manage': ['school_admin'],
  'pass.show': ['member'],
  'pass.apply': ['member'],
  'hold.follow': ['counsellor', 'school_admin'],
  'override.decide': ['school_admin'],
  'pass.manage': ['school_admin'],
  'gate.manage': ['school_admin'],
  'terminal.manage': ['school_admin'],
  'passage.watch': ['counsellor', 'school_admin'],
  'booking.use': ['member'],
  'venue.watch': ['card_staff', 'school_admin'],
  'venue.manage': ['school_admin'],
  'approval.decide': ['counsellor'],
  'approval.oversee': ['school_admin'],
  'person.read': ['card_staff', 'school_admin'],
  'person.manage': ['card_staff'],
  'presence.manage': ['school_admin'],
  'correction.decide': ['card_staff'],
  'import.run': ['card_staff'],
  /** codes and ids of campuses and units, as imports, roles and audiences name them */
  'unit.read': ['card_staff', 'school_admin'],
  'unit.manage': ['school_admin'],
  'support.manage': ['school_admin'],
  'campaign.manage': ['school_admin'],
  'role.manage': ['school_admin'],
  'audit.read': ['school_admin'],
} as const satisfies Record<string, readonly Role[]>;

export type Permission = keyof typeof PERMISSIONS;

/** Whether any of the roles holds the permission. */
export const holds = (roles: readonly Role[], permission: Permission): boolean =>
  (PERMISSIONS[permission] as readonly Role[]).some((role) => roles.includes(role));
