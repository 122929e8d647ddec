import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { HandlesJob, type Jobs } from '../common/jobs';
import { NoticeService } from '../notice/notice.service';

/** Puts a reminder into the inbox, unless the person has reported meanwhile. */
@Injectable()
export class ReminderProcessor {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly notices: NoticeService,
  ) {}

  @HandlesJob('check_in.remind')
  async remind({ schoolId, day, windowId, personId }: Jobs['check_in.remind']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [row]: { reminded_at: Date }[] = await tx.query(
        `SELECT m.reminded_at FROM check_in_reminders m
         WHERE m.school_id = $1 AND m.day = $2 AND m.window_id = $3 AND m.person_id = $4
           AND NOT EXISTS (
             SELECT FROM check_in_reports r
             WHERE r.school_id = $1 AND r.day = $2 AND r.person_id = $4 AND r.window_id = $3)`,
        [schoolId, day, windowId, personId],
      );
      if (!row) {
        return;
      }
      await this.notices.add(tx, {
        schoolId,
        personId,
        kind: 'check_in.reminder',
        params: { day, windowId },
        dedupeKey: `check_in.reminder:${day}:${windowId}:${row.reminded_at.toISOString()}`,
      });
    });
  }
}
