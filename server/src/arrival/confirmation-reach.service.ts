import { Injectable } from '@nestjs/common';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { PersonService } from '../person/person.service';
import type { ArrivableReturn } from '../returning/arrivable.service';

/** Whose arrivals somebody may confirm. */
@Injectable()
export class ConfirmationReach {
  constructor(
    private readonly approvals: ApprovalService,
    private readonly people: PersonService,
  ) {}

  /** Of people whom the caller follows, and whose request they handle; never one's own. */
  async covers(caller: Caller, { id, personId }: Pick<ArrivableReturn, 'id' | 'personId'>): Promise<boolean> {
    return (
      personId !== caller.personId &&
      ((await this.people.findInReach(caller, personId)) !== null ||
        (await this.approvals.isHandledBy(caller, 'return', id)))
    );
  }
}
