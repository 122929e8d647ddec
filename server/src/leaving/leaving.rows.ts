import type { EntityManager } from 'typeorm';
import type { LeavingState } from '@shared/leaving';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';

export interface LeavingRow {
  state: LeavingState;
  version: number;
  leaves_at: Date;
  approver_id: string;
}

/** The person's own application, locked: the approval request of it is locked before. @throws DomainError NOT_FOUND */
export const lockOwn = async (
  tx: EntityManager,
  { schoolId, personId }: Pick<Caller, 'schoolId' | 'personId'>,
  id: string,
): Promise<LeavingRow> => {
  const [row]: LeavingRow[] = await tx.query(
    `SELECT state, version, leaves_at, approver_id FROM leaving_applications
     WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE`,
    [schoolId, personId, id],
  );
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
};
