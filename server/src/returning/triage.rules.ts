import type { TriageReason } from '@shared/approval';
import type { EvidenceSlot } from '@shared/return';

const HOUR_MS = 3_600_000;
/** Less notice than this leaves an approver no evening to look. */
const SHORT_NOTICE_HOURS = 24;
/** A health code is of the day; three days allow for a weekend. */
const OLD_PHOTO_HOURS = 72;
/** Fourteen days are asked for, counted back from the return: a list that ends a week before shows but half of them. */
const ITINERARY_GAP_DAYS = 7;

export interface TriageFacts {
  submittedAt: Date;
  returnsAt: Date;
  version: number;
  /** the form's own rules find something in the answers */
  isAbnormal: boolean;
  hasLookalike: boolean;
  /** the chosen approver looks after the applicant's own unit */
  isOwnApprover: boolean;
  photos: { uploadedAt: Date; sample: EvidenceSlot['sample'] }[];
}

/** Why an application needs a look; none means that it can be approved with many others. */
export const triageReasons = (facts: TriageFacts): TriageReason[] => {
  const { submittedAt, returnsAt, photos } = facts;
  const hours = (from: Date, to: Date): number => (to.getTime() - from.getTime()) / HOUR_MS;
  const isShortList = photos.some(
    ({ sample, uploadedAt }) => sample === 'list' && hours(uploadedAt, returnsAt) > ITINERARY_GAP_DAYS * 24,
  );
  const found: [TriageReason, boolean][] = [
    ['answers_abnormal', facts.isAbnormal],
    ['short_notice', hours(submittedAt, returnsAt) < SHORT_NOTICE_HOURS],
    ['corrected', facts.version > 1],
    ['photo_similar', facts.hasLookalike],
    ['photo_old', photos.some(({ uploadedAt }) => hours(uploadedAt, submittedAt) > OLD_PHOTO_HOURS)],
    ['itinerary_short', isShortList],
    ['wrong_unit', !facts.isOwnApprover],
  ];
  return found.filter(([, isSo]) => isSo).map(([reason]) => reason);
};
