import type { FieldFault } from '@shared/errors';
import type { EvidenceChoice, EvidenceSlot } from '@shared/return';
import { DomainError } from '../common/domain-error';
import type { OwnUpload } from './return.rows';

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

type Evidence = Readonly<Record<string, EvidenceChoice>>;

const slotFaults = (slots: string[], rule: string): FieldFault[] =>
  slots.map((slot) => ({ path: `/evidence/${slot}`, rule }));

/** @throws DomainError EVIDENCE_UNKNOWN with the slots whose photo is not the person's own, or is gone */
export const demandOwnPhotos = (evidence: Evidence, own: readonly Pick<OwnUpload, 'id'>[]): void => {
  const foreign = Object.entries(evidence).filter(([, { uploadId }]) => !own.some(({ id }) => id === uploadId));
  if (foreign.length > 0) {
    throw new DomainError('EVIDENCE_UNKNOWN', {
      fields: slotFaults(
        foreign.map(([slot]) => slot),
        'own',
      ),
    });
  }
};

/** @throws DomainError EVIDENCE_UNKNOWN, UPLOAD_DUPLICATE with the slots that hold the same bytes */
export const demandGoodPhotos = (evidence: Evidence, own: readonly Pick<OwnUpload, 'id' | 'source'>[]): void => {
  demandOwnPhotos(evidence, own);
  const sources = new Map(own.map(({ id, source }) => [id, source]));
  const given = Object.entries(evidence).map(([slot, { uploadId }]) => ({ slot, source: sources.get(uploadId) }));
  const same = given.filter(({ source }) => given.filter((other) => other.source === source).length > 1);
  if (same.length > 0) {
    throw new DomainError('UPLOAD_DUPLICATE', {
      fields: slotFaults(
        same.map(({ slot }) => slot),
        'unique',
      ),
    });
  }
};
