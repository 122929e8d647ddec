import type { Device, Platform } from '@shared/identity';

export interface NewSession {
  schoolId: string;
  personId: string;
  platform: Platform;
  device: Device;
  /** passed TOTP: staff roles count */
  staffVerified: boolean;
  /** one of many who signed in from one address: reports from it say so */
  isCrowded?: boolean;
}

export type EndReason =
  | 'signed_out'
  | 'ended_by_owner'
  | 'refresh_reused'
  | 'password_changed'
  | 'unbound'
  | 'person_left'
  | 'person_suspended';
