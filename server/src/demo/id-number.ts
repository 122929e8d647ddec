const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
const CHECK_DIGITS = '10X98765432';
/** no province of the division code list (GB/T 2260) begins with 99 */
const UNASSIGNED_PROVINCE = '99';

interface Birth {
  year: number;
  month: number;
  day: number;
}

/** The check digit of GB 11643 for the first seventeen. */
const checkDigit = (seventeen: string): string => {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0);
  return CHECK_DIGITS.charAt(sum % 11);
};

/**
 * An ID number that nobody has: right in shape and check digit, in a region that does not exist.
 * Different for each serial below 500,000; `variant` (0–9) gives others for the same person.
 */
export const idNumber = (serial: number, birth: Birth, sex: 'female' | 'male', variant: number): string => {
  const region = UNASSIGNED_PROVINCE + String(serial % 10_000).padStart(4, '0');
  const date = `${birth.year}${String(birth.month).padStart(2, '0')}${String(birth.day).padStart(2, '0')}`;
  const order = (Math.floor(serial / 10_000) * 10 + variant) * 2 + (sex === 'male' ? 1 : 0);
  const seventeen = region + date + String(order).padStart(3, '0');
  return seventeen + checkDigit(seventeen);
};
