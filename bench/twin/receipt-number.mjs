const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTVWXYZ';

/** The number that a person reads out, worked out from the report's id. @param {string} reportId */
export function receiptNumberOf(reportId) {
  let rest = (BigInt(`0x${reportId.slice(-17).replace('-', '')}`) & ((1n << 62n) - 1n)) % 31n ** 12n;
  let text = '';
  let sum = 0;
  for (let place = 12; place > 0; place--) {
    const digit = Number(rest % 31n);
    rest /= 31n;
    text = ALPHABET[digit] + text;
    sum += digit * place;
  }
  return `${text.slice(0, 4)}-${text.slice(4, 8)}-${text.slice(8)}${ALPHABET[sum % 31]}`;
}
