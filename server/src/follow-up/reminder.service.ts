import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { ReminderAnswer } from '@shared/follow-up';
import { PlanService } from '../campaign/plan.service';
import type { Plan } from '../campaign/plan.types';
import type { Caller } from '../common/caller';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { DomainError } from '../common/domain-error';
import { Idempotency } from '../common/idempotency';
import { Outbox } from '../common/outbox';
import { remindableCells, type OwedCell } from './follow-up.rules';
import { OWING_ALL, owingValues } from './follow-up.sql';

/** A second tap within this time reminds nobody twice. */
const PAUSE_MS = 2 * 3_600_000;

export interface ReminderRequest {
  day: string;
  unitId?: string;
}

interface Reminded {
  person_id: string;
  window_id: string;
}

/** One tap reminds all the missing in reach, in their in-app inbox. */
@Injectable()
export class ReminderService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly idempotency: Idempotency,
    private readonly outbox: Outbox,
  ) {}

  /** @throws DomainError DAY_NOT_OPEN for another day than today, CAMPAIGN_NONE */
  async remind(caller: Caller, key: string, request: ReminderRequest): Promise<ReminderAnswer> {
    const plan = await this.plans.planOf(caller.schoolId);
    const moment = campusMoment(this.clock.now(), plan.timeZone);
    if (!plan.campaign) {
      throw new DomainError('CAMPAIGN_NONE');
    }
    if (request.day !== moment.day) {
      throw new DomainError('DAY_NOT_OPEN', { details: { today: moment.day } });
    }
    const cells = remindableCells(plan, moment);
    return this.database.transaction((tx) =>
      this.idempotency.once(tx, caller, key, request, () => this.remindMissing(tx, caller, plan, cells, request)),
    );
  }

  private async remindMissing(
    tx: EntityManager,
    caller: Caller,
    plan: Plan,
    cells: OwedCell[],
    { day, unitId }: ReminderRequest,
  ): Promise<ReminderAnswer> {
    const now = this.clock.now();
    const [answer]: { missing: number; reminded: Reminded[] }[] = await tx.query(
      `WITH ${OWING_ALL}, missing AS (
         SELECT o.person_id, o.window_id FROM owing o
         WHERE o.person_id <> $8 AND NOT EXISTS (
           SELECT FROM check_in_reports r
           WHERE r.school_id = $1 AND r.day = $7 AND r.person_id = o.person_id AND r.window_id = o.window_id)
       ), reminded AS (
         INSERT INTO check_in_reminders AS m (school_id, day, window_id, person_id, reminded_by, reminded_at)
         SELECT $1, $7, window_id, person_id, $8, $9 FROM missing ORDER BY window_id, person_id
         ON CONFLICT (school_id, day, window_id, person_id) DO UPDATE
           SET reminded_by = excluded.reminded_by, reminded_at = excluded.reminded_at
           WHERE m.reminded_at <= $10
         RETURNING person_id, window_id
       )
       SELECT (SELECT count(*)::int FROM missing) AS missing,
         (SELECT coalesce(jsonb_agg(jsonb_build_object('person_id', person_id, 'window_id', window_id)), '[]')
          FROM reminded) AS reminded`,
      [...owingValues(caller, plan, cells, unitId), day, caller.personId, now, new Date(now.getTime() - PAUSE_MS)],
    );
    const reminded = answer?.reminded ?? [];
    await this.outbox.addAll(
      tx,
      'check_in.remind',
      reminded.map(({ person_id: personId, window_id: windowId }) => ({
        schoolId: caller.schoolId,
        day,
        windowId,
        personId,
      })),
    );
    return { reminded: reminded.length, alreadyReminded: (answer?.missing ?? 0) - reminded.length };
  }
}
