import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ArrivalFix } from '@shared/return';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { ArrivableReturns } from '../returning/arrivable.service';
import { ArrivalRecord } from './arrival-record.service';
import { ArrivalSigns } from './arrival-signs.service';
import { placeOfFix } from './arrival.rules';

/** Signing in at the campus. Where a phone says that it is makes an arrival likely; it is never proof. */
@Injectable()
export class ArrivalService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly idempotency: Idempotency,
    private readonly returns: ArrivableReturns,
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
        await this.signIn(tx, caller, id, fix);
        return { id };
      }),
    );
  }

  private async signIn(tx: EntityManager, caller: Caller, id: string, fix: ArrivalFix): Promise<void> {
    const { schoolId, personId } = caller;
    const application = await this.returns.lock(tx, schoolId, id);
    if (application?.personId !== personId) {
      throw new DomainError('NOT_FOUND');
    }
    this.returns.demandApproved(application);
    const place = placeOfFix(fix);
    const { campusId } = application;
    const { isByAccuracy } = await this.signs.demandInside(tx, schoolId, campusId, place, fix.accuracy);
    await this.record.keep(tx, caller, application, {
      ...{ campusId, means: 'location', place, accuracyMetres: Math.ceil(fix.accuracy), confirmedBy: null },
      flags: await this.signs.flagsOf(tx, caller, place, isByAccuracy),
    });
  }
}
