import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ExpectedLine } from '@shared/return';
import type { Caller } from '../common/caller';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { ArrivableReturns } from '../returning/arrivable.service';
import { ArrivalRecord } from './arrival-record.service';
import { ConfirmationReach } from './confirmation-reach.service';
import { lineOf, type ExpectedRow } from './expected-lists.service';
import { SELECT_EXPECTED } from './expected.sql';

/** An approver who sees the person standing there: the way in while there are no gates and no satellites. */
@Injectable()
export class ArrivalConfirmation {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly idempotency: Idempotency,
    private readonly reach: ConfirmationReach,
    private readonly returns: ArrivableReturns,
    private readonly record: ArrivalRecord,
  ) {}

  /**
   * @param campusId where the person is, when it is another campus than the one applied for
   * @throws DomainError NOT_FOUND for people out of reach and for a campus of no school, RETURN_STATE_CONFLICT,
   * IDEMPOTENCY_KEY_REUSED
   */
  async confirm(caller: Caller, key: string, applicationId: string, campusId?: string): Promise<ExpectedLine> {
    const wish = { confirmation: applicationId, campusId };
    return this.database
      .transaction(async (tx) => {
        await this.idempotency.once(tx, caller, key, wish, () => this.confirmIn(tx, caller, applicationId, campusId));
        return this.line(tx, caller.schoolId, applicationId);
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'return_arrivals_school_id_campus_id_fkey'
          ? new DomainError('NOT_FOUND')
          : error;
      });
  }

  private async confirmIn(
    tx: EntityManager,
    caller: Caller,
    applicationId: string,
    campusId: string | undefined,
  ): Promise<{ id: string }> {
    const application = await this.returns.lock(tx, caller.schoolId, applicationId);
    if (!application || !(await this.reach.covers(caller, application))) {
      throw new DomainError('NOT_FOUND');
    }
    this.returns.demandApproved(application);
    await this.record.keep(tx, caller, application, {
      ...{ campusId: campusId ?? application.campusId, means: 'approver', place: null, accuracyMetres: null },
      ...{ flags: [], confirmedBy: caller.personId },
    });
    return { id: applicationId };
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
