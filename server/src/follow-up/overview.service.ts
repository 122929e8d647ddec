import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { coversDay } from '@shared/check-in-window';
import type { DayOverview, UnitTally } from '@shared/follow-up';
import { PlanService } from '../campaign/plan.service';
import type { Plan } from '../campaign/plan.types';
import { CaseService } from '../case/case.service';
import type { Caller } from '../common/caller';
import { campusMoment } from '../common/campus-time';
import { Clock } from '../common/clock';
import { owedCells } from './follow-up.rules';
import { OWING_ALL, owingValues } from './follow-up.sql';

const MAX_UNITS = 200;

type Counts = Pick<UnitTally, 'owed' | 'reported' | 'missing' | 'abnormal'>;
type TallyRow = Counts & { unit_id: string | null; name: Bilingual | null };

const NOTHING: Counts = { owed: 0, reported: 0, missing: 0, abnormal: 0 };

/** Who has reported, who has not, who is unwell: in numbers, per unit. */
@Injectable()
export class OverviewService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly plans: PlanService,
    private readonly cases: CaseService,
  ) {}

  /** @param day campus day; today when left out. Units by missing people, the most first, at most two hundred. */
  async day(caller: Caller, day?: string): Promise<DayOverview> {
    const plan = await this.plans.planOf(caller.schoolId);
    const now = campusMoment(this.clock.now(), plan.timeZone);
    const asked = day ?? now.day;
    const { campaign } = plan;
    const [rows, counts] = await Promise.all([this.tally(caller, plan, asked), this.cases.counts(caller)]);
    const total = rows.find(({ unit_id }) => unit_id === null);
    return {
      day: asked,
      campaign: campaign && coversDay(campaign, asked) ? { id: campaign.id, name: campaign.name } : null,
      totals: total ? countsOf(total) : NOTHING,
      units: rows.flatMap((row) =>
        row.unit_id !== null && row.name ? [{ unitId: row.unit_id, unit: row.name, ...countsOf(row) }] : [],
      ),
      ...counts,
    };
  }

  /** Today's totals alone, for the home page. */
  async totals(caller: Caller): Promise<Pick<Counts, 'missing' | 'abnormal'>> {
    const plan = await this.plans.planOf(caller.schoolId);
    const now = campusMoment(this.clock.now(), plan.timeZone);
    const rows = await this.tally(caller, plan, now.day);
    const { missing, abnormal } = rows.find(({ unit_id }) => unit_id === null) ?? NOTHING;
    return { missing, abnormal };
  }

  /** Owed and reported by the window that counts now; unwell whoever said so in any window of the day. */
  private async tally(caller: Caller, plan: Plan, day: string): Promise<TallyRow[]> {
    const cells = owedCells(plan, day, campusMoment(this.clock.now(), plan.timeZone));
    if (cells.length === 0) {
      return [];
    }
    return this.database.query(
      `WITH ${OWING_ALL}, counted AS (
         SELECT o.unit_id, count(*) AS owed, count(r.id) AS reported
         FROM owing o
         LEFT JOIN check_in_reports r
           ON r.school_id = $1 AND r.day = $7 AND r.person_id = o.person_id AND r.window_id = o.window_id
         GROUP BY o.unit_id
       ), unwell AS (
         SELECT p.unit_id, count(DISTINCT r.person_id) AS abnormal
         FROM check_in_reports r
         JOIN people p ON p.school_id = r.school_id AND p.id = r.person_id
         JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
         WHERE r.school_id = $1 AND r.day = $7 AND r.is_abnormal AND ($2 OR u.path && $3::uuid[])
         GROUP BY p.unit_id
       ), tally AS (
         SELECT unit_id, coalesce(sum(owed), 0)::int AS owed, coalesce(sum(reported), 0)::int AS reported,
           coalesce(sum(owed - reported), 0)::int AS missing, coalesce(sum(abnormal), 0)::int AS abnormal
         FROM counted FULL JOIN unwell USING (unit_id)
         GROUP BY GROUPING SETS ((unit_id), ())
       )
       SELECT t.*, u.name FROM tally t LEFT JOIN units u ON u.school_id = $1 AND u.id = t.unit_id
       ORDER BY t.unit_id IS NULL DESC, t.missing DESC, t.abnormal DESC, u.code LIMIT $8`,
      [...owingValues(caller, plan, cells, undefined), day, MAX_UNITS + 1],
    );
  }
}

const countsOf = ({ owed, reported, missing, abnormal }: Counts): Counts => ({ owed, reported, missing, abnormal });
