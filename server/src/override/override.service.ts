import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { OverrideInput, OverrideView } from '@shared/pass';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { violatedConstraint } from '../common/database-error';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { OverrideEffects } from './override-effects.service';
import { OverrideLists } from './override-lists.service';
import { demandAnother, stateAfter, stateAt, type Parties } from './override.rules';
import type { OverrideRow } from './override.sql';

type LockedOverride = Pick<OverrideRow, 'person_id' | 'effect' | 'state' | 'proposed_by' | 'proposed_at'> & {
  in_office: boolean;
};

/** What no rule decides: two administrators together hold somebody, or lift every hold of theirs. */
@Injectable()
export class OverrideService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly effects: OverrideEffects,
    private readonly lists: OverrideLists,
  ) {}

  /**
   * One person's word: nothing happens yet.
   * @throws DomainError PERSON_UNKNOWN, PERSON_LEFT, OVERRIDE_NEEDS_ANOTHER about oneself, OVERRIDE_OPEN,
   * OVERRIDE_STATE_CONFLICT where there is no hold to lift
   */
  async propose(caller: Caller, { personId, effect, reason }: OverrideInput): Promise<OverrideView> {
    const { schoolId } = caller;
    if (personId.toLowerCase() === caller.personId) {
      throw new DomainError('OVERRIDE_NEEDS_ANOTHER');
    }
    return this.database
      .transaction(async (tx) => {
        await this.effects.demandSense(tx, schoolId, personId, effect);
        await this.expire(tx, schoolId, personId);
        const id = newId();
        await tx.query(
          `INSERT INTO pass_overrides (school_id, id, person_id, effect, reason, proposed_by, proposed_at)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [schoolId, id, personId, effect, reason.trim(), caller.personId, this.clock.now()],
        );
        await this.effects.log(tx, caller, id, 'override.propose');
        return this.lists.one(tx, schoolId, id);
      })
      .catch((error: unknown) => {
        throw violatedConstraint(error) === 'pass_overrides_one_open' ? new DomainError('OVERRIDE_OPEN') : error;
      });
  }

  /**
   * The second person's word: it happens, and the person whom it is about is told.
   * @throws DomainError NOT_FOUND, OVERRIDE_NEEDS_ANOTHER, OVERRIDE_STATE_CONFLICT
   */
  confirm(caller: Caller, id: string): Promise<OverrideView> {
    return this.decide(caller, id, 'confirm');
  }

  /** Whoever proposed it may take it back. @throws DomainError NOT_FOUND, OVERRIDE_NEEDS_ANOTHER, OVERRIDE_STATE_CONFLICT */
  refuse(caller: Caller, id: string): Promise<OverrideView> {
    return this.decide(caller, id, 'refuse');
  }

  private decide(caller: Caller, id: string, action: 'confirm' | 'refuse'): Promise<OverrideView> {
    const { schoolId } = caller;
    return this.database.transaction(async (tx) => {
      const row = await this.lock(tx, schoolId, id);
      demandAnother(partiesOf(row), caller.personId, action);
      const now = this.clock.now();
      const state = stateAfter(stateAt(row.state, row.proposed_at, now), action);
      await tx.query(
        `UPDATE pass_overrides SET state = $3, decided_by = $4, decided_at = $5 WHERE school_id = $1 AND id = $2`,
        [schoolId, id, state, caller.personId, now],
      );
      await this.effects.log(tx, caller, id, `override.${action}`);
      if (action === 'confirm') {
        await this.effects.apply(tx, caller, { id, personId: row.person_id, effect: row.effect });
      }
      return this.lists.one(tx, schoolId, id);
    });
  }

  private async lock(tx: EntityManager, schoolId: string, id: string): Promise<LockedOverride> {
    const [row]: LockedOverride[] = await tx.query(
      `SELECT o.person_id, o.effect, o.state, o.proposed_by, o.proposed_at, EXISTS (
         SELECT FROM role_grants g JOIN people p ON p.school_id = g.school_id AND p.id = g.person_id
         WHERE g.school_id = o.school_id AND g.person_id = o.proposed_by AND g.role = 'school_admin' AND p.state = 'active'
       ) AS in_office
       FROM pass_overrides o WHERE o.school_id = $1 AND o.id = $2 FOR UPDATE OF o`,
      [schoolId, id],
    );
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return row;
  }

  /** Proposals that are over by the clock make room for another one. */
  private async expire(tx: EntityManager, schoolId: string, personId: string): Promise<void> {
    const open: { id: string; proposed_at: Date }[] = await tx.query(
      `SELECT id, proposed_at FROM pass_overrides
       WHERE school_id = $1 AND person_id = $2 AND state = 'proposed' FOR UPDATE`,
      [schoolId, personId],
    );
    const over = open.filter(({ proposed_at }) => stateAt('proposed', proposed_at, this.clock.now()) === 'expired');
    await tx.query(`UPDATE pass_overrides SET state = 'expired' WHERE school_id = $1 AND id = ANY ($2::uuid[])`, [
      schoolId,
      over.map(({ id }) => id),
    ]);
  }
}

const partiesOf = (row: LockedOverride): Parties => ({
  ...{ personId: row.person_id, proposedBy: row.proposed_by, isProposerInOffice: row.in_office },
});
