import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { ReportFlag, ReportVersionView, ReportView } from '@shared/check-in';
import type { TemplateBody } from '@shared/check-in-template';
import { dayAfter } from '@shared/check-in-window';
import { CaseService } from '../case/case.service';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { receiptNumberOf } from './receipt-number';

/** How far back a counsellor may open a report; retention deletes them by then. */
const MAX_AGE_DAYS = 800;

interface ReportRow {
  id: string;
  day: string;
  person_id: string;
  title: Bilingual;
  submitted_at: Date;
  version: number;
  flags: ReportFlag[];
  proxy: ReportView['proxy'];
  template: TemplateBody;
  versions: ReportVersionView[];
}

export interface FoundReport {
  personId: string;
  view: ReportView;
}

const SELECT_REPORT = `
  SELECT r.id, r.day::text, r.person_id, w.title, r.submitted_at, r.version, r.flags, t.body AS template,
    (SELECT jsonb_build_object('number', p.number, 'name', p.name) FROM people p
     WHERE p.school_id = r.school_id AND p.id = r.proxy_id) AS proxy,
    (SELECT jsonb_agg(jsonb_build_object('version', v.version, 'answers', v.answers, 'submittedAt', v.submitted_at,
       'byProxy', v.by_proxy, 'template', other.body) ORDER BY v.version)
     FROM check_in_report_versions v
     LEFT JOIN check_in_templates other
       ON other.school_id = v.school_id AND other.id = v.template_id AND v.template_id <> r.template_id
     WHERE v.school_id = r.school_id AND v.day = r.day AND v.report_id = r.id) AS versions
  FROM check_in_reports r
  JOIN check_in_windows w ON w.school_id = r.school_id AND w.id = r.window_id
  JOIN check_in_templates t ON t.school_id = r.school_id AND t.id = r.template_id`;

/** One report with its versions. */
@Injectable()
export class ReportService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly cases: CaseService,
  ) {}

  async findOwn(schoolId: string, personId: string, id: string): Promise<FoundReport | null> {
    const rows: ReportRow[] = await this.database.query(
      `${SELECT_REPORT} WHERE r.school_id = $1 AND r.person_id = $2 AND r.id = $3`,
      [schoolId, personId, id],
    );
    return this.found(schoolId, rows[0]);
  }

  /** By id alone, day by day: reports are found by day, and the ids do not tell it. */
  async find(schoolId: string, timeZone: string, id: string): Promise<FoundReport | null> {
    const today = campusDay(this.clock.now(), timeZone);
    const rows: ReportRow[] = await this.database.query(
      `${SELECT_REPORT} WHERE r.school_id = $1 AND r.day = ANY ($2::date[]) AND r.id = $3`,
      [schoolId, Array.from({ length: MAX_AGE_DAYS }, (_, age) => dayAfter(today, -age)), id],
    );
    return this.found(schoolId, rows[0]);
  }

  private async found(schoolId: string, row: ReportRow | undefined): Promise<FoundReport | null> {
    if (!row) {
      return null;
    }
    const view: ReportView = {
      id: row.id,
      receiptNumber: receiptNumberOf(row.id),
      window: row.title,
      submittedAt: row.submitted_at.toISOString(),
      version: row.version,
      flags: row.flags,
      day: row.day,
      proxy: row.proxy,
      template: row.template,
      versions: row.versions.map((version) => ({
        ...version,
        submittedAt: new Date(version.submittedAt).toISOString(),
      })),
      cases: await this.cases.ofReport(schoolId, row.id),
    };
    return { personId: row.person_id, view };
  }
}
