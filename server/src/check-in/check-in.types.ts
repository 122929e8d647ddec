import type { ReportReceipt } from '@shared/check-in';

/** Who sends a report: the person, or a counsellor for them. */
export interface Sender {
  schoolId: string;
  personId: string;
  sharedDevice: boolean;
  requestId: string;
}

/** What the statement of a report answers. */
export interface Outcome {
  /** null: this very request was stored */
  body_hash: Buffer | null;
  answer: Omit<ReportReceipt, 'receiptNumber'>;
}
