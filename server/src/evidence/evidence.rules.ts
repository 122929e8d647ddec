import type { FieldFault } from '@shared/errors';
import type { EvidenceSlot } from '@shared/return';

const repeats = (keys: readonly string[]): number[] =>
  keys.flatMap((key, index) => (keys.indexOf(key) < index ? [index] : []));

/** Names that stand twice: which slot or paper was meant could not be told. */
export const slotFaults = (slots: readonly EvidenceSlot[]): FieldFault[] => [
  ...repeats(slots.map(({ key }) => key)).map((index) => ({ path: `/items/${index}/key`, rule: 'unique' })),
  ...slots.flatMap(({ papers }, index) =>
    repeats(papers.map(({ key }) => key)).map((paper) => ({
      path: `/items/${index}/papers/${paper}/key`,
      rule: 'unique',
    })),
  ),
];
