import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { CaseRetention } from '../case/case-retention.service';
import { campusDay } from '../common/campus-time';
import { Clock } from '../common/clock';
import { HandlesJob, type Jobs } from '../common/jobs';

const DAY_MS = 86_400_000;
const BATCH = 5_000;
const CASES = 500;
const MONTHS_AHEAD = 6;

/** Days for which each of them is kept, by the instant of its last use. */
const KEPT = [
  { table: 'passages', instant: 'occurred_at', days: 30 },
  { table: 'occupancies', instant: 'occurred_at', days: 30 },
  { table: 'terminal_events', instant: 'recorded_at', days: 30 },
  { table: 'forked_events', instant: 'recorded_at', days: 30 },
  // a day longer than terminals may be late with what they admitted
  { table: 'used_codes', instant: 'seen_at', days: 3 },
] as const;

/** Who went where is nobody's business a month later. */
@Injectable()
export class PassageRetention {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly cases: CaseRetention,
  ) {}

  /** Partitions for the months ahead as well. */
  @HandlesJob('passage.forget')
  async forget({ schoolId }: Jobs['passage.forget']): Promise<void> {
    const now = this.clock.now();
    await this.database.query('SELECT ensure_passage_partitions($1::date, $2)', [campusDay(now, 'UTC'), MONTHS_AHEAD]);
    for (const { table, instant, days } of KEPT) {
      await this.clear(schoolId, table, instant, new Date(now.getTime() - days * DAY_MS));
    }
    await this.forgetCases(schoolId, new Date(now.getTime() - 30 * DAY_MS));
  }

  private async clear(schoolId: string, table: string, instant: string, before: Date): Promise<void> {
    let gone: number;
    do {
      [, gone] = (await this.database.query(
        `DELETE FROM ${table} t USING (
           SELECT tableoid, ctid FROM ${table} WHERE school_id = $1 AND ${instant} < $2 LIMIT ${BATCH}
         ) old WHERE t.tableoid = old.tableoid AND t.ctid = old.ctid`,
        [schoolId, before],
      )) as [unknown, number];
    } while (gone === BATCH);
  }

  /** Closed a month ago; an open one stays, with what it holds up. */
  private async forgetCases(schoolId: string, before: Date): Promise<void> {
    let sources: string[];
    do {
      sources = await this.database.transaction(async (tx) => {
        const found = await this.cases.closedBefore(tx, schoolId, 'passage', before, CASES);
        await this.cases.forget(tx, schoolId, 'passage', found);
        return found;
      });
    } while (sources.length === CASES);
  }
}
