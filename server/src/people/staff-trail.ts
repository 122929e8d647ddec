import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { NoticeKind, StateChange } from '@shared/notice';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';

export type StaffAct = StateChange | 'password_reset.issue';

const noticeOf = (act: StaffAct): NoticeKind =>
  act === 'password_reset.issue' ? 'password.reset_issued' : 'state.changed';

/** What an act of staff on a person leaves behind: a line in the audit log, a word to the person. */
@Injectable()
export class StaffTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  async leave(tx: EntityManager, caller: Caller, personId: string, act: StaffAct): Promise<void> {
    const { schoolId } = caller;
    const kind = noticeOf(act);
    await this.audit.write(tx, {
      schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action: act,
      objectKind: 'person',
      objectId: personId,
    });
    await this.notices.add(tx, {
      schoolId,
      personId,
      kind,
      params: { what: act, at: this.clock.now().toISOString() },
      dedupeKey: `${kind}/${newId()}`,
    });
  }
}
