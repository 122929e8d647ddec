import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NoticeKind } from '@shared/notice';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';

/** What an act of staff on a person leaves behind: a line in the audit log, a word to the person. */
@Injectable()
export class StaffTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  async leave(tx: EntityManager, caller: Caller, personId: string, action: string, kind: NoticeKind): Promise<void> {
    const { schoolId } = caller;
    await this.audit.write(tx, {
      schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action,
      objectKind: 'person',
      objectId: personId,
    });
    await this.notices.add(tx, {
      schoolId,
      personId,
      kind,
      params: { what: action, at: this.clock.now().toISOString() },
      dedupeKey: `${kind}/${newId()}`,
    });
  }
}
