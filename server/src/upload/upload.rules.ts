import { UPLOAD_LIMITS } from '@shared/upload';

/** What a person keeps at the moment. */
export interface Keeping {
  /** bytes of everything kept or being kept */
  bytes: number;
  /** uploads that are being stored right now */
  unfinished: number;
}

/** Pictures that are compared for sharing one piece of a hash, the newest: what is passed around comes within days. */
export const MOST_SHARING = 200;

export const IN_FLIGHT_PER_PERSON = 3;

/** Whether another picture of `bytes` fits into what a person may keep. */
export const fitsQuota = (keeping: Keeping, bytes: number): boolean =>
  keeping.bytes + bytes <= UPLOAD_LIMITS.maxKeptBytes && keeping.unfinished < IN_FLIGHT_PER_PERSON;
