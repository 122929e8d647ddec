import { Injectable } from '@nestjs/common';
import type { HomeView } from '@shared/home';
import { holds } from '@shared/permissions';
import { DueService } from '../check-in/due.service';
import type { Caller } from '../common/caller';
import { OverviewService } from '../follow-up/overview.service';
import { PersonService } from '../person/person.service';
import { ReturnDues } from '../returning/return-due.service';
import { HomeToday } from './home-today.service';

/** The first screen in one call: who, what is owed today, what is unread, and for counsellors who is missing. */
@Injectable()
export class HomeService {
  constructor(
    private readonly people: PersonService,
    private readonly dues: DueService,
    private readonly returns: ReturnDues,
    private readonly overviews: OverviewService,
    private readonly todays: HomeToday,
  ) {}

  async view(asked: Caller): Promise<HomeView> {
    const [today, totals] = await Promise.all([
      this.todays.of(asked),
      holds(asked.roles, 'check_in.follow') ? this.overviews.totals(asked) : null,
    ]);
    const { caller, reported, lastReturn, pendingApprovals } = today;
    return {
      serverTime: today.now.toISOString(),
      person: await this.people.cardOf(caller.schoolId, caller.personId),
      roles: caller.roles,
      checkIn: await this.dues.dueOf(caller, reported),
      return: await this.returns.dueOf(caller, lastReturn),
      unreadNotices: today.unread,
      follow: totals && { ...totals, openCases: today.openCases },
      approvals: pendingApprovals === null ? null : { pending: pendingApprovals },
    };
  }
}
