/** No I, O, U, 0 or 1: read aloud and written down without mistakes. The size is prime, as the check needs. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';
const BASE = BigInt(ALPHABET.length);
const LENGTH = 12;
const SPACE = BASE ** BigInt(LENGTH);
const LOW_BITS = (1n << 62n) - 1n;

/**
 * The number a person reads out for a report, e.g. `7K2M-9QXA-4HTPC`: twelve characters of the random part of
 * the report's uuid v7 and a check character that finds any wrong or any two swapped neighbouring characters.
 * 31^12 is about 7.9e17: among the 22 million reports of a school's year two are alike with a chance of 0.0003.
 */
export const receiptNumberOf = (reportId: string): string => {
  let rest = (BigInt(`0x${reportId.slice(-17).replace('-', '')}`) & LOW_BITS) % SPACE;
  let text = '';
  let sum = 0;
  for (let place = LENGTH; place > 0; place -= 1) {
    const digit = Number(rest % BASE);
    rest /= BASE;
    text = ALPHABET.charAt(digit) + text;
    sum += digit * place;
  }
  const check = ALPHABET.charAt(sum % ALPHABET.length);
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}${check}`;
};

/** Whether a number that someone read out can be a receipt at all. */
export const isReceiptNumber = (number: string): boolean => {
  const characters = number.replaceAll('-', '');
  if (characters.length !== LENGTH + 1) {
    return false;
  }
  const digits = [...characters].map((character) => ALPHABET.indexOf(character));
  const sum = digits.slice(0, LENGTH).reduce((total, digit, at) => total + digit * (at + 1), 0);
  return !digits.includes(-1) && sum % ALPHABET.length === digits[LENGTH];
};
