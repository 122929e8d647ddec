import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { ApprovalKind } from '@shared/approval';
import type { DataSource } from 'typeorm';
import { HandlesJob, type Jobs } from '../common/jobs';
import { canApprove } from '../deputy/approver-directory.service';
import { NoticeService } from '../notice/notice.service';

interface Waiting {
  id: string;
  kind: ApprovalKind;
  subject_id: string;
  applicant_id: string;
}

/** Nobody decides on what an approver leaves behind: its applicants choose another, or an administrator hands it over. */
@Injectable()
export class ApproverDepartures {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly notices: NoticeService,
  ) {}

  @HandlesJob('approval.person_left')
  async tell({ schoolId, personId }: Jobs['approval.person_left']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const waiting: Waiting[] = await tx.query(
        `SELECT r.id, r.kind, r.subject_id, r.applicant_id FROM approval_requests r
         JOIN people a ON a.school_id = r.school_id AND a.id = r.assignee_id
         WHERE r.school_id = $1 AND r.assignee_id = $2 AND r.state = 'pending' AND r.settles_at IS NULL
           AND NOT (${canApprove('a')})`,
        [schoolId, personId],
      );
      for (const { id, kind, subject_id: subjectId, applicant_id: applicantId } of waiting) {
        await this.notices.add(tx, {
          ...{ schoolId, personId: applicantId, kind: 'approval.approver_left', params: { kind, subjectId } },
          dedupeKey: `approval.approver_left:${id}:${personId}`,
        });
      }
    });
  }
}
