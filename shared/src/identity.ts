import type { Bilingual } from './bilingual';
import type { Role } from './permissions';

export const PERSON_STATES = ['admitted', 'active', 'suspended', 'left'] as const;
export type PersonState = (typeof PERSON_STATES)[number];

/** Person states and where each may go; leaving ends roles, sessions and bindings. */
export const PERSON_NEXT: Record<PersonState, readonly PersonState[]> = {
  admitted: ['active', 'left'],
  active: ['suspended', 'left'],
  suspended: ['active', 'left'],
  left: [],
};

export const PERSON_KINDS = ['student', 'staff'] as const;
export type PersonKind = (typeof PERSON_KINDS)[number];

export const PRESENCES = ['on_campus', 'off_campus'] as const;
export type Presence = (typeof PRESENCES)[number];

export const CARD_STATES = ['active', 'lost', 'frozen', 'cancelled'] as const;
export type CardState = (typeof CARD_STATES)[number];

export const CARD_NEXT: Record<CardState, readonly CardState[]> = {
  active: ['lost', 'frozen', 'cancelled'],
  lost: ['active', 'cancelled'],
  frozen: ['active', 'cancelled'],
  cancelled: [],
};

export const PLATFORMS = ['h5', 'alipay', 'weapp'] as const;
export type Platform = (typeof PLATFORMS)[number];

/** What the phone sends about itself; `id` is random, made by the app at first start. */
export interface Device {
  id: string;
  name: string;
}

export interface SchoolOption {
  code: string;
  name: Bilingual;
}

export interface SignIn {
  schoolCode: string;
  number: string;
  password: string;
  device: Device;
}

export interface PlatformSignIn {
  platform: 'alipay' | 'weapp';
  code: string;
  device: Device;
}

/** Binds the platform login behind `ticket` to a person. */
export interface BindCard {
  ticket: string;
  schoolCode: string;
  number: string;
  password: string;
}

export interface Tokens {
  accessToken: string;
  /** seconds until the access token ends */
  accessExpiresInSeconds: number;
  refreshToken: string;
}

/**
 * Each answer of the sign-in conversation: either tokens, or the next step with a ticket of ten minutes
 * that is good for that step only.
 */
export type SignInAnswer =
  | { step: 'done'; tokens: Tokens; newDevice: boolean }
  | { step: 'bind'; ticket: string }
  | { step: 'choose_card'; ticket: string; cardCount: number }
  | { step: 'set_password'; ticket: string }
  | { step: 'enrol_totp'; ticket: string }
  | { step: 'totp'; ticket: string };

export interface TotpEnrolment {
  secret: string;
  otpauthUri: string;
}

export const PASSWORD_LENGTH = { min: 8, max: 64 } as const;

export interface CardView {
  lastFour: string;
  state: CardState;
}

/** `balanceFen` is null when the card system does not answer; health services go on. */
export interface Balance {
  balanceFen: number | null;
}

/** Who the signed-in person is, as every page shows it. */
export interface PersonCard extends Balance {
  number: string;
  name: string;
  kind: PersonKind;
  unit: Bilingual;
  campus: Bilingual;
  presence: Presence;
  card: CardView | null;
}

export interface MeView extends PersonCard {
  state: PersonState;
  roles: Role[];
  school: SchoolOption;
  bindings: BindingView[];
  totpEnrolled: boolean;
}

export interface BindingView {
  id: string;
  platform: Platform;
  boundAt: string;
}

export interface SessionView {
  id: string;
  platform: Platform;
  deviceName: string;
  createdAt: string;
  lastSeenAt: string;
  current: boolean;
}

export const CORRECTION_FIELDS = ['name', 'number', 'unit'] as const;
export type CorrectionField = (typeof CORRECTION_FIELDS)[number];

export const CORRECTION_STATES = ['open', 'accepted', 'refused'] as const;
export type CorrectionState = (typeof CORRECTION_STATES)[number];

export interface CorrectionRequest {
  field: CorrectionField;
  /** the right name or number, or the unit's name in words */
  wished: string;
  reason: string;
}

export interface CorrectionView {
  id: string;
  field: CorrectionField;
  before: string;
  wished: string;
  /** what stands now; null until it was accepted */
  after: string | null;
  reason: string;
  state: CorrectionState;
  answer: string | null;
  createdAt: string;
  decidedAt: string | null;
}

/** For card staff: who asks, beside what. */
export interface CorrectionTask extends CorrectionView {
  personId: string;
  personNumber: string;
  personName: string;
}
