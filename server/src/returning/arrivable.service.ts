import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { ReturnState } from '@shared/return';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';
import { stateAfter } from './return.rules';

export interface ArrivableReturn {
  id: string;
  personId: string;
  /** the campus that was approved */
  campusId: string;
  state: ReturnState;
  /** when it came into this state */
  since: Date;
}

/** Applications as an arrival needs them: approved, and that for good. */
@Injectable()
export class ArrivableReturns {
  constructor(
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** Whatever decision has come into effect is settled first; request and application stay locked. */
  async lock(tx: EntityManager, schoolId: string, id: string): Promise<ArrivableReturn | null> {
    await this.approvals.lock(tx, schoolId, 'return', id);
    const [row]: ArrivableReturn[] = await tx.query(
      `SELECT id, person_id AS "personId", campus_id AS "campusId", state, updated_at AS since FROM return_applications
       WHERE school_id = $1 AND id = $2 FOR UPDATE`,
      [schoolId, id],
    );
    return row ?? null;
  }

  /** The one that may let this person onto this campus: approved, or decided on and not yet settled. */
  async findFor(tx: EntityManager, schoolId: string, personId: string, campusId: string): Promise<string | null> {
    const [row]: { id: string }[] = await tx.query(
      `SELECT id FROM return_applications
       WHERE school_id = $1 AND person_id = $2 AND campus_id = $3 AND state IN ('submitted', 'approved')
       ORDER BY updated_at DESC LIMIT 1`,
      [schoolId, personId, campusId],
    );
    return row?.id ?? null;
  }

  /** @throws DomainError RETURN_STATE_CONFLICT unless it is approved */
  demandApproved({ state }: ArrivableReturn): void {
    stateAfter(state, 'arrive');
  }

  async finish(tx: EntityManager, schoolId: string, { id, state }: ArrivableReturn): Promise<void> {
    await tx.query(
      `UPDATE return_applications SET state = $3, revision = revision + 1, updated_at = $4
       WHERE school_id = $1 AND id = $2`,
      [schoolId, id, stateAfter(state, 'arrive'), this.clock.now()],
    );
  }
}
