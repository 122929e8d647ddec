import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { ExemptPassState, ExemptPassView } from '@shared/pass';
import type { DataSource } from 'typeorm';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { ExemptApplications } from '../pass/exempt-applications.service';
import { IdPhotos } from './id-photo.service';

interface ExemptRow {
  id: string;
  state: ExemptPassState;
  revision: number;
  reason: string;
  photo_upload_id: string | null;
  approver_id: string;
  approver_name: string;
  approver_unit: Bilingual;
  correction: ExemptPassView['correction'];
  settles_at: Date | null;
  submitted_at: Date;
}

const SELECT_APPLICATIONS = `
  SELECT x.id, x.state, x.revision, x.reason, x.photo_upload_id, x.approver_id, x.correction, x.submitted_at,
    b.name AS approver_name, u.name AS approver_unit, r.settles_at
  FROM exempt_passes x
  JOIN people b ON b.school_id = x.school_id AND b.id = x.approver_id
  JOIN units u ON u.school_id = b.school_id AND u.id = b.unit_id
  LEFT JOIN approval_requests r ON r.school_id = x.school_id AND r.kind = 'exempt_pass' AND r.subject_id = x.id
    AND r.state = 'pending'
  WHERE x.school_id = $1 AND x.person_id = $2`;

/** An application as its applicant sees it: what is due by the clock has happened before it is read. */
@Injectable()
export class ExemptReader implements OnModuleInit {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly approvals: ApprovalService,
    private readonly photos: IdPhotos,
    private readonly applications: ExemptApplications,
  ) {}

  onModuleInit(): void {
    this.applications.register((caller) => this.latest(caller));
  }

  /** The open one, or the last. */
  latest(caller: Caller): Promise<ExemptPassView | null> {
    return this.find(caller, `ORDER BY x.state IN ('submitted', 'returned') DESC, x.id DESC LIMIT 1`, []);
  }

  /** @throws DomainError NOT_FOUND */
  async one(caller: Caller, id: string): Promise<ExemptPassView> {
    const view = await this.find(caller, 'AND x.id = $3', [id]);
    if (!view) {
      throw new DomainError('NOT_FOUND');
    }
    return view;
  }

  private async find(caller: Caller, condition: string, values: string[]): Promise<ExemptPassView | null> {
    const { schoolId } = caller;
    let row = await this.read(caller, condition, values);
    if (row?.state === 'submitted') {
      await this.approvals.settleDue(schoolId, 'exempt_pass', row.id);
      row = await this.read(caller, condition, values);
    }
    return row ? viewOf(row, await this.photos.viewOf(caller, row.photo_upload_id)) : null;
  }

  private async read(
    { schoolId, personId }: Caller,
    condition: string,
    values: string[],
  ): Promise<ExemptRow | undefined> {
    const rows: ExemptRow[] = await this.database.query(`${SELECT_APPLICATIONS} ${condition}`, [
      ...[schoolId, personId, ...values],
    ]);
    return rows[0];
  }
}

const viewOf = (row: ExemptRow, photo: ExemptPassView['photo']): ExemptPassView => ({
  ...{ id: row.id, state: row.state, revision: row.revision, reason: row.reason, photo },
  approver: { personId: row.approver_id, name: row.approver_name, unit: row.approver_unit },
  correction: row.correction && { reason: row.correction.reason, comment: row.correction.comment },
  settlesAt: row.settles_at?.toISOString() ?? null,
  submittedAt: row.submitted_at.toISOString(),
});
