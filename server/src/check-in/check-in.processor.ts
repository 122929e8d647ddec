import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { Clock } from '../common/clock';
import { campusDay } from '../common/campus-time';
import { HandlesJob, type Jobs } from '../common/jobs';
import { NoticeService } from '../notice/notice.service';
import { CheckInRetention } from './check-in-retention';
import { isImpossibleTravel, type Place } from './check-in.rules';

interface PlaceRow {
  id: string;
  window_id: string;
  latitude: string | null;
  longitude: string | null;
  proxy_id: string | null;
  updated_at: Date;
}

const placeOf = (row: PlaceRow | undefined): Place | null =>
  row && row.latitude !== null && row.longitude !== null && row.proxy_id === null
    ? { latitude: Number(row.latitude), longitude: Number(row.longitude), at: row.updated_at }
    : null;

/** What follows a report, and what retention asks for. */
@Injectable()
export class CheckInProcessor {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly notices: NoticeService,
    private readonly retention: CheckInRetention,
  ) {}

  @HandlesJob('check_in.reported')
  async reported({ schoolId, reportId, day, personId }: Jobs['check_in.reported']): Promise<void> {
    await this.database.transaction(async (tx) => {
      const [report]: PlaceRow[] = await tx.query(
        `SELECT id, window_id, latitude, longitude, proxy_id, updated_at FROM check_in_reports
         WHERE school_id = $1 AND day = $2 AND id = $3`,
        [schoolId, day, reportId],
      );
      if (!report) {
        return;
      }
      await this.notices.settle(tx, schoolId, personId, `check_in.reminder:${day}:${report.window_id}`);
      await this.flagTravel(tx, { schoolId, day, personId }, report);
    });
  }

  private async flagTravel(
    tx: EntityManager,
    { schoolId, day, personId }: { schoolId: string; day: string; personId: string },
    report: PlaceRow,
  ): Promise<void> {
    const here = placeOf(report);
    if (!here) {
      return;
    }
    const [previous]: PlaceRow[] = await tx.query(
      `SELECT id, window_id, latitude, longitude, proxy_id, updated_at FROM check_in_reports
       WHERE school_id = $1 AND person_id = $2 AND day BETWEEN $3::date - 2 AND $3 AND id <> $4
         AND latitude IS NOT NULL AND proxy_id IS NULL AND updated_at < $5
       ORDER BY updated_at DESC LIMIT 1`,
      [schoolId, personId, day, report.id, report.updated_at],
    );
    const before = placeOf(previous);
    if (before && isImpossibleTravel(before, here)) {
      await tx.query(
        `UPDATE check_in_reports SET flags = flags || ARRAY['impossible_travel']
         WHERE school_id = $1 AND day = $2 AND id = $3 AND NOT 'impossible_travel' = ANY (flags)`,
        [schoolId, day, report.id],
      );
    }
  }

  /** Partitions for the months ahead; what campaigns past their retention day left goes. */
  @HandlesJob('upkeep.daily')
  async upkeep({ schoolId }: Jobs['upkeep.daily']): Promise<void> {
    await this.database.query('SELECT ensure_check_in_partitions($1::date, 6)', [campusDay(this.clock.now(), 'UTC')]);
    await this.retention.forget(schoolId);
  }
}
