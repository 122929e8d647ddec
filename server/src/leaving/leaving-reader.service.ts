import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { LeavingDesk, LeavingState, LeavingView } from '@shared/leaving';
import { ApprovalService } from '../approval/approval.service';
import { ApproverChoice } from '../approver/approver-choice.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { Departures } from './departure.service';
import { mayChange } from './leaving.rules';

interface LeavingRow {
  id: string;
  state: LeavingState;
  revision: number;
  leaves_at: Date;
  destination: string;
  reason: string;
  approver_id: string;
  approver_name: string;
  approver_unit: Bilingual;
  correction: LeavingView['correction'];
  submitted_at: Date;
}

const SELECT_LEAVING = `
  SELECT a.id, a.state, a.revision, a.leaves_at, a.destination, a.reason, a.approver_id, a.correction, a.submitted_at,
    b.name AS approver_name, u.name AS approver_unit
  FROM leaving_applications a
  JOIN people b ON b.school_id = a.school_id AND b.id = a.approver_id
  JOIN units u ON u.school_id = b.school_id AND u.id = b.unit_id
  WHERE a.school_id = $1 AND a.person_id = $2`;

/** A leaving application as its applicant sees it: what is due by the clock has happened before it is read. */
@Injectable()
export class LeavingReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly choice: ApproverChoice,
    private readonly departures: Departures,
  ) {}

  async desk(caller: Caller): Promise<LeavingDesk> {
    const application = await this.find(
      caller,
      `ORDER BY a.state IN ('submitted', 'returned', 'approved') DESC, a.id DESC LIMIT 1`,
      [],
    );
    const presentId = application && mayChange(application.state) ? application.approverId : null;
    const offer = await this.choice.offerFor(caller.schoolId, caller.personId, presentId);
    return { approvers: offer.approvers, preselectedApproverId: offer.preselectedId, application };
  }

  /** @throws DomainError NOT_FOUND */
  async one(caller: Caller, id: string): Promise<LeavingView> {
    const view = await this.find(caller, 'AND a.id = $3', [id]);
    if (!view) {
      throw new DomainError('NOT_FOUND');
    }
    return view;
  }

  private async find(caller: Caller, condition: string, values: string[]): Promise<LeavingView | null> {
    const { schoolId, personId } = caller;
    const read = async (): Promise<LeavingRow | undefined> =>
      (
        (await this.database.query(`${SELECT_LEAVING} ${condition}`, [schoolId, personId, ...values])) as LeavingRow[]
      )[0];
    let row = await read();
    if (row?.state === 'submitted') {
      await this.approvals.settleDue(schoolId, 'leaving', row.id);
      row = await read();
    }
    if (row?.state === 'approved' && row.leaves_at <= this.clock.now()) {
      await this.departures.leave(schoolId, row.id);
      row = await read();
    }
    return row ? viewOf(row) : null;
  }
}

const viewOf = (row: LeavingRow): LeavingView => ({
  ...{ id: row.id, state: row.state, revision: row.revision, leavesAt: row.leaves_at.toISOString() },
  ...{ destination: row.destination, reason: row.reason, approverId: row.approver_id },
  approver: { personId: row.approver_id, name: row.approver_name, unit: row.approver_unit },
  correction: row.correction && { reason: row.correction.reason, comment: row.correction.comment },
  submittedAt: row.submitted_at.toISOString(),
});
