import type { FieldFault } from '@shared/errors';
import type { EvidenceChoice, EvidenceSlot } from '@shared/return';

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

/** What is missing or wrong in the photos of an application, slot by slot; `at` is where they stand in the request. */
export const evidenceFaults = (
  slots: readonly EvidenceSlot[],
  evidence: Readonly<Record<string, EvidenceChoice>>,
  at: string,
): FieldFault[] => {
  const given = Object.entries(evidence);
  const uploads = given.map(([, { uploadId }]) => uploadId);
  return [
    ...slots
      .filter(({ key, required }) => required && evidence[key] === undefined)
      .map(({ key }) => ({ path: `${at}/${key}`, rule: 'required' })),
    ...slots.flatMap(({ key, papers }) => {
      const choice = evidence[key];
      const fits = papers.length === 0 ? choice?.paper === null : papers.some((paper) => paper.key === choice?.paper);
      return choice === undefined || fits ? [] : [{ path: `${at}/${key}/paper`, rule: 'enum' }];
    }),
    ...given
      .filter(([key]) => !slots.some((slot) => slot.key === key))
      .map(([key]) => ({ path: `${at}/${key}`, rule: 'slot' })),
    ...repeats(uploads).map((index) => ({ path: `${at}/${given[index]?.[0]}`, rule: 'unique' })),
  ];
};
