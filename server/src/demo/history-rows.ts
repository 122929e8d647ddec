import type { Client } from 'pg';
import { campaignId, templateId } from './campaign-plan';
import type { SchoolPlan } from './campus-plan';
import type { ReportSeed } from './history';
import { insertRows } from './rows';
import { schoolId } from './school-rows';

export const insertReports = async (db: Client, plan: SchoolPlan, reports: readonly ReportSeed[]): Promise<number> => {
  const [first] = reports.map(({ day }) => day).sort();
  if (first === undefined) {
    return 0;
  }
  await db.query('SELECT ensure_check_in_partitions($1, 3)', [first]);
  const added = await insertRows(
    db,
    'check_in_reports',
    [
      ['school_id', 'uuid'],
      ['day', 'date'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['campaign_id', 'uuid'],
      ['window_id', 'uuid'],
      ['template_id', 'uuid'],
      ['answers', 'jsonb'],
      ['is_abnormal', 'boolean'],
      ['flags', 'text[]'],
      ['latitude', 'numeric'],
      ['longitude', 'numeric'],
      ['no_location_reason', 'text'],
      ['submitted_at', 'timestamptz'],
      ['updated_at', 'timestamptz'],
    ],
    reports.map((report) => [
      schoolId(plan),
      report.day,
      report.id,
      report.person.id,
      campaignId(plan),
      report.window.id,
      templateId(plan, report.window.formKey),
      report.answers,
      report.rules.length > 0,
      report.flags,
      report.place?.latitude ?? null,
      report.place?.longitude ?? null,
      report.place === null ? '室内没有信号' : null,
      report.submittedAt,
      report.submittedAt,
    ]),
  );
  await insertVersions(db, plan, reports);
  return added;
};

/** The version that a report stands at is a row like the earlier ones. */
const insertVersions = (db: Client, plan: SchoolPlan, reports: readonly ReportSeed[]): Promise<number> =>
  insertRows(
    db,
    'check_in_report_versions',
    [
      ['school_id', 'uuid'],
      ['day', 'date'],
      ['report_id', 'uuid'],
      ['version', 'int'],
      ['template_id', 'uuid'],
      ['answers', 'jsonb'],
      ['by_proxy', 'boolean'],
      ['submitted_at', 'timestamptz'],
    ],
    reports.map((report) => [
      schoolId(plan),
      report.day,
      report.id,
      1,
      templateId(plan, report.window.formKey),
      report.answers,
      false,
      report.submittedAt,
    ]),
  );
