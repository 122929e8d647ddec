import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import {
  TEMPLATE_NEXT,
  type DraftedTemplate,
  type TemplateBody,
  type TemplateDifference,
  type TemplateState,
  type TemplateView,
} from '@shared/check-in-template';
import { AuditLog, type AuditEntry } from '../common/audit';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { newId } from '../common/id';
import { differenceOf, templateFaults } from './template.rules';

const HOUR_MS = 3_600_000;

interface TemplateRow {
  id: string;
  form_key: string;
  version: number;
  state: TemplateState;
  body: TemplateBody;
  published_at: Date | null;
  grace_until: Date | null;
}

const COLUMNS = 'id, form_key, version, state, body, published_at, grace_until';

const viewOf = (row: TemplateRow): TemplateView => ({
  id: row.id,
  formKey: row.form_key,
  version: row.version,
  state: row.state,
  body: row.body,
  publishedAt: row.published_at?.toISOString() ?? null,
  graceUntil: row.grace_until?.toISOString() ?? null,
});

/** The forms of a school: one draft and one published version each, the earlier ones kept. */
@Injectable()
export class TemplateService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly audit: AuditLog,
  ) {}

  async list(schoolId: string): Promise<TemplateView[]> {
    const rows: TemplateRow[] = await this.database.query(
      `SELECT ${COLUMNS} FROM check_in_templates WHERE school_id = $1 ORDER BY form_key, version DESC LIMIT 200`,
      [schoolId],
    );
    return rows.map(viewOf);
  }

  /** Writes the draft of a form anew, with what it changes. @throws DomainError TEMPLATE_INVALID */
  async draft(caller: Caller, formKey: string, body: TemplateBody): Promise<DraftedTemplate> {
    const fields = templateFaults(body);
    if (fields.length > 0) {
      throw new DomainError('TEMPLATE_INVALID', { fields });
    }
    return this.database.transaction(async (tx) => {
      await lockForm(tx, caller.schoolId, formKey);
      const versions = await this.versions(tx, caller.schoolId, formKey);
      const draft = versions.find(({ state }) => state === 'draft');
      const row = draft
        ? await this.rewrite(tx, draft, body)
        : await this.insert(tx, caller.schoolId, formKey, versions, body);
      await this.audit.write(tx, { ...auditOf(caller, row.id), action: 'template.draft' });
      const published = versions.find(({ state }) => state === 'published');
      return { ...viewOf(row), difference: published ? differenceOf(published.body, body) : null };
    });
  }

  /** What a version changes against the one before it. */
  async difference(schoolId: string, id: string): Promise<TemplateDifference> {
    const [row]: (TemplateRow & { before: TemplateBody | null })[] = await this.database.query(
      `SELECT t.*, (SELECT b.body FROM check_in_templates b
                    WHERE b.school_id = t.school_id AND b.form_key = t.form_key AND b.version < t.version
                    ORDER BY b.version DESC LIMIT 1) AS before
       FROM check_in_templates t WHERE t.school_id = $1 AND t.id = $2`,
      [schoolId, id],
    );
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return differenceOf(row.before ?? { title: row.body.title, schema: {}, fields: [], rules: [] }, row.body);
  }

  /** The draft becomes the form; the version before it is accepted for `graceHours` more. */
  async publish(caller: Caller, id: string, graceHours: number): Promise<TemplateView> {
    const now = this.clock.now();
    return this.database.transaction(async (tx) => {
      const [draft]: TemplateRow[] = await tx.query(
        `SELECT ${COLUMNS} FROM check_in_templates WHERE school_id = $1 AND id = $2 FOR UPDATE`,
        [caller.schoolId, id],
      );
      if (!draft) {
        throw new DomainError('NOT_FOUND');
      }
      if (!TEMPLATE_NEXT[draft.state].includes('published')) {
        throw new DomainError('TEMPLATE_STATE_CONFLICT');
      }
      await lockForm(tx, caller.schoolId, draft.form_key);
      await tx.query(
        `UPDATE check_in_templates SET state = 'superseded', superseded_at = $3
         WHERE school_id = $1 AND form_key = $2 AND state = 'published'`,
        [caller.schoolId, draft.form_key, now],
      );
      const [rows] = (await tx.query(
        `UPDATE check_in_templates SET state = 'published', published_at = $3, grace_until = $4
         WHERE school_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
        [caller.schoolId, id, now, new Date(now.getTime() + graceHours * HOUR_MS)],
      )) as [TemplateRow[], number];
      await this.audit.write(tx, { ...auditOf(caller, id), action: 'template.publish' });
      return viewOf(rows[0] as TemplateRow);
    });
  }

  private versions(tx: EntityManager, schoolId: string, formKey: string): Promise<TemplateRow[]> {
    return tx.query(
      `SELECT ${COLUMNS} FROM check_in_templates WHERE school_id = $1 AND form_key = $2 ORDER BY version DESC`,
      [schoolId, formKey],
    );
  }

  private async insert(
    tx: EntityManager,
    schoolId: string,
    formKey: string,
    versions: TemplateRow[],
    body: TemplateBody,
  ): Promise<TemplateRow> {
    const [row]: TemplateRow[] = await tx.query(
      `INSERT INTO check_in_templates (school_id, id, form_key, version, state, body, created_at)
       VALUES ($1, $2, $3, $4, 'draft', $5, $6) RETURNING ${COLUMNS}`,
      [schoolId, newId(), formKey, (versions[0]?.version ?? 0) + 1, JSON.stringify(body), this.clock.now()],
    );
    return row as TemplateRow;
  }

  private async rewrite(tx: EntityManager, draft: TemplateRow, body: TemplateBody): Promise<TemplateRow> {
    const [rows] = (await tx.query(`UPDATE check_in_templates SET body = $2 WHERE id = $1 RETURNING ${COLUMNS}`, [
      draft.id,
      JSON.stringify(body),
    ])) as [TemplateRow[], number];
    return rows[0] as TemplateRow;
  }
}

const lockForm = (tx: EntityManager, schoolId: string, formKey: string): Promise<unknown> =>
  tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`template/${schoolId}/${formKey}`]);

const auditOf = (caller: Caller, id: string): Omit<AuditEntry, 'action'> => ({
  schoolId: caller.schoolId,
  actorId: caller.personId,
  requestId: caller.requestId,
  objectKind: 'check_in_template',
  objectId: id,
});
