import { Injectable } from '@nestjs/common';
import type { HomeView } from '@shared/home';
import { holds } from '@shared/permissions';
import type { Caller } from '../common/caller';
import { OverviewService } from '../follow-up/overview.service';
import { PersonService } from '../person/person.service';
import { HomeTiles } from './home-tiles.service';
import { HomeToday } from './home-today.service';

/** The first screen in one call: who, what is owed today, what is unread, and for counsellors who is missing. */
@Injectable()
export class HomeService {
  constructor(
    private readonly people: PersonService,
    private readonly tiles: HomeTiles,
    private readonly overviews: OverviewService,
    private readonly todays: HomeToday,
  ) {}

  async view(asked: Caller): Promise<HomeView> {
    const [today, totals] = await Promise.all([
      this.todays.of(asked),
      holds(asked.roles, 'check_in.follow') ? this.overviews.totals(asked) : null,
    ]);
    const { caller, pendingApprovals } = today;
    const [person, tiles] = await Promise.all([
      this.people.cardOf(caller.schoolId, caller.personId),
      this.tiles.of(today),
    ]);
    return {
      serverTime: today.now.toISOString(),
      person,
      roles: caller.roles,
      ...tiles,
      unreadNotices: today.unread,
      follow: totals && { ...totals, openCases: today.openCases },
      approvals: pendingApprovals === null ? null : { pending: pendingApprovals },
    };
  }
}
