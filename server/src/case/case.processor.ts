import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { HandlesJob, type Jobs } from '../common/jobs';
import { NoticeService } from '../notice/notice.service';

/** Tells the person and the owner that a case was opened. */
@Injectable()
export class CaseProcessor {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly notices: NoticeService,
  ) {}

  @HandlesJob('case.opened')
  async tell({ schoolId, caseId }: Jobs['case.opened']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row]: { person_id: string; owner_id: string | null; due_at: Date }[] = await tx.query(
        `SELECT person_id, owner_id, due_at FROM cases WHERE school_id = $1 AND id = $2 AND state = 'open'`,
        [schoolId, caseId],
      );
      if (!row) {
        return;
      }
      const params = { caseId, dueAt: row.due_at.toISOString() };
      await this.notices.add(tx, {
        schoolId,
        personId: row.person_id,
        kind: 'case.opened',
        params,
        dedupeKey: `case.opened:${caseId}`,
      });
      if (row.owner_id !== null) {
        await this.notices.add(tx, {
          schoolId,
          personId: row.owner_id,
          kind: 'case.assigned',
          params,
          dedupeKey: `case.assigned:${caseId}`,
        });
      }
    });
  }
}
