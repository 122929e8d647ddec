import fc from 'fast-check';
import { v7 } from 'uuid';
import { isReceiptNumber, receiptNumberOf } from './receipt-number';

const anyNumber = fc.constant(null).map(() => receiptNumberOf(v7()));

describe('a receipt number', () => {
  it('is the same whenever it is asked for, and can be read aloud', () => {
    const id = v7();
    expect(receiptNumberOf(id)).toBe(receiptNumberOf(id));
    expect(receiptNumberOf(id)).toMatch(/^[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{4}-[2-9A-HJ-NP-TV-Z]{5}$/);
  });

  it('differs for a hundred thousand reports of one moment', () => {
    const numbers = new Set(Array.from({ length: 100_000 }, () => receiptNumberOf(v7({ msecs: 1_788_000_000_000 }))));
    expect(numbers.size).toBe(100_000);
  });

  it('shows any wrong character', () => {
    fc.assert(
      fc.property(
        anyNumber,
        fc.nat(14),
        fc.constantFrom(...'23456789ABCDEFGHJKLMNPQRSTVWXYZ'),
        (number, at, character) => {
          fc.pre(number[at] !== '-' && number[at] !== character);
          expect(isReceiptNumber(number)).toBe(true);
          expect(isReceiptNumber(number.slice(0, at) + character + number.slice(at + 1))).toBe(false);
        },
      ),
    );
  });

  it('shows any two neighbours swapped', () => {
    fc.assert(
      fc.property(anyNumber, fc.nat(10), (number, at) => {
        const plain = number.replaceAll('-', '');
        fc.pre(plain[at] !== plain[at + 1]);
        const swapped = `${plain.slice(0, at)}${plain[at + 1]}${plain[at]}${plain.slice(at + 2)}`;
        expect(isReceiptNumber(swapped)).toBe(false);
      }),
    );
  });

  it('is refused when it is too short or has other letters', () => {
    expect([isReceiptNumber(''), isReceiptNumber('2222-2222-2222'), isReceiptNumber('OOOO-IIII-11111')]).toEqual([
      false,
      false,
      false,
    ]);
  });
});
