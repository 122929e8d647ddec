import type { FieldFault } from '@shared/errors';
import type { EvidenceChoice, EvidenceSlot } from '@shared/return';

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
    ...given
      .filter(([, { uploadId }], index) => uploads.indexOf(uploadId) < index)
      .map(([key]) => ({ path: `${at}/${key}`, rule: 'unique' })),
  ];
};
