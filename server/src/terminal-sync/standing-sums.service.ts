import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { Clock } from '../common/clock';
import { runPrepared } from '../common/prepared';
import { FROM_THE_BEGINNING, type StandingPosition } from './standing-cursor';
import { NEWEST_STANDING, STANDING_SUM, type NewestStandingRow, type StandingSumRow } from './standing.sql';

const KEPT_MS = 5_000;
const KEPT_SCHOOLS = 100;

export interface StandingSum {
  count: number;
  sum: string;
}

interface Kept extends StandingSum {
  newestXid: string | null;
  until: number;
}

/** What all standings of a school add up to: looked at once for all the devices that ask within five seconds. */
@Injectable()
export class StandingSums {
  private readonly kept = new Map<string, Kept>();

  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** What has changed last in the school, and below what everything has come to its end. */
  async newest(schoolId: string): Promise<{ position: StandingPosition; horizon: string }> {
    const [row] = await runPrepared<NewestStandingRow>(this.database, NEWEST_STANDING, [schoolId]);
    const { horizon = '0', changed_xid: xid = null, pass_id: passId = null } = row ?? {};
    return { position: xid !== null && passId !== null ? { xid, passId } : FROM_THE_BEGINNING, horizon };
  }

  /** Null where something has changed after `position` meanwhile. */
  async upTo(schoolId: string, { xid }: StandingPosition): Promise<StandingSum | null> {
    const newestXid = xid === FROM_THE_BEGINNING.xid ? null : xid;
    const kept = this.kept.get(schoolId);
    const isFresh = kept && kept.until > this.clock.now().getTime() && kept.newestXid === newestXid;
    const { count, sum, newestXid: found } = isFresh ? kept : await this.load(schoolId);
    return found === newestXid ? { count, sum } : null;
  }

  private async load(schoolId: string): Promise<Kept> {
    const [row] = await runPrepared<StandingSumRow>(this.database, STANDING_SUM, [schoolId]);
    const { count = 0, sum = '0', newest_xid: newestXid = null } = row ?? {};
    const loaded = { count, sum, newestXid, until: this.clock.now().getTime() + KEPT_MS };
    if (this.kept.size >= KEPT_SCHOOLS) {
      this.kept.clear();
    }
    this.kept.set(schoolId, loaded);
    return loaded;
  }
}
