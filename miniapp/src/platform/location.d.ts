import type { CoarseLocation } from '@shared/check-in';
import type { ArrivalFix } from '@shared/return';

/** Where the phone is, rounded to about a kilometre. Rejects when the person refuses or the phone cannot tell. */
export declare const coarseLocation: () => Promise<CoarseLocation>;

/** Where the phone is, as exactly as it can tell: only for signing in at the campus. Rejects likewise. */
export declare const preciseLocation: () => Promise<ArrivalFix>;
