import { Injectable } from '@nestjs/common';
import type { DeputyInput } from '@shared/approval';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { NoticeService } from '../notice/notice.service';

/** What naming a deputy leaves behind: an audit entry, and the deputy hears of it. */
@Injectable()
export class DeputyTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
  ) {}

  async appointed(
    tx: EntityManager,
    caller: Caller,
    id: string,
    { deputyId: personId, fromAt, untilAt }: DeputyInput,
  ): Promise<void> {
    await this.write(tx, caller, 'deputy.appoint', id);
    await this.notices.add(tx, {
      ...{ schoolId: caller.schoolId, personId, kind: 'deputy.appointed' },
      ...{ params: { fromAt, untilAt }, dedupeKey: `deputy.appointed:${id}` },
    });
  }

  ended(tx: EntityManager, caller: Caller, id: string): Promise<void> {
    return this.write(tx, caller, 'deputy.end', id);
  }

  private write(tx: EntityManager, caller: Caller, action: string, id: string): Promise<void> {
    const { schoolId, personId: actorId, requestId } = caller;
    return this.audit.write(tx, { schoolId, actorId, requestId, action, objectKind: 'deputy', objectId: id });
  }
}
