import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { ReportFlag } from '@shared/check-in';
import type { MissingLine, PersonLine, ReportedLine } from '@shared/follow-up';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import { PlanService } from '../campaign/plan.service';
import { AuditLog } from '../common/audit';
import type { Caller } from '../common/caller';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { owedCells } from './follow-up.rules';
import { OWING, owingValues, seesWholeSchool } from './follow-up.sql';

export interface ListQuery {
  day?: string;
  unitId?: string;
  cursor?: string;
}

interface PersonRow {
  person_id: string;
  number: string;
  name: string;
  unit: Bilingual;
}

interface MissingRow extends PersonRow {
  unit_code: string;
  window_id: string;
  reminded_at: Date | null;
}

interface ReportedRow extends PersonRow {
  id: string;
  submitted_at: Date;
  flags: ReportFlag[];
  is_abnormal: boolean;
}

const personOf = (row: PersonRow): PersonLine => ({
  personId: row.person_id,
  number: row.number,
  name: row.name,
  unit: row.unit,
});

const missingOf = (row: MissingRow): MissingLine => ({
  ...personOf(row),
  windowId: row.window_id,
  remindedAt: row.reminded_at?.toISOString() ?? null,
});

const reportedOf = (row: ReportedRow): ReportedLine => ({
  ...personOf(row),
  reportId: row.id,
  submittedAt: row.submitted_at.toISOString(),
  flags: row.flags,
  abnormal: row.is_abnormal,
});

/** Who has not reported and who has, page by page. */
@Injectable()
export class PeopleLists {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly audit: AuditLog,
  ) {}

  /** By unit and number. */
  async missing(caller: Caller, { day, unitId, cursor }: ListQuery): Promise<Page<MissingLine>> {
    const after = decodeTypedCursor(cursor, ['word', 'word']) ?? [null, null];
    const plan = await this.plans.planOf(caller.schoolId);
    const now = campusMoment(this.clock.now(), plan.timeZone);
    const asked = day ?? now.day;
    const cells = owedCells(plan, asked, now);
    if (cells.length === 0) {
      return { items: [], nextCursor: null };
    }
    const rows: MissingRow[] = await this.database.query(
      `WITH ${OWING}, page AS (
         SELECT o.person_id, o.window_id, u.code AS unit_code, p.number, p.name, u.name AS unit
         FROM owing o
         JOIN people p ON p.school_id = $1 AND p.id = o.person_id
         JOIN units u ON u.school_id = $1 AND u.id = o.unit_id
         WHERE NOT EXISTS (
             SELECT FROM check_in_reports r
             WHERE r.school_id = $1 AND r.day = $7 AND r.person_id = o.person_id AND r.window_id = o.window_id)
           AND ($8::text IS NULL OR (u.code, p.number) > ($8, $9::text))
         ORDER BY u.code, p.number LIMIT $10
       )
       SELECT page.*, m.reminded_at FROM page
       LEFT JOIN check_in_reminders m
         ON m.school_id = $1 AND m.day = $7 AND m.window_id = page.window_id AND m.person_id = page.person_id
       ORDER BY page.unit_code, page.number`,
      [...owingValues(caller, plan, cells, unitId), asked, ...after, PAGE_LIMIT.default + 1],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.unit_code, row.number], missingOf);
  }

  /**
   * The latest first, every window of the day; of the abnormal ones the latest of each person, so that they are as many
   * as the overview counts. Who looked is in the audit log, once a page.
   */
  async reported(caller: Caller, query: ListQuery & { abnormal?: boolean }): Promise<Page<ReportedLine>> {
    const [after = null] = decodeTypedCursor(query.cursor, ['uuid']) ?? [];
    const plan = await this.plans.planOf(caller.schoolId);
    const day = query.day ?? campusMoment(this.clock.now(), plan.timeZone).day;
    await this.noteLook(caller, day);
    const rows: ReportedRow[] = await this.database.query(
      `SELECT r.id, r.person_id, p.number, p.name, u.name AS unit, r.submitted_at, r.flags, r.is_abnormal
       FROM check_in_reports r
       JOIN people p ON p.school_id = r.school_id AND p.id = r.person_id
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE r.school_id = $1 AND r.day = $4 AND ($2 OR u.path && $3::uuid[])
         AND ($5::uuid IS NULL OR $5 = ANY (u.path))
         AND ($6::boolean IS NULL OR r.is_abnormal = $6)
         AND NOT ($6 IS TRUE AND EXISTS (
           SELECT FROM check_in_reports later
           WHERE later.school_id = $1 AND later.day = $4 AND later.person_id = r.person_id AND later.is_abnormal
             AND later.id > r.id))
         AND ($7::uuid IS NULL OR r.id < $7)
       ORDER BY r.id DESC LIMIT $8`,
      [
        ...[caller.schoolId, seesWholeSchool(caller), caller.reachUnitIds, day],
        ...[query.unitId ?? null, query.abnormal ?? null, after, PAGE_LIMIT.default + 1],
      ],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.id], reportedOf);
  }

  private noteLook(caller: Caller, day: string): Promise<void> {
    return this.audit.write(this.database.manager, {
      schoolId: caller.schoolId,
      actorId: caller.personId,
      requestId: caller.requestId,
      action: 'check_in.list',
      objectKind: 'check_in_day',
      objectId: day,
    });
  }
}
