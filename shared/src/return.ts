import type { ApproverOption, QuickReason } from './approval';
import type { Bilingual } from './bilingual';
import type { Answers, CoarseLocation } from './check-in';
import type { TemplateBody } from './check-in-template';
import type { PersonLine } from './follow-up';
import type { UploadView } from './upload';

export const RETURN_STATES = [
  'draft',
  'submitted',
  'approved',
  'returned',
  'rejected',
  'withdrawn',
  'arrived',
] as const;
export type ReturnState = (typeof RETURN_STATES)[number];

/** What happens to an application: the first three by the applicant, `arrive` at the campus, the others by the approver. */
export const RETURN_ACTIONS = ['submit', 'withdraw', 'arrive', 'approve', 'return', 'reject'] as const;
export type ReturnAction = (typeof RETURN_ACTIONS)[number];

/** The transition table: what the server allows and what the app draws buttons for. */
export const RETURN_NEXT: Record<ReturnState, Partial<Record<ReturnAction, ReturnState>>> = {
  draft: { submit: 'submitted', withdraw: 'withdrawn' },
  submitted: {
    submit: 'submitted',
    approve: 'approved',
    return: 'returned',
    reject: 'rejected',
    withdraw: 'withdrawn',
  },
  returned: { submit: 'submitted', withdraw: 'withdrawn' },
  approved: { arrive: 'arrived', withdraw: 'withdrawn' },
  rejected: {},
  withdrawn: {},
  arrived: {},
};

/** While an application is in one of these, its applicant cannot begin another. */
export const OPEN_RETURN_STATES = [
  'draft',
  'submitted',
  'returned',
  'approved',
] as const satisfies readonly ReturnState[];

/** The form whose answers are the health part of an application. */
export const RETURN_FORM_KEY = 'return_health';

export const TRANSPORTS = ['train', 'plane', 'coach', 'car', 'other'] as const;
export type Transport = (typeof TRANSPORTS)[number];

/** One photo that a campaign asks for. */
export interface EvidenceSlot {
  /** lower snake */
  key: string;
  title: Bilingual;
  help: Bilingual;
  required: boolean;
  /** papers of which one must be handed in, such as the three operators; empty: there is but one */
  papers: { key: string; label: Bilingual }[];
  /** which drawing shows a good and a bad photo */
  sample: 'code' | 'list' | 'paper';
}

/** Keys of what an approver reads of an application; each `answer` carries its question in its words. */
export const RETURN_FACTS = [
  'returnsAt',
  'campus',
  'transport',
  'transportNumber',
  'seat',
  'origin',
  'answer',
] as const;

export interface EvidenceChoice {
  uploadId: string;
  /** key of the paper, where the slot has several */
  paper: string | null;
}

/** What the applicant fills in; every part may be missing while it is a draft. */
export interface ReturnDraft {
  /** instant */
  returnsAt?: string;
  campusId?: string;
  transport?: Transport;
  /** number of the train, flight or bus */
  transportNumber?: string;
  seat?: string;
  /** where the journey begins: province and city in words */
  origin?: string;
  answers?: Answers;
  evidence?: Record<string, EvidenceChoice>;
  approverId?: string;
}

export interface SaveReturnDraft {
  draft: ReturnDraft;
  /** of the draft that was changed; two phones at once: the later one is told */
  revision: number;
}

/** What the approver asked to be done again. */
export interface ReturnCorrection {
  reason: QuickReason | null;
  comment: string | null;
  slots: string[];
  at: string;
}

export interface ReturnView {
  id: string;
  state: ReturnState;
  revision: number;
  /** versions handed in so far */
  version: number;
  draft: ReturnDraft;
  /** the uploads that the draft names, with addresses of this moment */
  evidence: Record<string, UploadView>;
  approver: ApproverOption | null;
  /** of `returned` and `rejected` */
  correction: ReturnCorrection | null;
  /** the approver has decided and can still take it back: nothing can be changed for these seconds */
  settlesAt: string | null;
  submittedAt: string | null;
  arrival: ArrivalView | null;
}

/** Everything the return page shows, in one call. `application` is the open one, or the last one of this campaign. */
export interface ReturnDesk {
  campaign: { id: string; name: Bilingual };
  serverTime: string;
  campuses: { id: string; name: Bilingual }[];
  homeCampusId: string;
  template: TemplateBody;
  slots: EvidenceSlot[];
  approvers: ApproverOption[];
  /** by the rule of the unit */
  preselectedApproverId: string | null;
  /** what the unit says about returning, such as whom to choose */
  unitNotice: Bilingual | null;
  application: ReturnView | null;
}

export interface ReturnVersionView {
  version: number;
  submittedAt: string;
  content: ReturnDraft;
  /** its photos by slot, with addresses of this moment */
  evidence: Record<string, UploadView>;
}

// — arrival —

/** Which grid of coordinates a phone speaks of: Chinese maps shift theirs by some hundred metres. */
export const COORDINATE_SYSTEMS = ['wgs84', 'gcj02'] as const;
export type CoordinateSystem = (typeof COORDINATE_SYSTEMS)[number];

export interface ArrivalFix extends CoarseLocation {
  system: CoordinateSystem;
}

/** Said about an arrival to its approver; location alone is never proof. */
export const ARRIVAL_FLAGS = ['impossible_travel', 'repeated_coordinates', 'inaccurate'] as const;
export type ArrivalFlag = (typeof ARRIVAL_FLAGS)[number];

export const ARRIVAL_MEANS = ['location', 'approver', 'gate'] as const;
export type ArrivalMeans = (typeof ARRIVAL_MEANS)[number];

export interface ArrivalView {
  arrivedAt: string;
  campus: Bilingual;
  means: ArrivalMeans;
}

/** The campuses as circles, so that the phone can say how far it is; the server decides. Metres and WGS 84. */
export interface CampusCircle {
  campusId: string;
  name: Bilingual;
  latitude: number;
  longitude: number;
  radiusMetres: number;
}

export interface CircleInput {
  latitude: number;
  longitude: number;
  radiusMetres: number;
  /** of the map from which the coordinates were read */
  system: CoordinateSystem;
}

/** One line of who is expected; `hourAt` is the beginning of the hour. */
export interface ExpectedTally {
  unitId: string;
  unit: Bilingual;
  hourAt: string;
  expected: number;
  arrived: number;
}

export interface ExpectedLine extends PersonLine {
  applicationId: string;
  returnsAt: string;
  campus: Bilingual;
  transport: Transport | null;
  arrival: (ArrivalView & { flags: ArrivalFlag[] }) | null;
}

// — what the school sets up —

export interface ApproverRuleInput {
  approverIds: string[];
  notice: Bilingual | null;
}

export interface ApproverRuleView extends ApproverRuleInput {
  unitId: string;
  unit: Bilingual;
  approvers: ApproverOption[];
}

/** On the home page: where the person stands with returning; null when there is nothing to do or to await. */
export interface ReturnDue {
  state: ReturnState | 'none';
  returnsAt: string | null;
}
