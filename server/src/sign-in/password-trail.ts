import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditLog } from '../common/audit';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { NoticeService } from '../notice/notice.service';

/** What a change of password leaves behind: a line in the audit log, a word to the person. */
@Injectable()
export class PasswordTrail {
  constructor(
    private readonly audit: AuditLog,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  async changed(tx: EntityManager, schoolId: string, personId: string, requestId?: string): Promise<void> {
    await this.audit.write(tx, {
      schoolId,
      actorId: personId,
      requestId,
      action: 'password.change',
      objectKind: 'person',
      objectId: personId,
    });
    await this.notices.add(tx, {
      schoolId,
      personId,
      kind: 'password.changed',
      params: { at: this.clock.now().toISOString() },
      dedupeKey: `password.changed/${newId()}`,
    });
  }
}
