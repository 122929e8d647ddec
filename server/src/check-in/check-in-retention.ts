import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { CaseRetention } from '../case/case-retention.service';
import { Clock } from '../common/clock';
import { NoticeService } from '../notice/notice.service';

const BATCH = 500;

interface Place {
  day: string;
  id: string;
}

interface ReminderRow {
  day: string;
  window_id: string;
  person_id: string;
}

const START: Place = { day: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** What a check-in leaves behind goes with its campaign: reports, versions, cases, reminders, and notices of them. */
@Injectable()
export class CheckInRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly cases: CaseRetention,
    private readonly notices: NoticeService,
  ) {}

  async forget(schoolId: string): Promise<void> {
    const over: { id: string }[] = await this.database.query(
      `SELECT c.id FROM campaigns c JOIN schools s ON s.id = c.school_id
       WHERE c.school_id = $1 AND c.retain_until < ($2::timestamptz AT TIME ZONE s.time_zone)::date ORDER BY c.id`,
      [schoolId, this.clock.now()],
    );
    for (const { id } of over) {
      await this.forgetReports(schoolId, id);
      await this.forgetReminders(schoolId, id);
    }
  }

  /** Batch by batch along the key, so that the whole table is walked once. */
  private async forgetReports(schoolId: string, campaignId: string): Promise<void> {
    let gone: Place[];
    let last = START;
    do {
      gone = await this.database.transaction((tx) => this.forgetSomeReports(tx, schoolId, campaignId, last));
      last = gone.at(-1) ?? last;
    } while (gone.length === BATCH);
  }

  private async forgetSomeReports(
    tx: EntityManager,
    schoolId: string,
    campaignId: string,
    after: Place,
  ): Promise<Place[]> {
    const gone: Place[] = await tx.query(
      `WITH gone AS MATERIALIZED (
         SELECT day, id FROM check_in_reports
         WHERE school_id = $1 AND campaign_id = $2 AND (day, id) > ($3::date, $4::uuid)
         ORDER BY day, id LIMIT ${BATCH}
       ), reports AS (
         DELETE FROM check_in_reports r USING gone WHERE r.school_id = $1 AND r.day = gone.day AND r.id = gone.id
       ), versions AS (
         DELETE FROM check_in_report_versions v USING gone
         WHERE v.school_id = $1 AND v.day = gone.day AND v.report_id = gone.id
       )
       SELECT day::text, id FROM gone ORDER BY gone.day, id`,
      [schoolId, campaignId, after.day, after.id],
    );
    await this.cases.forget(
      tx,
      schoolId,
      'check_in_report',
      gone.map(({ id }) => id),
    );
    return gone;
  }

  private async forgetReminders(schoolId: string, campaignId: string): Promise<void> {
    let gone: number;
    do {
      gone = await this.database.transaction((tx) => this.forgetSomeReminders(tx, schoolId, campaignId));
    } while (gone === BATCH);
  }

  private async forgetSomeReminders(tx: EntityManager, schoolId: string, campaignId: string): Promise<number> {
    const gone: ReminderRow[] = await tx.query(
      `WITH gone AS MATERIALIZED (
         SELECT m.day, m.window_id, m.person_id FROM check_in_reminders m
         JOIN check_in_windows w ON w.school_id = m.school_id AND w.id = m.window_id
         WHERE m.school_id = $1 AND w.campaign_id = $2 LIMIT ${BATCH}
       ), reminders AS (
         DELETE FROM check_in_reminders m USING gone
         WHERE m.school_id = $1 AND m.day = gone.day AND m.window_id = gone.window_id AND m.person_id = gone.person_id
       )
       SELECT day::text, window_id, person_id FROM gone`,
      [schoolId, campaignId],
    );
    await this.notices.forget(
      tx,
      schoolId,
      gone.map(({ day, window_id, person_id }) => ({
        personId: person_id,
        keyPrefix: `check_in.reminder:${day}:${window_id}`,
      })),
    );
    return gone.length;
  }
}
