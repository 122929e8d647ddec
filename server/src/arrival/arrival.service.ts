import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';

import type { ArrivalFix, ReturnState } from '@shared/return';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { stateAfter } from '../returning/return.rules';
import { ArrivalRecord } from './arrival-record.service';
import { ArrivalSigns } from './arrival-signs.service';
import { placeOfFix } from './arrival.rules';

interface Arriving {
  state: ReturnState;
  campus_id: string;
}

/** Signing in at the campus. The phone's location opens the door a little wider than a word; it is never proof. */
@Injectable()
export class ArrivalService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly idempotency: Idempotency,
    private readonly approvals: ApprovalService,
    private readonly signs: ArrivalSigns,
    private readonly record: ArrivalRecord,
  ) {}

  /**
   * Only after the approval has taken effect, and inside the campus that was approved.
   * @throws DomainError NOT_FOUND, RETURN_STATE_CONFLICT, ARRIVAL_OUTSIDE with the distance, ARRIVAL_INACCURATE
   */
  async arrive(caller: Caller, id: string, key: string, fix: ArrivalFix): Promise<void> {
    await this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, { arrival: id, fix }, async () => {
        await this.approvals.lock(tx, caller.schoolId, 'return', id);
        await this.signIn(tx, caller, id, fix);
        return { id };
      }),
    );
  }

  private async signIn(tx: EntityManager, caller: Caller, id: string, fix: ArrivalFix): Promise<void> {
    const { schoolId, personId } = caller;
    const [row]: Arriving[] = await tx.query(
      'SELECT state, campus_id FROM return_applications WHERE school_id = $1 AND person_id = $2 AND id = $3 FOR UPDATE',
      [schoolId, personId, id],
    );
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    stateAfter(row.state, 'arrive');
    const place = placeOfFix(fix);
    const { isByAccuracy } = await this.signs.demandInside(tx, schoolId, row.campus_id, place, fix.accuracy);
    await this.record.keep(tx, {
      ...{ schoolId, applicationId: id, personId, campusId: row.campus_id, means: 'location', place },
      ...{ accuracyMetres: Math.ceil(fix.accuracy), confirmedBy: null },
      flags: await this.signs.flagsOf(tx, caller, place, isByAccuracy),
    });
  }
}
