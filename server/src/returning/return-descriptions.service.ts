import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { ApprovalPhoto } from '@shared/approval';
import type { Bilingual } from '@shared/bilingual';
import type { TemplateBody } from '@shared/check-in-template';
import type { EvidenceSlot, ReturnDraft } from '@shared/return';
import type { UploadView } from '@shared/upload';
import type { ApprovalDescription } from '../approval/approval-kinds.service';
import type { Caller } from '../common/caller';
import { UploadService } from '../upload/upload.service';
import { allFacts } from './return.facts';

interface VersionRow {
  version: number;
  submitted_at: Date;
  content: ReturnDraft;
  form: TemplateBody;
  campus: Bilingual | null;
  /** that the campaign asks for now */
  slots: EvidenceSlot[];
}

/** What an approver reads of a return application. */
@Injectable()
export class ReturnDescriptions {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly uploads: UploadService,
  ) {}

  /** Two statements. */
  async of(viewer: Caller, subjectId: string, version: number): Promise<ApprovalDescription> {
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

/** A slot that the campaign no longer asks for keeps its photos, under its bare name. */
const labelsOf = (
  slot: EvidenceSlot | undefined,
  key: string,
  paper: string | null,
): Pick<ApprovalPhoto, 'label' | 'paper'> => ({
  label: slot?.title ?? { zh: key, en: key },
  paper: slot?.papers.find((one) => one.key === paper)?.label ?? null,
});
