import type { ApproverOption, QuickReason } from './approval';
import type { Bilingual } from './bilingual';
import type { PersonLine } from './follow-up';
import type { Direction } from './gate';
import type { Page } from './paging';
import type { UploadAddresses, UploadView } from './upload';

/** 健康出入证: exists for who is approved; whether it opens a gate is decided from the clock at every look. */

export const PASS_ORIGINS = ['return', 'exempt'] as const;
export type PassOrigin = (typeof PASS_ORIGINS)[number];

/** Why every passage is refused. Each is lifted by whom its cause names. */
export const HOLD_CAUSES = ['fever', 'open_case', 'override', 'left'] as const;
export type HoldCause = (typeof HOLD_CAUSES)[number];

/**
 * Who lifts a hold: the counsellor by closing its case, two persons together, or nobody (the person's state ends it).
 */
export const HOLD_LIFTED_BY: Record<HoldCause, 'case' | 'two_persons' | 'state'> = {
  fever: 'case',
  open_case: 'case',
  override: 'two_persons',
  left: 'state',
};

/**
 * `valid` opens gates. The others say what to do next: `apply_exempt` and `apply_return` where there is no pass
 * (`apply_exempt` also once it has ended),
 * `ended` after leaving the campus (one may still go out for a day), `check_in_due` report first,
 * `held` ask the counsellor, `person_inactive` ask card staff.
 */
export const PASS_STATUSES = [
  'valid',
  'apply_return',
  'apply_exempt',
  'ended',
  'check_in_due',
  'held',
  'person_inactive',
] as const;
export type PassStatus = (typeof PASS_STATUSES)[number];

export interface HoldView {
  cause: HoldCause;
  placedAt: string;
}

/** An open hold as the person who is held sees it. */
export interface OwnHold extends HoldView {
  /** has the case, and lifts the hold by closing it; null where the school does, or nobody */
  counsellor: { name: string; unit: Bilingual } | null;
}

/** An open hold as whoever follows the person sees it: never which illness. */
export interface HoldLine extends HoldView {
  id: string;
  person: PersonLine;
  /** closing it lifts the hold; null where the cause names no case */
  caseId: string | null;
}

/** The pass page, in one call. */
export interface PassView {
  serverTime: string;
  status: PassStatus;
  /** directions that the status leaves open: both for `valid`, `out` for a day after `ended` */
  directions: Direction[];
  /** 王*, as the keeper sees it */
  maskedName: string;
  number: string;
  unit: Bilingual;
  /** where the pass came with one */
  photo: UploadAddresses | null;
  holds: OwnHold[];
  /** this phone shows the codes; `other` names the phone that does */
  device: { isThis: boolean; other: string | null };
  /** of the day, so that a screenshot of yesterday looks wrong; index into PASS_DAY_COLOURS of the app */
  dayColour: number;
  /** what stands in the way of an application for an exempt pass, or the one that runs */
  exempt: ExemptPassView | null;
  /** the last gate and direction for which this person showed a code */
  lastGate: { gateId: string; direction: Direction } | null;
}

/** 王*: the first sign, whatever script it is of. */
export const maskedNameOf = (name: string): string => `${[...name][0] ?? ''}*`;

/** How many colours a day may have. */
export const PASS_DAY_COLOURS = 7;

// — applying directly —

