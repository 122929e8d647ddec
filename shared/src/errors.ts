/** Every error a client may meet: code → HTTP status. Words for people live in the app's languages, keyed by the code. */
export const ERROR_STATUS = {
  // the request itself
  REQUEST_INVALID: 400,
  BODY_TOO_LARGE: 413,
  MEDIA_TYPE_UNSUPPORTED: 415,
  NOT_FOUND: 404,
  METHOD_NOT_ALLOWED: 405,
  TOO_MANY_REQUESTS: 429,
  IDEMPOTENCY_KEY_MISSING: 400,
  IDEMPOTENCY_KEY_REUSED: 409,
  SERVICE_BUSY: 503,
  INTERNAL: 500,
  // who is calling
  SIGN_IN_REQUIRED: 401,
  SESSION_ENDED: 401,
  REFRESH_REUSED: 401,
  PERMISSION_DENIED: 403,
  TICKET_EXPIRED: 401,
  // identity and cards
  SCHOOL_UNKNOWN: 404,
  CREDENTIALS_WRONG: 401,
  SIGN_IN_THROTTLED: 429,
  SCHOOL_THROTTLED: 429,
  PASSWORD_WEAK: 422,
  PASSWORD_DERIVED: 422,
  TOTP_WRONG: 401,
  PERSON_SUSPENDED: 403,
  PERSON_LEFT: 403,
  CARD_LOST: 403,
  CARD_FROZEN: 403,
  CARD_CHOICE_WRONG: 422,
  REAL_NAME_MISSING: 403,
  PLATFORM_CODE_WRONG: 401,
  PLATFORM_UNAVAILABLE: 503,
  BINDING_TAKEN: 409,
  RESET_CODE_WRONG: 401,
  INVITATION_WRONG: 401,
  PERSON_UNKNOWN: 404,
  PERSON_STATE_CONFLICT: 409,
  CARD_STATE_CONFLICT: 409,
  CORRECTION_ALREADY_OPEN: 409,
  CORRECTION_ALREADY_DECIDED: 409,
  IMPORT_FILE_INVALID: 422,
  IMPORT_ROWS_INVALID: 422,
  IMPORT_FILE_CHANGED: 409,
  IMPORT_ALREADY_CONFIRMED: 409,
  // campaign and check-in
  CAMPAIGN_NONE: 404,
  CAMPAIGN_STATE_CONFLICT: 409,
  CAMPAIGN_DATES_INVALID: 422,
  FORM_NOT_DUE: 409,
  DAY_NOT_OPEN: 409,
  WINDOW_NOT_YOURS: 409,
  WINDOW_NOT_OPEN: 409,
  WINDOWS_OVERLAP: 422,
  LATE_REASON_MISSING: 422,
  LOCATION_MISSING: 422,
  FORM_TICKET_INVALID: 409,
  TEMPLATE_OUTDATED: 409,
  TEMPLATE_INVALID: 422,
  TEMPLATE_STATE_CONFLICT: 409,
  ANSWERS_INVALID: 422,
  // uploads
  UPLOAD_INCOMPLETE: 400,
  UPLOAD_TOO_LARGE: 413,
  UPLOAD_TYPE_REFUSED: 415,
  UPLOAD_UNREADABLE: 422,
  UPLOAD_TOO_SMALL: 422,
  UPLOAD_TOO_MANY_PIXELS: 422,
  UPLOAD_DUPLICATE: 409,
  UPLOAD_IN_USE: 409,
  UPLOAD_QUOTA: 429,
  UPLOAD_ADDRESS_INVALID: 403,
  STORAGE_FULL: 507,
  // approvals
  APPROVAL_REASON_MISSING: 422,
  APPROVAL_NOT_PENDING: 409,
  APPROVER_NOT_OFFERED: 422,
  DEPUTY_INVALID: 422,
  // returning and leaving
  RETURN_ALREADY_OPEN: 409,
  RETURN_STATE_CONFLICT: 409,
  RETURN_DRAFT_CHANGED: 409,
  RETURN_INCOMPLETE: 422,
  EVIDENCE_UNKNOWN: 422,
  ARRIVAL_OUTSIDE: 409,
  ARRIVAL_INACCURATE: 409,
  APPROVER_RULE_INVALID: 422,
  EVIDENCE_SLOTS_INVALID: 422,
  LEAVING_STATE_CONFLICT: 409,
  // cases and notices
  CASE_ALREADY_CLOSED: 409,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** One field that was refused; `path` is a JSON pointer, `rule` the keyword that failed (never the value). */
export interface FieldFault {
  path: string;
  rule: string;
  /** the bound of the rule, where it has one (e.g. minimum 340) */
  limit?: number | string;
}

/** RFC 9457 problem document. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: ErrorCode;
  /** request id: what a person reads out to support */
  instance: string;
  fields?: FieldFault[];
  /** facts the words need (seconds to wait, when a window opens); never personal data */
  details?: Record<string, string | number | boolean | string[]>;
}
