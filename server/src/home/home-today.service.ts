import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { holds } from '@shared/permissions';
import { ApprovalService } from '../approval/approval.service';
import type { ReportedToday } from '../check-in/due.service';
import { CallerReader, type Caller } from '../common/caller';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { runPrepared, type Prepared } from '../common/prepared';
import { Departures } from '../leaving/departure.service';
import type { LastReturn } from '../returning/return.types';

interface TodayRow {
  reported: ReportedToday[];
  unread: number;
  open_cases: number;
  last_return: LastReturn | null;
  due_leaving_id: string | null;
}

export interface Today {
  /** the caller as of this moment: a leave that came due has been taken */
  caller: Caller;
  now: Date;
  reported: ReportedToday[];
  unread: number;
  openCases: number;
  lastReturn: LastReturn | null;
  /** null for whoever decides none */
  pendingApprovals: number | null;
}

/** What the first screen knows about today, in one statement; approvers take one more. */
@Injectable()
export class HomeToday {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
    private readonly departures: Departures,
    private readonly callers: CallerReader,
  ) {}

  async of(caller: Caller): Promise<Today> {
    const now = this.clock.now();
    const [[row], pendingApprovals] = await Promise.all([
      runPrepared<TodayRow>(this.database, TODAY, [
        ...[caller.schoolId, caller.personId, campusDay(now, caller.timeZone), holds(caller.roles, 'check_in.follow')],
        ...[caller.roles.includes('school_admin'), caller.reachUnitIds, now],
      ]),
      holds(caller.roles, 'approval.decide') ? this.approvals.pendingOf(caller) : null,
    ]);
    const last = row?.last_return ?? null;
    return {
      caller: await this.afterLeaving(caller, row?.due_leaving_id ?? null),
      now,
      reported: row?.reported ?? [],
      unread: row?.unread ?? 0,
      openCases: row?.open_cases ?? 0,
      lastReturn: last && { ...last, returnsAt: last.returnsAt && new Date(last.returnsAt).toISOString() },
      pendingApprovals,
    };
  }

  private async afterLeaving(caller: Caller, leavingId: string | null): Promise<Caller> {
    if (leavingId === null || !(await this.departures.leave(caller.schoolId, leavingId))) {
      return caller;
    }
    this.callers.forget(caller.sessionId);
    return { ...caller, presence: 'off_campus', presenceCampusId: null };
  }
}

/** $1 school $2 person $3 today $4 counts cases $5 whole school $6 reach $7 now */
const TODAY: Prepared = {
  name: 'home.today',
  text: `
    SELECT
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', id, 'windowId', window_id, 'submittedAt', submitted_at)), '[]')
       FROM check_in_reports WHERE school_id = $1 AND person_id = $2 AND day = $3) AS reported,
      (SELECT count(*)::int FROM notices WHERE school_id = $1 AND person_id = $2 AND read_at IS NULL) AS unread,
      (SELECT jsonb_build_object('state', a.state, 'returnsAt', a.returns_at) FROM return_applications a
       JOIN campaigns c ON c.school_id = a.school_id AND c.id = a.campaign_id
       WHERE a.school_id = $1 AND a.person_id = $2
         AND (a.state IN ('draft', 'submitted', 'returned', 'approved') OR c.state = 'running')
       ORDER BY a.state IN ('draft', 'submitted', 'returned', 'approved') DESC, a.id DESC LIMIT 1) AS last_return,
      (SELECT id FROM leaving_applications
       WHERE school_id = $1 AND person_id = $2 AND state = 'approved' AND leaves_at <= $7) AS due_leaving_id,
      CASE WHEN $4 THEN (
        SELECT count(*)::int FROM cases k
        JOIN people p ON p.school_id = k.school_id AND p.id = k.person_id
        JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
        WHERE k.school_id = $1 AND k.state = 'open' AND ($5 OR k.owner_id = $2 OR u.path && $6::uuid[])
      ) ELSE 0 END AS open_cases`,
};
