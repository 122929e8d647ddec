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
    await this.database.transaction(async (tx) => {
      const isThere = await this.lockHall(tx, caller, id);
      await this.idempotency.once(tx, caller, id, LEAVING, async () => {
        if (!isThere) {
          throw new DomainError('NOT_FOUND');
        }
        await tx.query(`DELETE ${ENTRY}`, [caller.schoolId, caller.personId, id]);
        return {};
      });
    });
  }

  /** Before the key is written down: whoever books does both in this order as well. @returns whether there is such an entry */
  private async lockHall(tx: EntityManager, { schoolId, personId }: Caller, id: string): Promise<boolean> {
    const [entry]: { hall_id: string }[] = await tx.query(`SELECT hall_id ${ENTRY}`, [schoolId, personId, id]);
    if (entry) {
      await this.places.lock(tx, schoolId, entry.hall_id);
    }
    return entry !== undefined;
  }
}

/** $1 school $2 person $3 entry */
const ENTRY = 'FROM waiting_entries WHERE school_id = $1 AND person_id = $2 AND id = $3';
