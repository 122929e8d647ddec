import type { ExemptPassState } from '@shared/pass';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';

export interface OwnApplication {
  state: ExemptPassState;
  version: number;
  photoUploadId: string | null;
  approverId: string;
}

/** The person's own application, locked: the approval request of it is locked before. @throws DomainError NOT_FOUND */
export const lockOwn = async (
  tx: EntityManager,
  { schoolId, personId }: Pick<Caller, 'schoolId' | 'personId'>,
  id: string,
): Promise<OwnApplication> => {
  const [row]: OwnApplication[] = await tx.query(
    `SELECT state, version, photo_upload_id AS "photoUploadId", approver_id AS "approverId" FROM exempt_passes
     WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE`,
    [schoolId, personId, id],
  );
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
};
