import { PASSWORD_LENGTH } from '@shared/identity';
import { isCommonPassword } from './common-passwords';

const RUN = 6;
/** What looks like a mainland mobile number may be the person's own, which is known only once they told it in a report. */
const MOBILE = /1[3-9]\d{9}/;
/** Digits alone, no more than a phone number has: a piece of one, or as good as one. */
const DIGITS = /^[+]?[0-9 -]{1,14}$/;

/** Full-width letters and digits count as the plain ones. */
const plain = (text: string): string => text.normalize('NFKC');

/** What people type for an initial password, as it is compared: plain, upper case, X as 0. */
export const typedInitial = (typed: string): string => plain(typed).trim().toUpperCase().replaceAll('X', '0');

/** The guide's initial password: the last six characters of the ID number, X becomes 0. */
export const initialPassword = (idNumber: string): string => typedInitial(idNumber).slice(-RUN);

/** A chosen password as it is hashed and compared. */
export const typedChosen = (typed: string): string => plain(typed);

export interface PasswordFacts {
  idNumber: string;
  number: string;
  /** as the person told them in reports */
  phones: readonly string[];
}

/** Why a new password is refused, or null. */
export const passwordFault = (password: string, facts: PasswordFacts): 'PASSWORD_WEAK' | 'PASSWORD_DERIVED' | null => {
  const chosen = typedChosen(password);
  const length = [...chosen].length;
  if (length < PASSWORD_LENGTH.min || length > PASSWORD_LENGTH.max) {
    return 'PASSWORD_WEAK';
  }
  if (MOBILE.test(chosen) || isDerived(chosen, facts)) {
    return 'PASSWORD_DERIVED';
  }
  return DIGITS.test(chosen) || isCommonPassword(chosen) ? 'PASSWORD_WEAK' : null;
};

/** Holds six characters in a row of the ID number, the student number or a phone number, X and 0 being the same. */
const isDerived = (password: string, { idNumber, number, phones }: PasswordFacts): boolean => {
  const folded = typedInitial(password);
  return [idNumber, number, ...phones].flatMap((own) => runsOf(typedInitial(own))).some((run) => folded.includes(run));
};

const runsOf = (source: string): string[] =>
  source.length <= RUN
    ? source.length >= 4
      ? [source]
      : []
    : Array.from({ length: source.length - RUN + 1 }, (_, start) => source.slice(start, start + RUN));
