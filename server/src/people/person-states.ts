import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { PERSON_NEXT, type PersonState } from '@shared/identity';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { PassService } from '../pass/pass.service';
import { DepartureService } from './departure.service';

/** Moves people along PERSON_NEXT. */
@Injectable()
export class PersonStates {
  constructor(
    private readonly departure: DepartureService,
    private readonly passes: PassService,
    private readonly clock: Clock,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN, PERSON_STATE_CONFLICT */
  async move(tx: EntityManager, schoolId: string, personId: string, next: PersonState): Promise<void> {
    const [person] = (await tx.query('SELECT state FROM people WHERE school_id = $1 AND id = $2 FOR UPDATE', [
      schoolId,
      personId,
    ])) as { state: PersonState }[];
    if (!person) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    if (!PERSON_NEXT[person.state].includes(next)) {
      throw new DomainError('PERSON_STATE_CONFLICT', { details: { state: person.state } });
    }
    await tx.query('UPDATE people SET state = $3, state_since = $4, updated_at = $4 WHERE school_id = $1 AND id = $2', [
      schoolId,
      personId,
      next,
      this.clock.now(),
    ]);
    if (next === 'suspended') {
      await this.departure.suspend(tx, schoolId, [personId]);
    }
    if (next === 'left') {
      await this.departure.settle(tx, schoolId, [personId]);
    } else {
      await this.passes.followState(tx, schoolId, [personId]);
    }
  }
}
