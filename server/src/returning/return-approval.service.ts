import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ApprovalPhoto } from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { TemplateBody } from '@shared/check-in-template';
import type { NoticeKind } from '@shared/notice';
import type { EvidenceSlot, ReturnCorrection, ReturnDraft, ReturnState } from '@shared/return';
import type { UploadView } from '@shared/upload';
import {
  ApprovalKinds,
  type ApprovalDescription,
  type ApprovalKindHandler,
  type MovedRequest,
  type SettledDecision,
} from '../approval/approval-kinds.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';
import { UploadService } from '../upload/upload.service';
import { allFacts } from './return.facts';
import { stateAfter } from './return.rules';

const NOTICE: Record<SettledDecision['outcome'], NoticeKind> = {
  approve: 'return.approved',
  return: 'return.returned',
  reject: 'return.rejected',
};

interface VersionRow {
  version: number;
  submitted_at: Date;
  content: ReturnDraft;
  form: TemplateBody;
  campus: Bilingual | null;
  /** that the campaign asks for now */
  slots: EvidenceSlot[];
}

/** Return applications as a kind of what approvers decide. An approval lets in nobody: presence is the arrival's. */
@Injectable()
export class ReturnApproval implements ApprovalKindHandler, OnModuleInit {
  readonly kind = 'return';

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly kinds: ApprovalKinds,
    private readonly uploads: UploadService,
    private readonly notices: NoticeService,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.kinds.register(this);
  }

  async settle(tx: EntityManager, settled: SettledDecision): Promise<void> {
    const { schoolId, subjectId, subjectVersion, outcome } = settled;
    const [row]: { state: ReturnState; version: number }[] = await tx.query(
      'SELECT state, version FROM return_applications WHERE school_id = $1 AND id = $2 FOR UPDATE',
      [schoolId, subjectId],
    );
    if (!row || row.version !== subjectVersion) {
      throw new Error('a decision settles on the version that was looked at');
    }
    const state = stateAfter(row.state, outcome);
    // whatever was edited since is not what was approved
    await tx.query(
      `UPDATE return_applications a SET state = $3, revision = a.revision + 1, correction = $4, updated_at = $5,
         draft = CASE WHEN $3 = 'returned' THEN a.draft ELSE v.content END
       FROM return_versions v
       WHERE a.school_id = $1 AND a.id = $2 AND v.school_id = a.school_id AND v.application_id = a.id AND v.version = a.version`,
      [schoolId, subjectId, state, outcome === 'approve' ? null : correctionOf(settled), settled.effectiveAt],
    );
    await this.notices.add(tx, {
      schoolId,
      personId: settled.applicantId,
      kind: NOTICE[outcome],
      params: { applicationId: subjectId },
      dedupeKey: `${NOTICE[outcome]}:${settled.decisionId}`,
    });
  }

  /** A draft that still names the approver of before follows; one that names another is left alone. */
  async moved(tx: EntityManager, { schoolId, subjectId, fromId, toId }: MovedRequest): Promise<void> {
    await tx.query(
      `UPDATE return_applications SET approver_id = $4::uuid, revision = revision + 1, updated_at = $5,
         draft = CASE WHEN draft ->> 'approverId' = $3 THEN draft || jsonb_build_object('approverId', $4::uuid) ELSE draft END
       WHERE school_id = $1 AND id = $2`,
      [schoolId, subjectId, fromId, toId, this.clock.now()],
    );
  }

  /** Two statements. */
  async describe(viewer: Caller, subjectId: string, version: number): Promise<ApprovalDescription> {
    const rows: VersionRow[] = await this.database.query(
      `SELECT v.version, v.submitted_at, v.content, t.body AS form, c.name AS campus,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('key', s.key) || s.body ORDER BY s.position), '[]')
          FROM return_evidence_slots s
          WHERE s.school_id = a.school_id AND s.campaign_id = a.campaign_id) AS slots
       FROM return_versions v
       JOIN return_applications a ON a.school_id = v.school_id AND a.id = v.application_id
       JOIN check_in_templates t ON t.school_id = v.school_id AND t.id = v.template_id
       LEFT JOIN campuses c ON c.school_id = v.school_id AND c.id = (v.content ->> 'campusId')::uuid
       WHERE v.school_id = $1 AND v.application_id = $2 AND v.version <= $3 ORDER BY v.version DESC`,
      [viewer.schoolId, subjectId, version],
    );
    const views = await this.uploads.viewsOf(viewer, [...new Set(rows.flatMap(uploadsOf))]);
    const versions = rows.map((row, at) => ({
      ...{ version: row.version, submittedAt: row.submitted_at.toISOString(), facts: factsOf(row) },
      photos: photosOf(row, rows[at + 1]?.content, views),
    }));
    const [shown, ...earlier] = versions;
    return shown ? { facts: shown.facts, photos: shown.photos, earlier } : { facts: [], photos: [], earlier: [] };
  }
}

const uploadsOf = ({ content }: VersionRow): string[] =>
  Object.values(content.evidence ?? {}).map(({ uploadId }) => uploadId);

/** In the order of the slots; what differs from the version before is marked. */
const photosOf = (
  { content: { evidence = {} }, slots }: VersionRow,
  before: ReturnDraft | undefined,
  views: ReadonlyMap<string, UploadView>,
): ApprovalPhoto[] => {
  const place = (slot: string): number => slots.findIndex(({ key }) => key === slot);
  return Object.entries(evidence)
    .sort(([one], [other]) => place(one) - place(other))
    .flatMap(([slot, { uploadId, paper }]) => {
      const view = views.get(uploadId);
      const known = slots.find(({ key }) => key === slot);
      const changed = before !== undefined && before.evidence?.[slot]?.uploadId !== uploadId;
      return view ? [{ slot, uploadId, addresses: view.addresses, ...labelsOf(known, slot, paper), changed }] : [];
    });
};

const factsOf = ({ content, campus, form }: VersionRow): ApprovalDescription['facts'] =>
  allFacts(content, campus ?? undefined, form);

const correctionOf = ({ reason, comment, slots, effectiveAt }: SettledDecision): ReturnCorrection => ({
  ...{ reason, comment, slots, at: effectiveAt.toISOString() },
});

/** A slot that the campaign no longer asks for keeps its photos, under its bare name. */
const labelsOf = (
  slot: EvidenceSlot | undefined,
  key: string,
  paper: string | null,
): Pick<ApprovalPhoto, 'label' | 'paper'> => ({
  label: slot?.title ?? { zh: key, en: key },
  paper: slot?.papers.find((one) => one.key === paper)?.label ?? null,
});
