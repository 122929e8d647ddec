import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { CardState, PersonState } from '@shared/identity';
import type { ResetCode } from '@shared/person-admin';
import { CardService } from '../card/card.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { ResetCodeService } from '../credential/reset-code.service';
import { PersonStates } from './person-states';
import { StaffTrail, type StaffAct } from './staff-trail';

interface Resettable {
  state: PersonState;
  has_unguarded_role: boolean;
}

const RESETTABLE = `
  SELECT p.state,
    EXISTS (SELECT FROM role_grants g WHERE g.school_id = p.school_id AND g.person_id = p.id)
      AND NOT EXISTS (
        SELECT FROM totp_secrets t
        WHERE t.school_id = p.school_id AND t.person_id = p.id AND t.confirmed_at IS NOT NULL
      ) AS has_unguarded_role
  FROM people p WHERE p.school_id = $1 AND p.id = $2 FOR UPDATE`;

/** What card staff do for one person. Nobody does it for themself. */
@Injectable()
export class PersonCare {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly states: PersonStates,
    private readonly cards: CardService,
    private readonly codes: ResetCodeService,
    private readonly trail: StaffTrail,
  ) {}

  /**
   * A code is a way in: for whoever holds a role it is given only where their own TOTP still stands behind it.
   * Without one an administrator takes the role away first and grants it again afterwards.
   * @throws DomainError PERSON_UNKNOWN, PERSON_LEFT, PERMISSION_DENIED for oneself and for roles without TOTP
   */
  async issueResetCode(caller: Caller, personId: string): Promise<ResetCode> {
    return this.about(caller, personId, 'password_reset.issue', async (tx) => {
      const [person] = (await tx.query(RESETTABLE, [caller.schoolId, personId])) as Resettable[];
      if (!person) {
        throw new DomainError('PERSON_UNKNOWN');
      }
      if (person.state === 'left') {
        throw new DomainError('PERSON_LEFT');
      }
      if (person.has_unguarded_role) {
        throw new DomainError('PERMISSION_DENIED');
      }
      return this.codes.issue(tx, caller.schoolId, personId, caller.personId);
    });
  }

  /** @throws DomainError PERSON_UNKNOWN, PERSON_STATE_CONFLICT, PERMISSION_DENIED for oneself */
  async setState(caller: Caller, personId: string, state: PersonState): Promise<void> {
    await this.about(caller, personId, `person.${state}`, (tx) =>
      this.states.move(tx, caller.schoolId, personId, state),
    );
  }

  /** @throws DomainError NOT_FOUND, CARD_STATE_CONFLICT, PERMISSION_DENIED for oneself */
  async setCardState(caller: Caller, personId: string, cardId: string, state: CardState): Promise<void> {
    await this.about(caller, personId, `card.${state}`, (tx) =>
      this.cards.setState(tx, caller.schoolId, personId, cardId, state),
    );
  }

  private async about<T>(
    caller: Caller,
    personId: string,
    act: StaffAct,
    work: (tx: EntityManager) => Promise<T>,
  ): Promise<T> {
    if (personId === caller.personId) {
      throw new DomainError('PERMISSION_DENIED');
    }
    return this.database.transaction(async (tx) => {
      const result = await work(tx);
      await this.trail.leave(tx, caller, personId, act);
      return result;
    });
  }
}
