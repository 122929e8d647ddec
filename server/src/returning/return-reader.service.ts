import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import {
  OPEN_RETURN_STATES,
  type ArrivalMeans,
  type ReturnCorrection,
  type ReturnDraft,
  type ReturnVersionView,
  type ReturnView,
} from '@shared/return';
import type { UploadView } from '@shared/upload';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { DomainError } from '../common/domain-error';
import { UploadService } from '../upload/upload.service';
import type { ReturnRow } from './return.rows';

interface ViewRow extends ReturnRow {
  correction: ReturnCorrection | null;
  submitted_at: Date | null;
  approver_name: string;
  approver_unit: Bilingual;
  arrived_at: Date | null;
  means: ArrivalMeans;
  arrived_campus: Bilingual;
}

const SELECT_VIEW = `
  SELECT a.id, a.state, a.revision, a.version, a.draft, a.correction, a.submitted_at,
    b.id AS approver_id, b.name AS approver_name, bu.name AS approver_unit, v.arrived_at, v.means, c.name AS arrived_campus
  FROM return_applications a
  LEFT JOIN people b ON b.school_id = a.school_id AND b.id = a.approver_id
  LEFT JOIN units bu ON bu.school_id = b.school_id AND bu.id = b.unit_id
  LEFT JOIN return_arrivals v ON v.school_id = a.school_id AND v.application_id = a.id
  LEFT JOIN campuses c ON c.school_id = v.school_id AND c.id = v.campus_id
  WHERE a.school_id = $1 AND a.person_id = $2`;

/** An application as its applicant sees it. Whatever decision has come into effect is settled first. */
@Injectable()
export class ReturnReader {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly approvals: ApprovalService,
    private readonly uploads: UploadService,
  ) {}

  /** @throws DomainError NOT_FOUND */
  async one(caller: Caller, id: string): Promise<ReturnView> {
    const view = await this.find(caller, 'AND a.id = $3', id);
    if (!view) {
      throw new DomainError('NOT_FOUND');
    }
    return view;
  }

  /** The open application, whichever campaign it was begun in; else the last one of this campaign, where there is one. */
  latest(caller: Caller, campaignId: string | null): Promise<ReturnView | null> {
    const open = OPEN_RETURN_STATES.map((state) => `'${state}'`).join(', ');
    return this.find(
      caller,
      `AND (a.state IN (${open}) OR a.campaign_id = $3::uuid) ORDER BY a.state IN (${open}) DESC, a.id DESC LIMIT 1`,
      campaignId,
    );
  }

  /** Every version with its photos, the newest first. @throws DomainError NOT_FOUND */
  async versions(caller: Caller, id: string): Promise<ReturnVersionView[]> {
    const rows: { version: number | null; submitted_at: Date; content: ReturnDraft | null }[] =
      await this.database.query(
        `SELECT v.version, v.submitted_at, v.content FROM return_applications a
         LEFT JOIN return_versions v ON v.school_id = a.school_id AND v.application_id = a.id
         WHERE a.school_id = $1 AND a.person_id = $2 AND a.id = $3 ORDER BY v.version DESC`,
        [caller.schoolId, caller.personId, id],
      );
    if (rows.length === 0) {
      throw new DomainError('NOT_FOUND');
    }
    const uploads = await this.uploads.viewsOf(caller, [
      ...new Set(rows.flatMap(({ content }) => Object.values(content?.evidence ?? {}).map(({ uploadId }) => uploadId))),
    ]);
    return rows.flatMap(({ version, submitted_at, content }) =>
      version === null || content === null
        ? []
        : [{ version, submittedAt: submitted_at.toISOString(), content, evidence: viewsOf(content, uploads) }],
    );
  }

  private async find(caller: Caller, condition: string, key: string | null): Promise<ReturnView | null> {
    const read = async (): Promise<ViewRow | undefined> =>
      (
        (await this.database.query(`${SELECT_VIEW} ${condition}`, [caller.schoolId, caller.personId, key])) as ViewRow[]
      )[0];
    const row = await read();
    if (row?.state !== 'submitted') {
      return row ? this.viewOf(caller, row, null) : null;
    }
    await this.approvals.settleDue(caller.schoolId, 'return', row.id);
    const standing = await this.approvals.standingOf(caller.schoolId, 'return', row.id);
    const present = standing ? row : await read();
    return present ? this.viewOf(caller, present, standing?.settlesAt ?? null) : null;
  }

  private async viewOf(caller: Caller, row: ViewRow, settlesAt: Date | null): Promise<ReturnView> {
    const evidence = Object.entries(row.draft.evidence ?? {});
    const uploads = await this.uploads.viewsOf(
      caller,
      evidence.map(([, { uploadId }]) => uploadId),
    );
    // photos that a draft names are held for some days, then collected: their slots are empty again
    const present = evidence.filter(([, { uploadId }]) => uploads.has(uploadId));
    return {
      ...{ id: row.id, state: row.state, revision: row.revision, version: row.version },
      draft: row.draft.evidence ? { ...row.draft, evidence: Object.fromEntries(present) } : row.draft,
      evidence: viewsOf(row.draft, uploads),
      approver:
        row.approver_id === null
          ? null
          : { personId: row.approver_id, name: row.approver_name, unit: row.approver_unit },
      correction: row.correction,
      settlesAt: settlesAt?.toISOString() ?? null,
      submittedAt: row.submitted_at?.toISOString() ?? null,
      arrival: row.arrived_at && {
        ...{ arrivedAt: row.arrived_at.toISOString(), campus: row.arrived_campus, means: row.means },
      },
    };
  }
}

/** The photos that a draft or a version names, by slot; those that are gone are left out. */
const viewsOf = (
  { evidence = {} }: ReturnDraft,
  uploads: ReadonlyMap<string, UploadView>,
): Record<string, UploadView> =>
  Object.fromEntries(
    Object.entries(evidence).flatMap(([slot, { uploadId }]) => {
      const upload = uploads.get(uploadId);
      return upload ? [[slot, upload]] : [];
    }),
  );
