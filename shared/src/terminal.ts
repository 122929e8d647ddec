import type { Bilingual } from './bilingual';
import type { AntiPassback, Direction } from './gate';
import type { PassKeySet } from './pass-code';
import type { Verdict, VerdictWords } from './verdict';

/** What gate terminals and the server say to each other; docs/terminal-protocol.md is the same in words. */

/** Of signed requests (RFC 9421): what must be covered, how old a request may be, how far clocks may differ. Seconds. */
export const TERMINAL_SIGNATURE = {
  label: 'terminal',
  algorithm: 'ecdsa-p256-sha256',
  components: ['@method', '@request-target', 'content-digest'],
  parameters: ['created', 'keyid', 'nonce'],
  maxAgeSeconds: 300,
  skewSeconds: 300,
} as const;

/** tenths of °C that a forehead or wrist can have; anything else is a fault of measuring */
export const TEMPERATURE_LIMITS = { lowest: 340, highest: 420 } as const;

export const TERMINAL_LIMITS = {
  /** with the longest codes as many as a request may hold */
  eventsABatch: 400,
  /** of one device, told again included; a day without network at a busy gate passes in one go */
  eventsAMinute: 10_000,
  eventsADay: 200_000,
  /** signs of a student or staff number */
  longestNumber: 32,
  standingsAPage: 1000,
  /** events older than this are kept apart and count for nothing */
  oldestEventHours: 48,
  /** a clock that is off by more is an alarm */
  alarmSkewSeconds: 30,
  heartbeatSeconds: 30,
  enrolmentMinutes: 30,
} as const;

/** The public half of a device's key. */
export interface DeviceKey {
  kty: 'EC';
  crv: 'P-256';
  x: string;
  y: string;
}

export interface EnrolmentRequest {
  /** handed over by the administrator, once */
  code: string;
  key: DeviceKey;
  model: string;
}

export interface EnrolmentAnswer {
  terminalId: string;
  keyId: string;
  config: TerminalConfig;
}

export interface KeyRotation {
  key: DeviceKey;
}

export interface KeyRotationAnswer {
  keyId: string;
  /** until when the earlier key still signs */
  earlierUntil: string;
}

/** Everything a terminal must know of its own gate. */
export interface TerminalConfig {
  serverTime: string;
  terminalId: string;
  name: string;
  schoolCode: string;
  gate: {
    id: string;
    code: string;
    name: Bilingual;
    /** where it stands; unknown to a device that has not asked since it was told */
    place?: { campus: Bilingual; building: Bilingual | null };
    directions: Direction[];
    antiPassback: AntiPassback;
    /** important, and its campus is under closed management: nobody is admitted without network */
    needsTemporaryPass: boolean;
    /** the door of a venue: without network a code alone says that a place is held; a number or a face does not */
    needsBooking: boolean;
  };
  feverTenths: number;
  /** base64url; numbers are known by their keyed digest only: the first 16 bytes of HMAC-SHA-256 */
  numberDigestKey: string;
  keys: PassKeySet;
}

/** Begins with each start of the device. Numbers only go up; a lower one means that two devices share a key. */
export interface BootRequest {
  bootId: string;
  bootNumber: number;
}

export interface Heartbeat {
  bootId: string;
  /** the device's own clock */
  sentAt: string;
  queuedEvents: number;
  version: string;
}

export interface HeartbeatAnswer {
  serverTime: string;
  /** server minus device, milliseconds */
  offsetMs: number;
}

/** What an event is known by: stored once, however often it is sent. */
export interface EventKey {
  bootId: string;
  /** from 1, without gaps within a boot */
  sequence: number;
}

/** `face`: the device has recognised somebody and names the number; never behind a private door */
export const PASSAGE_MEANS = ['code', 'number', 'face'] as const;
export type PassageMeans = (typeof PASSAGE_MEANS)[number];

