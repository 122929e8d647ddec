import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { ArrivalFlag, ArrivalMeans, ExpectedLine, ExpectedTally, Transport } from '@shared/return';
import { ApprovalService } from '../approval/approval.service';
import type { Caller } from '../common/caller';
import { campusDay, instantOf } from '../common/campus-time';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { SELECT_EXPECTED, SEEN, seenBy, TALLY } from './expected.sql';

const MOST_TALLIES = 1_000;
const MINUTES_OF_A_DAY = 1440;

export interface ExpectedSelection {
  state: 'expected' | 'arrived';
  unitId?: string;
  /** campus day of the return; every day when left out */
  day?: string;
  cursor?: string;
}

export interface ExpectedRow {
  id: string;
  person_id: string;
  number: string;
  name: string;
  unit: Bilingual;
  returns_at: Date;
  campus: Bilingual;
  transport: Transport | null;
  arrived_at: Date | null;
  arrived_campus: Bilingual;
  means: ArrivalMeans;
  flags: ArrivalFlag[];
}

/** Who is expected and who has arrived: in numbers by unit and hour, and name by name. One statement each, after what is due has been settled. */
@Injectable()
export class ExpectedLists {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly approvals: ApprovalService,
  ) {}

  /** Colleges for an administrator, units for a counsellor; hours without anybody are left out. */
  async tally(caller: Caller, day: string | undefined): Promise<ExpectedTally[]> {
    await this.approvals.settleAllDue(caller.schoolId, 'return');
    const asked = day ?? campusDay(this.clock.now(), caller.timeZone);
    const rows: (Omit<ExpectedTally, 'hourAt'> & { hourAt: Date })[] = await this.database.query(TALLY, [
      ...seenBy(caller),
      ...boundsOf(asked, caller.timeZone),
      caller.timeZone,
      MOST_TALLIES,
    ]);
    return rows.map((row) => ({ ...row, hourAt: row.hourAt.toISOString() }));
  }

  /** By the hour of return, the earliest first. */
  async page(caller: Caller, { state, unitId, day, cursor }: ExpectedSelection): Promise<Page<ExpectedLine>> {
    await this.approvals.settleAllDue(caller.schoolId, 'return');
    const [at = null, id = null] = decodeTypedCursor(cursor, ['instant', 'uuid']) ?? [];
    const rows: ExpectedRow[] = await this.database.query(
      `${SELECT_EXPECTED} WHERE ${SEEN} AND a.state = $5
         AND ($6::timestamptz IS NULL OR (a.returns_at >= $6 AND a.returns_at < $7))
         AND ($8::uuid IS NULL OR $8 = ANY (u.path))
         AND ($9::timestamptz IS NULL OR (date_trunc('milliseconds', a.returns_at), a.id) > ($9, $10::uuid))
       ORDER BY date_trunc('milliseconds', a.returns_at), a.id LIMIT $11`,
      [
        ...[...seenBy(caller), state === 'expected' ? 'approved' : 'arrived'],
        ...(day === undefined ? [null, null] : boundsOf(day, caller.timeZone)),
        ...[unitId ?? null, at, id, PAGE_LIMIT.default + 1],
      ],
    );
    return pageOf(rows, PAGE_LIMIT.default, (row) => [row.returns_at.toISOString(), row.id], lineOf);
  }
}

const boundsOf = (day: string, timeZone: string): Date[] => [
  instantOf(day, 0, timeZone),
  instantOf(day, MINUTES_OF_A_DAY, timeZone),
];

export const lineOf = (row: ExpectedRow): ExpectedLine => ({
  ...{ personId: row.person_id, number: row.number, name: row.name, unit: row.unit },
  ...{ applicationId: row.id, returnsAt: row.returns_at.toISOString(), campus: row.campus, transport: row.transport },
  arrival: row.arrived_at && {
    ...{ arrivedAt: row.arrived_at.toISOString(), campus: row.arrived_campus, means: row.means, flags: row.flags },
  },
});
