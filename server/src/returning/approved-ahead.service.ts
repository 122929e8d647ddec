import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';
import { ReturnsAhead } from '../pass/returns-ahead.service';

/** Whoever leaves with an approved return ahead keeps the pass for it; whoever looks at a pass that waits for one gets it. */
@Injectable()
export class ApprovedAhead implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly approvals: ApprovalService,
    private readonly clock: Clock,
    private readonly returns: ReturnsAhead,
  ) {}

  onModuleInit(): void {
    this.returns.register(
      (tx, schoolId, personIds) => this.of(tx, schoolId, personIds),
      (schoolId, personId) => this.settleDue(schoolId, personId),
    );
  }

  private async of(tx: EntityManager, schoolId: string, personIds: readonly string[]): Promise<string[]> {
    const rows: { person_id: string }[] = await tx.query(
      `SELECT DISTINCT person_id FROM return_applications
       WHERE school_id = $1 AND person_id = ANY ($2::uuid[]) AND state = 'approved' AND returns_at > $3`,
      [schoolId, personIds, this.clock.now()],
    );
    return rows.map(({ person_id }) => person_id);
  }

  private async settleDue(schoolId: string, personId: string): Promise<boolean> {
    const rows: { id: string }[] = await this.database.query(
      `SELECT id FROM return_applications WHERE school_id = $1 AND person_id = $2 AND state = 'submitted'`,
      [schoolId, personId],
    );
    for (const { id } of rows) {
      await this.approvals.settleDue(schoolId, 'return', id);
    }
    return rows.length > 0;
  }
}
