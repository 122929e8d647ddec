import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { PersonState } from '@shared/identity';
import type { OverrideEffect } from '@shared/pass';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { HoldService } from '../hold/hold.service';
import { NoticeService } from '../notice/notice.service';

export interface ConfirmedOverride {
  id: string;
  personId: string;
  effect: OverrideEffect;
}

/** What an override does, and the traces of both its steps. */
@Injectable()
export class OverrideEffects {
  constructor(
    private readonly clock: Clock,
    private readonly holds: HoldService,
    private readonly notices: NoticeService,
    private readonly audit: AuditLog,
  ) {}

  /** @throws DomainError PERSON_UNKNOWN, PERSON_LEFT, OVERRIDE_STATE_CONFLICT where there is no hold to lift */
  async demandSense(tx: EntityManager, schoolId: string, personId: string, effect: OverrideEffect): Promise<void> {
    const [person]: { state: PersonState }[] = await tx.query(
      'SELECT state FROM people WHERE school_id = $1 AND id = $2',
      [schoolId, personId],
    );
    if (!person) {
      throw new DomainError('PERSON_UNKNOWN');
    }
    if (person.state === 'left') {
      throw new DomainError('PERSON_LEFT');
    }
    if (effect === 'lift' && (await this.holds.openOf(schoolId, personId, tx)).length === 0) {
      throw new DomainError('OVERRIDE_STATE_CONFLICT', { details: { holds: 0 } });
    }
  }

  async apply(tx: EntityManager, caller: Caller, { id, personId, effect }: ConfirmedOverride): Promise<void> {
    const { schoolId } = caller;
    if (effect === 'hold') {
      await this.holds.place(tx, schoolId, [{ personId, cause: 'override', sourceId: id }], caller);
    } else {
      await this.holds.liftAll(tx, schoolId, personId, caller);
    }
    await this.notices.add(tx, {
      ...{ schoolId, personId, kind: 'pass.override', dedupeKey: `pass.override:${id}` },
      params: { at: this.clock.now().toISOString() },
    });
  }

  log(tx: EntityManager, { schoolId, personId, requestId }: Caller, id: string, action: string): Promise<void> {
    return this.audit.write(tx, {
      ...{ schoolId, actorId: personId, requestId, action, objectKind: 'pass_override', objectId: id },
    });
  }
}
