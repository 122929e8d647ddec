import type { CoarseLocation } from '@shared/check-in';

/** Where the phone is, rounded to about a kilometre. Rejects when the person refuses or the phone cannot tell. */
export declare const coarseLocation: () => Promise<CoarseLocation>;
