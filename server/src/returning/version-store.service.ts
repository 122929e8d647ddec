import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { TriageReason } from '@shared/approval';
import type { Caller } from '../common/caller';
import { UploadService } from '../upload/upload.service';
import { demandGoodPhotos } from './evidence.rules';
import { ownUploads, type OwnUpload, type ReturnRow } from './return.rows';
import type { CheckedDraft } from './submission-check.service';
import { triageReasons } from './triage.rules';

/** What was handed in stays, version by version, with its photos. */
@Injectable()
export class VersionStore {
  constructor(private readonly uploads: UploadService) {}

  /** @returns why the new version needs a look. @throws DomainError EVIDENCE_UNKNOWN, UPLOAD_DUPLICATE, each naming the slots */
  async keep(tx: EntityManager, caller: Caller, row: ReturnRow, checked: CheckedDraft): Promise<TriageReason[]> {
    const { schoolId, personId } = caller;
    const version = row.version + 1;
    const { content, now } = checked;
    const evidence = Object.entries(content.evidence ?? {});
    const ids = evidence.map(([, { uploadId }]) => uploadId);
    const own = await ownUploads(tx, caller, ids);
    demandGoodPhotos(content.evidence ?? {}, own);
    await this.uploads.attach(tx, schoolId, personId, ids);
    await tx.query(
      `INSERT INTO return_versions (school_id, application_id, version, content, template_id, submitted_at)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [schoolId, row.id, version, JSON.stringify(content), checked.form.id, now],
    );
    await tx.query(
      `INSERT INTO return_evidence (school_id, application_id, version, slot, paper, upload_id, person_id)
       SELECT $1, $2, $3, slot, paper, upload_id, $4
       FROM unnest($5::text[], $6::text[], $7::uuid[]) AS photo (slot, paper, upload_id)`,
      [
        schoolId,
        row.id,
        version,
        personId,
        evidence.map(([slot]) => slot),
        evidence.map(([, { paper }]) => paper),
        ids,
      ],
    );
    return this.triage(tx, schoolId, version, checked, own);
  }

  private async triage(
    tx: EntityManager,
    schoolId: string,
    version: number,
    { content, now, form, slots, isOwnApprover }: CheckedDraft,
    own: OwnUpload[],
  ): Promise<TriageReason[]> {
    const uploaded = new Map(own.map(({ id, uploadedAt }) => [id, uploadedAt]));
    const hasLookalike = await this.uploads.hasLookalike(
      tx,
      schoolId,
      own.map(({ id }) => id),
    );
    return triageReasons({
      ...{ submittedAt: now, returnsAt: new Date(content.returnsAt), version, hasLookalike, isOwnApprover },
      isAbnormal: form.compiled.matchingRules(content.answers).length > 0,
      photos: slots.flatMap(({ key, sample }) => {
        const uploadedAt = uploaded.get(content.evidence?.[key]?.uploadId ?? '');
        return uploadedAt ? [{ uploadedAt, sample }] : [];
      }),
    });
  }
}
