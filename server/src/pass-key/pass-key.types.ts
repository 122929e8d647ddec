import type { PassCodeClaims } from '@shared/pass-code';

/** What a verifier makes of the text in a picture. */
export type ReadCode =
  /** not the form of a code at all */
  | { is: 'unreadable' }
  /** the form of one, and no key that is good now has signed it */
  | { is: 'forged' }
  | { is: 'genuine'; claims: PassCodeClaims };
