import { createHmac } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource } from 'typeorm';
import { TERMINAL_LIMITS, type Standing, type StandingCheck, type StandingPage } from '@shared/terminal';
import { runPrepared } from '../common/prepared';
import type { KnownTerminal } from '../common/terminal';
import { Throttle, type Allowance } from '../common/throttle';
import { isBeyond, readStandingCursor, refuseFuture, standingCursor, upTo } from './standing-cursor';
import { StandingSums } from './standing-sums.service';
import { CHANGED_STANDINGS, type StandingRow } from './standing.sql';

const PAGE = TERMINAL_LIMITS.standingsAPage;
const DIGEST_BYTES = 16;
/** three hundred thousand passes a minute */
const PAGES: Allowance = { points: 300, seconds: 60 };
/** a device that checks after every heartbeat, and reads anew now and then */
const CHECKS: Allowance = { points: 120, seconds: 600 };

/** How passes stand, for devices that will judge without network: changes only, none skipped. */
@Injectable()
export class StandingFeed {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly throttle: Throttle,
    private readonly sums: StandingSums,
  ) {}

  /** What has changed since the cursor; without one, every pass of the school. @throws DomainError REQUEST_INVALID, TOO_MANY_REQUESTS */
  async page({ schoolId, terminalId, campusId }: KnownTerminal, cursor: string | undefined): Promise<StandingPage> {
    const after = readStandingCursor(cursor);
    await this.throttle.consume('terminal-standings', terminalId, PAGES);
    const rows = await runPrepared<StandingRow>(this.database, CHANGED_STANDINGS, [
      ...[schoolId, terminalId, campusId, after.xid, after.passId, PAGE],
    ]);
    const { digest_key: digestKey = Buffer.alloc(0), horizon = after.xid } = rows[0] ?? {};
    refuseFuture(after, horizon);
    const changed = rows.filter(hasPass);
    const last = changed.at(-1);
    const isComplete = changed.length < PAGE || last === undefined;
    return {
      items: changed.map((row) => standingOf(row, digestKey)),
      cursor: standingCursor(isComplete ? upTo(horizon) : { xid: last.changed_xid, passId: last.pass_id }),
      isComplete,
    };
  }

  /**
   * What a device holds that has read up to the cursor. With another cursor where something has changed since, read or
   * not: there is nothing to compare then.
   */
  async check({ schoolId, terminalId }: KnownTerminal, cursor: string | undefined): Promise<StandingCheck> {
    const read = readStandingCursor(cursor);
    await this.throttle.consume('terminal-standing-checks', terminalId, CHECKS);
    const { position, horizon } = await this.sums.newest(schoolId);
    refuseFuture(read, horizon);
    const sum = isBeyond(position, read) ? null : await this.sums.upTo(schoolId, position);
    return sum ? { cursor: standingCursor(read), ...sum } : { cursor: standingCursor(position), count: 0, sum: '0' };
  }
}

type ChangedRow = StandingRow & { pass_id: string };

const hasPass = (row: StandingRow): row is ChangedRow => row.pass_id !== null;

const standingOf = ({ pass_id, epoch, refusal, number }: ChangedRow, digestKey: Buffer): Standing => ({
  passId: Buffer.from(pass_id.replaceAll('-', ''), 'hex').toString('base64url'),
  epoch,
  refusal,
  numberDigest: number === null ? null : numberDigest(digestKey, number),
});

const numberDigest = (key: Buffer, number: string): string =>
  createHmac('sha256', key).update(number).digest().subarray(0, DIGEST_BYTES).toString('base64url');
