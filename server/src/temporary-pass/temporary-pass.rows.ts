import type { TemporaryPassState } from '@shared/pass';
import type { EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';

export interface OwnPass {
  state: TemporaryPassState;
  version: number;
  endsAt: Date;
  approverId: string;
}

/** The person's own pass, locked: the approval request of it is locked before. @throws DomainError NOT_FOUND */
export const lockOwn = async (
  tx: EntityManager,
  { schoolId, personId }: Pick<Caller, 'schoolId' | 'personId'>,
  id: string,
): Promise<OwnPass> => {
  const [row]: OwnPass[] = await tx.query(
    `SELECT state, version, ends_at AS "endsAt", approver_id AS "approverId" FROM temporary_passes
     WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE`,
    [schoolId, personId, id],
  );
  if (!row) {
    throw new DomainError('NOT_FOUND');
  }
  return row;
};
