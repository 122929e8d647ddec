import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import { Clock } from '../common/clock';

export interface PersonAt {
  personId: string;
  at: Date;
}

/** What others ask about temporary passes. */
@Injectable()
export class TemporaryPassService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** Whether a pass that was approved by then opens this gate at this instant. Two statements. */
  async coveringAt(schoolId: string, personId: string, gateId: string, at: Date): Promise<boolean> {
    await this.settleDue(schoolId, personId);
    const rows: unknown[] = await this.database.query(
      `SELECT 1 FROM temporary_passes
       WHERE school_id = $1 AND person_id = $2 AND state = 'approved' AND updated_at <= $4
         AND starts_at <= $4 AND ends_at > $4 AND $3 = ANY (gate_ids) LIMIT 1`,
      [schoolId, personId, gateId, at],
    );
    return rows.length > 0;
  }

  /** The same for many people, each at their own instant, in their order. Two statements. */
  async coveringAll(schoolId: string, gateId: string, asked: readonly PersonAt[]): Promise<boolean[]> {
    await this.approvals.settleAllDue(schoolId, 'temporary_pass');
    const rows: { covers: boolean }[] = await this.database.query(
      `SELECT EXISTS (
         SELECT FROM temporary_passes
         WHERE school_id = $1 AND person_id = asked.person_id AND state = 'approved' AND updated_at <= asked.at
           AND starts_at <= asked.at AND ends_at > asked.at AND $2 = ANY (gate_ids)
       ) AS covers
       FROM unnest($3::uuid[], $4::timestamptz[]) WITH ORDINALITY AS asked (person_id, at, place) ORDER BY place`,
      [schoolId, gateId, asked.map(({ personId }) => personId), asked.map(({ at }) => at)],
    );
    return rows.map(({ covers }) => covers);
  }

  /** Whatever was decided of this person's passes and is due has its effect. One statement when nothing is. */
  async settleDue(schoolId: string, personId: string): Promise<void> {
    const due: { id: string }[] = await this.database.query(
      `SELECT t.id FROM temporary_passes t
       JOIN approval_requests r ON r.school_id = t.school_id AND r.kind = 'temporary_pass' AND r.subject_id = t.id
       WHERE t.school_id = $1 AND t.person_id = $2 AND t.state = 'submitted' AND r.state = 'pending' AND r.settles_at <= $3`,
      [schoolId, personId, this.clock.now()],
    );
    for (const { id } of due) {
      await this.approvals.settleDue(schoolId, 'temporary_pass', id);
    }
  }
}
