import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { PlaceKeeper } from './place-keeper.service';

const LEAVING = { leaves: 'waiting' };

/** Leaving a waiting list. */
@Injectable()
export class WaitingLeave {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly places: PlaceKeeper,
    private readonly idempotency: Idempotency,
  ) {}

  /**
   * One's turn may have come meanwhile: leaving is no way out of a booking. Again changes nothing: the entry's own id is
   * the key under which its leaving is remembered. @throws DomainError NOT_FOUND
   */
  async leave(caller: Caller, id: string): Promise<void> {
    await this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, id, LEAVING, () => this.takeOff(tx, caller, id)),
    );
  }

  private async takeOff(tx: EntityManager, { schoolId, personId }: Caller, id: string): Promise<object> {
    const own = [schoolId, personId, id];
    const [entry]: { hall_id: string }[] = await tx.query(
      'SELECT hall_id FROM waiting_entries WHERE school_id = $1 AND person_id = $2 AND id = $3',
      own,
    );
    if (!entry) {
      throw new DomainError('NOT_FOUND');
    }
    await this.places.lock(tx, schoolId, entry.hall_id);
    await tx.query('DELETE FROM waiting_entries WHERE school_id = $1 AND person_id = $2 AND id = $3', own);
    return {};
  }
}
