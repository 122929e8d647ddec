import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { HomeView } from '@shared/home';
import { holds } from '@shared/permissions';
import { DueService, type ReportedToday } from '../check-in/due.service';
import type { Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { runPrepared, type Prepared } from '../common/prepared';
import { OverviewService } from '../follow-up/overview.service';
import { PersonService } from '../person/person.service';

interface TodayRow {
  reported: ReportedToday[];
  unread: number;
  open_cases: number;
}

/** The first screen in one call: who, what is owed today, what is unread, and for counsellors who is missing. */
@Injectable()
export class HomeService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly people: PersonService,
    private readonly dues: DueService,
    private readonly overviews: OverviewService,
  ) {}

  async view(caller: Caller): Promise<HomeView> {
    const isCounsellor = holds(caller.roles, 'check_in.follow');
    const [person, today, totals] = await Promise.all([
      this.people.cardOf(caller.schoolId, caller.personId),
      this.today(caller, isCounsellor),
      isCounsellor ? this.overviews.totals(caller) : null,
    ]);
    return {
      serverTime: this.clock.now().toISOString(),
      person,
      roles: caller.roles,
      checkIn: await this.dues.dueOf(caller, today.reported),
      return: null,
      unreadNotices: today.unread,
      follow: totals && { ...totals, openCases: today.open_cases },
      approvals: null,
    };
  }

  private async today(caller: Caller, isCounsellor: boolean): Promise<TodayRow> {
    const [row] = await runPrepared<TodayRow>(this.database, TODAY, [
      ...[caller.schoolId, caller.personId, campusDay(this.clock.now(), caller.timeZone), isCounsellor],
      ...[caller.roles.includes('school_admin'), caller.reachUnitIds],
    ]);
    return row ?? { reported: [], unread: 0, open_cases: 0 };
  }
}

/** $1 school $2 person $3 today $4 counts cases $5 whole school $6 reach */
const TODAY: Prepared = {
  name: 'home.today',
  text: `
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'windowId', window_id, 'submittedAt', submitted_at)), '[]')
       FROM check_in_reports WHERE school_id = $1 AND person_id = $2 AND day = $3) AS reported,
      (SELECT count(*)::int FROM notices WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL) AS unread,
      CASE WHEN $4 THEN (
        SELECT count(*)::int FROM cases k
        JOIN people p ON p.school_id = k.school_id AND p.id = k.person_id
        JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
        WHERE k.school_id = $1 AND k.state = 'open' AND ($5 OR k.owner_id = $2 OR u.path && $6::uuid[])
      ) ELSE 0 END AS open_cases`,
};
