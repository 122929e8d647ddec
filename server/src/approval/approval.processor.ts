import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApprovalKind } from '@shared/approval';
import type { DataSource } from 'typeorm';
import { HandlesJob, type Jobs } from '../common/jobs';
import { NoticeService } from '../notice/notice.service';
import { Settlement } from './settlement.service';

/** Decisions take effect when their time has come, and approvers hear that something waits. */
@Injectable()
export class ApprovalProcessor {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly notices: NoticeService,
    private readonly settlement: Settlement,
  ) {}

  @HandlesJob('approval.settle')
  settle({ schoolId, decisionId }: Jobs['approval.settle']): Promise<void> {
    return this.settlement.settleDecision(schoolId, decisionId);
  }

  /** Three hundred applications of one evening are one notice, until it is read. */
  @HandlesJob('approval.assigned')
  async tell({ schoolId, requestId }: Jobs['approval.assigned']): Promise<void> {
    const [row]: { assignee_id: string; kind: ApprovalKind }[] = await this.database.query(
      `SELECT assignee_id, kind FROM approval_requests WHERE school_id = $1 AND id = $2 AND state = 'pending'`,
      [schoolId, requestId],
    );
    if (row) {
      await this.notices.addUnlessUnread(this.database.manager, {
        ...{ schoolId, personId: row.assignee_id },
        ...{ kind: 'approval.assigned', params: { kind: row.kind } },
      });
    }
  }
}
