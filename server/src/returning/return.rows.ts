import type { EntityManager } from 'typeorm';
import type { ReturnDraft, ReturnState } from '@shared/return';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';

export interface ReturnRow {
  id: string;
  state: ReturnState;
  revision: number;
  version: number;
  draft: ReturnDraft;
  /** with whom the version is that was handed in last */
  approver_id: string | null;
}

/** The caller's own application, locked: the approval request of it is locked before. @throws DomainError NOT_FOUND */
export const lockOwn = async (
  tx: EntityManager,
  { schoolId, personId }: Pick<Caller, 'schoolId' | 'personId'>,
  id: string,
): Promise<ReturnRow> => {
  const [row]: ReturnRow[] = await tx.query(
    `SELECT id, state, revision, version, draft, approver_id FROM return_applications
     WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE`,
    [schoolId, personId, id],
  );
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
};

export interface OwnUpload {
  id: string;
  uploadedAt: Date;
  /** of the bytes that were sent */
  source: string;
}

/** Which of these pictures the person has uploaded, when, and of which bytes. */
export const ownUploads = (
  tx: EntityManager,
  { schoolId, personId }: Caller,
  ids: readonly string[],
): Promise<OwnUpload[]> =>
  tx.query(
    `SELECT id, created_at AS "uploadedAt", encode(source_sha256, 'hex') AS source FROM uploads
     WHERE school_id = $1 AND owner_id = $2 AND id = ANY ($3::uuid[]) AND purpose = 'evidence' AND state = 'stored'`,
    [schoolId, personId, ids],
  );
