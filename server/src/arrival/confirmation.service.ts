import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ExpectedLine, ReturnState } from '@shared/return';
import { ApprovalService } from '../approval/approval.service';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { stateAfter } from '../returning/return.rules';
import { ArrivalRecord } from './arrival-record.service';
import { lineOf, type ExpectedRow } from './expected-lists.service';
import { SELECT_EXPECTED } from './expected.sql';

interface Confirmable {
  person_id: string;
  campus_id: string;
  state: ReturnState;
  is_in_reach: boolean;
}

/** An approver who sees the person standing there: the way in while there are no gates and no satellites. */
@Injectable()
export class ArrivalConfirmation {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly approvals: ApprovalService,
    private readonly record: ArrivalRecord,
    private readonly audit: AuditLog,
  ) {}

  /**
   * @param campusId where the person is, when it is another campus than the one applied for
   * @throws DomainError NOT_FOUND for people out of reach and for a campus of no school, RETURN_STATE_CONFLICT
   */
  async confirm(caller: Caller, applicationId: string, campusId?: string): Promise<ExpectedLine> {
    const { schoolId, personId } = caller;
    const isHandler = await this.approvals.isHandledBy(caller, 'return', applicationId);
    return this.database
      .transaction(async (tx) => {
        await this.approvals.lock(tx, schoolId, 'return', applicationId);
        const row = await this.locked(tx, caller, applicationId);
        if (!row || row.person_id === personId || !(row.is_in_reach || isHandler)) {
          throw new DomainError('NOT_FOUND');
        }
        stateAfter(row.state, 'arrive');
        await this.record.keep(tx, {
          ...{ schoolId, applicationId, personId: row.person_id, campusId: campusId ?? row.campus_id },
          ...{ means: 'approver', place: null, accuracyMetres: null, flags: [], confirmedBy: personId },
        });
        await this.audit.write(tx, {
          ...{ schoolId, actorId: personId, requestId: caller.requestId },
          ...{ action: 'return.confirm', objectKind: 'return_application', objectId: applicationId },
        });
        return this.line(tx, schoolId, applicationId);
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'return_arrivals_school_id_campus_id_fkey'
          ? new DomainError('NOT_FOUND')
          : error;
      });
  }

  private async locked(tx: EntityManager, caller: Caller, id: string): Promise<Confirmable | undefined> {
    const [row]: Confirmable[] = await tx.query(
      `SELECT a.person_id, a.campus_id, a.state, u.path && $3::uuid[] AS is_in_reach
       FROM return_applications a
       JOIN people p ON p.school_id = a.school_id AND p.id = a.person_id
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE a.school_id = $1 AND a.id = $2 FOR UPDATE OF a`,
      [caller.schoolId, id, caller.reachUnitIds],
    );
    return row;
  }

  private async line(tx: EntityManager, schoolId: string, id: string): Promise<ExpectedLine> {
    const [row]: ExpectedRow[] = await tx.query(`${SELECT_EXPECTED} WHERE a.school_id = $1 AND a.id = $2`, [
      schoolId,
      id,
    ]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return lineOf(row);
  }
}