export const EXEMPT_PASS_STATES = ['submitted', 'approved', 'returned', 'rejected', 'withdrawn'] as const;
export type ExemptPassState = (typeof EXEMPT_PASS_STATES)[number];
export const EXEMPT_PASS_ACTIONS = ['submit', 'withdraw', 'approve', 'return', 'reject'] as const;
export type ExemptPassAction = (typeof EXEMPT_PASS_ACTIONS)[number];
export const EXEMPT_PASS_NEXT: Record<ExemptPassState, Partial<Record<ExemptPassAction, ExemptPassState>>> = {
  submitted: {
    submit: 'submitted',
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: {},
  rejected: {},
  withdrawn: {},
};

export interface ExemptPassInput {
  /** why no return application is needed, in words */
  reason: string;
  /** an upload of purpose `id_photo` */
  photoUploadId: string;
  approverId: string;
}

export interface ExemptPassView {
  id: string;
  state: ExemptPassState;
  revision: number;
  reason: string;
  /** gone once it is of no use: rejected, withdrawn, or a day after the pass has ended */
  photo: UploadView | null;
  approver: ApproverOption;
  correction: { reason: QuickReason | null; comment: string | null } | null;
  /** the approver has decided and can still take it back */
  settlesAt: string | null;
  submittedAt: string;
}

/** What the page of the application begins with. */
export interface ExemptPassDesk {
  serverTime: string;
  /** needs no return application, and has no pass that opens gates */
  isOffered: boolean;
  approvers: ApproverOption[];
  preselectedApproverId: string | null;
  /** the open one, or the last */
  application: ExemptPassView | null;
}

// — temporary passes 临时出入 —

export const TEMPORARY_PASS_STATES = ['submitted', 'approved', 'returned', 'rejected', 'withdrawn'] as const;
export type TemporaryPassState = (typeof TEMPORARY_PASS_STATES)[number];
export const TEMPORARY_PASS_ACTIONS = ['submit', 'withdraw', 'approve', 'return', 'reject'] as const;
export type TemporaryPassAction = (typeof TEMPORARY_PASS_ACTIONS)[number];
export const TEMPORARY_PASS_NEXT: Record<
  TemporaryPassState,
  Partial<Record<TemporaryPassAction, TemporaryPassState>>
> = {
  submitted: {
    submit: 'submitted',
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: { withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
};

/** The longest window and how far ahead it may begin, in days; gates of one pass; passes of one person that wait or can be used. */
export const TEMPORARY_PASS_LIMITS = { longestDays: 7, aheadDays: 30, mostGates: 10, mostCurrent: 20 } as const;

export interface TemporaryPassInput {
  reason: string;
  gateIds: string[];
  /** instants */
  startsAt: string;
  endsAt: string;
  approverId: string;
}

/** A gate as it is asked for. */
export interface TemporaryPassGate {
  id: string;
  name: Bilingual;
  /** closed to everybody without a temporary pass when its campus is closed */
  important: boolean;
  campus: { id: string; name: Bilingual };
  /** null: a gate of the campus itself */
  building: { id: string; name: Bilingual } | null;
}

/** What the form begins with. */
export interface TemporaryPassDesk {
  serverTime: string;
  /** important ones first, those of the own campus before the others */
  gates: TemporaryPassGate[];
  approvers: ApproverOption[];
  preselectedApproverId: string | null;
  limits: Record<keyof typeof TEMPORARY_PASS_LIMITS, number>;
}

/** `current`: waits, is to be corrected, or can still be used; `past`: everything else. */
export const TEMPORARY_PASS_LISTS = ['current', 'past'] as const;
export type TemporaryPassList = (typeof TEMPORARY_PASS_LISTS)[number];

export interface TemporaryPassView {
  id: string;
  state: TemporaryPassState;
  revision: number;
  reason: string;
  /** `name` tells them apart by itself */
  gates: { id: string; name: Bilingual }[];
  startsAt: string;
  endsAt: string;
  approver: ApproverOption;
  correction: { reason: QuickReason | null; comment: string | null } | null;
  /** the approver has decided and can still take it back */
  settlesAt: string | null;
  submittedAt: string;
}

/** A page of a list, and the server's clock for its countdowns. */
export interface TemporaryPassPage extends Page<TemporaryPassView> {
  serverTime: string;
}

// — what a school decides —

export interface PassPolicy {
  /** tenths of °C; this and above is a fever */
  feverTenths: number;
  /** while a campaign runs: the last report may be this old; null: reports are not looked at */
  checkInMaxAgeHours: number | null;
  /** kinds of people who need no return application */
  exemptKinds: ('student' | 'staff')[];
  exemptUnitIds: string[];
}

export const DEFAULT_PASS_POLICY: PassPolicy = {
  feverTenths: 373,
  checkInMaxAgeHours: 36,
  exemptKinds: ['staff'],
  exemptUnitIds: [],
};

// — status override by two persons —

export const OVERRIDE_EFFECTS = ['hold', 'lift'] as const;
export type OverrideEffect = (typeof OVERRIDE_EFFECTS)[number];
export const OVERRIDE_STATES = ['proposed', 'confirmed', 'refused', 'expired'] as const;
export type OverrideState = (typeof OVERRIDE_STATES)[number];
export const OVERRIDE_ACTIONS = ['confirm', 'refuse', 'expire'] as const;
export type OverrideAction = (typeof OVERRIDE_ACTIONS)[number];
export const OVERRIDE_NEXT: Record<OverrideState, Partial<Record<OverrideAction, OverrideState>>> = {
  proposed: { confirm: 'confirmed', refuse: 'refused', expire: 'expired' },
  confirmed: {},
  refused: {},
  expired: {},
};

/** A proposal that nobody confirmed within this time has expired. */
export const OVERRIDE_HOURS = 24;

export interface OverrideInput {
  personId: string;
  effect: OverrideEffect;
  /** at least ten signs: somebody will read it in a year */
  reason: string;
}

export interface OverrideView {
  id: string;
  person: PersonLine;
  effect: OverrideEffect;
  reason: string;
  state: OverrideState;
  proposedBy: PersonLine;
  proposedAt: string;
  decidedBy: PersonLine | null;
  decidedAt: string | null;
}
