import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { HistoryDay, HistoryMonth, HistoryReport, ReportFlag, WindowRow } from '@shared/check-in';
import { dayAfter, isInAudience, windowsOf } from '@shared/check-in-window';
import type { PersonKind } from '@shared/identity';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { dayMark, type Reporter } from './check-in.rules';
import { receiptNumberOf } from './receipt-number';

interface ReportLine {
  id: string;
  day: string;
  window_id: string;
  title: Bilingual;
  submitted_at: Date;
  version: number;
  flags: ReportFlag[];
}

interface CampaignLine {
  name: Bilingual;
  starts_on: string;
  ends_on: string;
  audience_kinds: PersonKind[];
  audience_unit_ids: string[];
  windows: WindowRow[];
}

const reportOf = (line: ReportLine): HistoryReport => ({
  id: line.id,
  receiptNumber: receiptNumberOf(line.id),
  window: line.title,
  submittedAt: line.submitted_at.toISOString(),
  version: line.version,
  flags: line.flags,
});

/** The calendar of a person's reports. What was owed on a past day is judged by where the person is now. */
@Injectable()
export class HistoryService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** @param month YYYY-MM */
  async month(schoolId: string, timeZone: string, reporter: Reporter, month: string): Promise<HistoryMonth> {
    const first = `${month}-01`;
    const days = daysOf(month);
    const span = [schoolId, first, days.at(-1)];
    const lines: ReportLine[] = await this.database.query(
      `SELECT r.id, r.day::text, r.window_id, w.title, r.submitted_at, r.version, r.flags
       FROM check_in_reports r JOIN check_in_windows w ON w.school_id = r.school_id AND w.id = r.window_id
       WHERE r.school_id = $1 AND r.day BETWEEN $2 AND $3 AND r.person_id = $4 ORDER BY r.day, r.submitted_at`,
      [...span, reporter.personId],
    );
    const now = campusMoment(this.clock.now(), timeZone);
    const campaign = await this.campaignOf([...span, now.day], reporter);
    const asked = campaign && { startsOn: campaign.starts_on, endsOn: campaign.ends_on };
    const windows = campaign ? windowsOf(campaign.windows, reporter) : [];
    return {
      month,
      campaign: campaign && asked ? { name: campaign.name, ...asked } : null,
      days: days.map((day): HistoryDay => {
        const reports = lines.filter((line) => line.day === day);
        const reportedIds = new Set(reports.map(({ window_id }) => window_id));
        return { day, mark: dayMark(asked, windows, reportedIds, day, now), reports: reports.map(reportOf) };
      }),
    };
  }

  /** The campaign of a month, while its reports are kept: afterwards nobody can say who reported. */
  private async campaignOf(span: unknown[], reporter: Reporter): Promise<CampaignLine | null> {
    const [campaign]: CampaignLine[] = await this.database.query(
      `SELECT c.name, c.starts_on::text, c.ends_on::text, c.audience_kinds, c.audience_unit_ids,
         (SELECT coalesce(jsonb_agg(jsonb_build_object(
            'id', w.id, 'formKey', w.form_key, 'title', w.title, 'kind', w.kind, 'presence', w.presence,
            'campusId', w.campus_id, 'opensMinute', w.opens_minute, 'closesMinute', w.closes_minute,
            'lateUntilMinute', w.late_until_minute)), '[]')
          FROM check_in_windows w
          WHERE w.school_id = c.school_id AND w.campaign_id = c.id AND w.removed_at IS NULL) AS windows
       FROM campaigns c
       WHERE c.school_id = $1 AND c.state <> 'draft' AND c.starts_on <= $3 AND c.ends_on >= $2
         AND c.retain_until >= $4
       ORDER BY c.state = 'running' DESC, c.starts_on DESC LIMIT 1`,
      span,
    );
    if (!campaign) {
      return null;
    }
    const audience = { audienceKinds: campaign.audience_kinds, audienceUnitIds: campaign.audience_unit_ids };
    return isInAudience(audience, reporter.kind, reporter.unitPath) ? campaign : null;
  }
}

const daysOf = (month: string): string[] => {
  const days: string[] = [];
  for (let day = `${month}-01`; day.startsWith(month); day = dayAfter(day)) {
    days.push(day);
  }
  return days;
};