/** A code, a number or a face at the gate. First without a temperature; then, under the same key, with one. */
export interface ScanRequest extends EventKey {
  /** the device's own clock */
  at: string;
  code?: string;
  number?: string;
  /** of a number: how it is known; left out, somebody said it */
  means?: 'number' | 'face';
  /** asked with a number, and where one device serves both ways */
  direction?: Direction;
  temperatureTenths?: number;
}

export interface ScanAnswer {
  verdict: Verdict;
  admitted: boolean;
  words: VerdictWords;
  direction: Direction | null;
  /** 王*; null where nobody was recognised */
  maskedName: string | null;
  /** for the keeper, where the pass came with a photo: read by this terminal, at most sixty seconds */
  photo: string | null;
  /** of `measure_now` */
  keptUntil: string | null;
}

/** Decided by the terminal alone, while it had no network. */
export interface TerminalEvent extends EventKey {
  /**
   * A scan of the same showing that was sent and never answered. Where the server has judged it and came to the same
   * verdict, the event is its duplicate: one passage, and no second use of the code.
   */
  scanSequence: number | null;
  at: string;
  /** server minus device as known then, milliseconds; null: never met the server in this boot */
  offsetMs: number | null;
  gateId: string;
  means: PassageMeans;
  code?: string;
  number?: string;
  direction: Direction;
  verdict: Verdict;
  temperatureTenths: number | null;
}

export interface EventBatch {
  sentAt: string;
  events: TerminalEvent[];
}

/** Why an event is kept apart: it is stored, and counts for nothing. */
export const QUARANTINE_REASONS = [
  'other_gate',
  'too_old',
  'from_future',
  'forged_code',
  'implausible_temperature',
  'number_unknown',
  'face_not_allowed',
  'sequence_forked',
] as const;
export type QuarantineReason = (typeof QUARANTINE_REASONS)[number];

export interface EventOutcome extends EventKey {
  outcome: 'stored' | 'duplicate' | 'quarantined';
  reason: QuarantineReason | null;
}

export interface EventBatchAnswer {
  serverTime: string;
  outcomes: EventOutcome[];
}

/** How a pass stands, for the time without network. */
export interface Standing {
  /** 16 bytes in base64url, as in `sub` */
  passId: string;
  /** codes with a lower `v` are replaced */
  epoch: number;
  /** null: nothing against it */
  refusal: 'pass_held' | 'pass_ended' | 'person_inactive' | null;
  /** of people of the gate's campus only */
  numberDigest: string | null;
}

export interface StandingPage {
  items: Standing[];
  cursor: string;
  /** nothing more for now */
  isComplete: boolean;
}

/**
 * To compare with one's own: the sum modulo 2^48, in decimal digits, of the first six bytes of SHA-256 of
 * `passId|epoch|refusal` (nothing after the bar where there is no refusal).
 */
export interface StandingCheck {
  cursor: string;
  count: number;
  sum: string;
}

// — for administrators —

export const TERMINAL_STATES = ['awaiting', 'active', 'revoked'] as const;
export type TerminalState = (typeof TERMINAL_STATES)[number];

export const TERMINAL_ALARMS = [
  'sequence_forked',
  'boot_forked',
  'clock_off',
  'events_quarantined',
  'events_over_limit',
] as const;
export type TerminalAlarm = (typeof TERMINAL_ALARMS)[number];

export interface TerminalInput {
  gateId: string;
  name: string;
}

export interface TerminalLine {
  id: string;
  name: string;
  gate: { id: string; name: Bilingual };
  state: TerminalState;
  model: string | null;
  version: string | null;
  lastSeenAt: string | null;
  /** silent for more than three heartbeats */
  isSilent: boolean;
  queuedEvents: number;
  offsetMs: number | null;
  alarms: { kind: TerminalAlarm; count: number; lastAt: string }[];
}

export interface NewTerminal {
  terminal: TerminalLine;
  /** shown once */
  enrolmentCode: string;
  expiresAt: string;
}
