import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { HomeView } from '@shared/home';
import { holds } from '@shared/permissions';
import { DueService } from '../check-in/due.service';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { OverviewService } from '../follow-up/overview.service';
import { PersonService } from '../person/person.service';

interface Counts {
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
    const [person, checkIn, counts, totals] = await Promise.all([
      this.people.cardOf(caller.schoolId, caller.personId),
      this.dues.dueOf(caller),
      this.counts(caller, isCounsellor),
      isCounsellor ? this.overviews.totals(caller) : null,
    ]);
    return {
      serverTime: this.clock.now().toISOString(),
      person,
      roles: caller.roles,
      checkIn,
      unreadNotices: counts.unread,
      follow: totals && { ...totals, openCases: counts.open_cases },
    };
  }

  private async counts(caller: Caller, isCounsellor: boolean): Promise<Counts> {
    const [row]: Counts[] = await this.database.query(
      `SELECT
         (SELECT count(*)::int FROM notices WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL) AS unread,
         CASE WHEN $3 THEN (
           SELECT count(*)::int FROM cases k
           JOIN people p ON p.school_id = k.school_id AND p.id = k.person_id
           JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
           WHERE k.school_id = $1 AND k.state = 'open' AND ($4 OR k.owner_id = $2 OR u.path && $5::uuid[])
         ) ELSE 0 END AS open_cases`,
      [caller.schoolId, caller.personId, isCounsellor, caller.roles.includes('school_admin'), caller.reachUnitIds],
    );
    return row ?? { unread: 0, open_cases: 0 };
  }
}
