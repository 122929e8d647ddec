import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { AuditEntryView } from '@shared/person-admin';
import type { SealedEntry } from '../common/audit-seal';
import { decodeCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';

const BIGINT = /^\d{1,18}$/;

/** Reads the audit log of one school, newest first. */
@Injectable()
export class AuditTrail {
  constructor(@InjectDataSource() private readonly database: DataSource) {}

  async list(schoolId: string, cursor: string | undefined): Promise<Page<AuditEntryView>> {
    const before = decodeCursor(cursor, 1)?.[0] ?? '9'.repeat(18);
    if (!BIGINT.test(before)) {
      throw new DomainError('REQUEST_INVALID', { fields: [{ path: '/cursor', rule: 'cursor' }] });
    }
    const rows: SealedEntry[] = await this.database.query(
      `SELECT id, at, actor, action, object_kind, object_id, request_id FROM audit_entries
       WHERE school_id = $1 AND id < $2 ORDER BY id DESC LIMIT $3`,
      [schoolId, before, PAGE_LIMIT.max + 1],
    );
    return pageOf(rows, PAGE_LIMIT.max, ({ id }) => [id], toAuditEntryView);
  }
}

const toAuditEntryView = (entry: SealedEntry): AuditEntryView => ({
  id: entry.id,
  at: entry.at.toISOString(),
  actor: entry.actor,
  action: entry.action,
  objectKind: entry.object_kind,
  objectId: entry.object_id,
  requestId: entry.request_id,
});
