import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApprovalKind } from '@shared/approval';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';
import { NoticeService } from '../notice/notice.service';
import { HANDLERS } from './approval.sql';
import { Settlement } from './settlement.service';

/** Decisions take effect when their time has come, and approvers hear that something waits. */
@Injectable()
export class ApprovalProcessor {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly notices: NoticeService,
    private readonly settlement: Settlement,
    private readonly clock: Clock,
  ) {}

  @HandlesJob('approval.settle')
  settle({ schoolId, decisionId }: Jobs['approval.settle']): Promise<void> {
    return this.settlement.settleDecision(schoolId, decisionId);
  }

  /** Three hundred applications of one evening are one notice, until it is read; deputies for now are told as well. */
  @HandlesJob('approval.assigned')
  async tell({ schoolId, requestId }: Jobs['approval.assigned']): Promise<void> {
    const rows: { person_id: string; kind: ApprovalKind }[] = await this.database.query(HANDLERS, [
      ...[schoolId, requestId, this.clock.now()],
    ]);
    for (const { person_id: personId, kind } of rows) {
      await this.notices.addUnlessUnread(this.database.manager, {
        ...{ schoolId, personId },
        ...{ kind: 'approval.assigned', params: { kind } },
      });
    }
  }
}
