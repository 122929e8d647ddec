import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { movedSum, standingText, sumPartOf, sumText } from './standing-sum';
import type { Standing } from './terminal';

const partOf = (standing: Standing): number => sumPartOf(createHash('sha256').update(standingText(standing)).digest());
const anyStanding = fc.record<Standing>({
  passId: fc.stringMatching(/^[A-Za-z0-9_-]{22}$/),
  epoch: fc.integer({ min: 1, max: 999 }),
  refusal: fc.constantFrom(null, 'pass_held', 'pass_ended', 'person_inactive'),
  numberDigest: fc.constantFrom(null, 'digest'),
});

describe('the sum of standings', () => {
  it('is the number that the first twelve hexadecimal digits are', () => {
    const standing: Standing = {
      passId: 'AAAAAAAAAAAAAAAAAAAAAA',
      epoch: 3,
      refusal: 'pass_held',
      numberDigest: null,
    };
    const hex = createHash('sha256').update('AAAAAAAAAAAAAAAAAAAAAA|3|pass_held').digest('hex').slice(0, 12);
    expect(sumText(partOf(standing))).toBe(BigInt(`0x${hex}`).toString());
    expect(standingText({ ...standing, refusal: null })).toBe('AAAAAAAAAAAAAAAAAAAAAA|3|');
  });

  it('does not depend on the order, and forgets whatever leaves', () => {
    fc.assert(
      fc.property(fc.array(anyStanding), fc.array(anyStanding), (stay, leave) => {
        const sumOf = (all: Standing[]) => all.reduce((sum, one) => movedSum(sum, partOf(one), 0), 0);
        const joined = sumOf([...leave, ...stay]);
        const left = leave.reduce((sum, one) => movedSum(sum, 0, partOf(one)), joined);
        expect(left).toBe(sumOf([...stay].reverse()));
        expect(left).toBeLessThan(2 ** 48);
      }),
    );
  });
});
