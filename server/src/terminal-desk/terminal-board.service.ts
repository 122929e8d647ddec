import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import { PAGE_LIMIT, type Page } from '@shared/paging';
import type { TerminalLine, TerminalState } from '@shared/terminal';
import { Clock } from '../common/clock';
import { decodeTypedCursor, pageOf } from '../common/cursor';
import { DomainError } from '../common/domain-error';
import { isSilent } from './silence.rules';

export interface BoardFilter {
  gateId?: string;
  state?: TerminalState;
  cursor?: string;
}

type LineRow = Omit<TerminalLine, 'lastSeenAt' | 'isSilent' | 'offsetMs'> & {
  last_seen_at: Date | null;
  offset_ms: string | null;
  /** instants as jsonb writes them */
  alarms: TerminalLine['alarms'];
};

const SELECT_LINE = `
  SELECT t.id, t.name, jsonb_build_object('id', g.id, 'name', g.name) AS gate, t.state, t.model, t.version,
    t.last_seen_at, t.queued_events AS "queuedEvents", t.offset_ms,
    (SELECT coalesce(jsonb_agg(jsonb_build_object('kind', a.kind, 'count', a.count, 'lastAt', a.last_at)
       ORDER BY a.last_at DESC), '[]')
     FROM terminal_alarms a
     WHERE a.school_id = t.school_id AND a.terminal_id = t.id AND a.seen_at IS NULL) AS alarms
  FROM terminals t JOIN gates g ON g.school_id = t.school_id AND g.id = t.gate_id`;

/** The devices of a school as its administrator watches them. */
@Injectable()
export class TerminalBoard {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
  ) {}

  /** The newest first. One statement. */
  async page(schoolId: string, { gateId, state, cursor }: BoardFilter): Promise<Page<TerminalLine>> {
    const [before] = decodeTypedCursor(cursor, ['uuid']) ?? [null];
    const rows: LineRow[] = await this.database.query(
      `${SELECT_LINE}
       WHERE t.school_id = $1 AND ($2::uuid IS NULL OR t.gate_id = $2) AND ($3::text IS NULL OR t.state = $3)
         AND ($4::uuid IS NULL OR t.id < $4)
       ORDER BY t.id DESC LIMIT $5`,
      [schoolId, gateId ?? null, state ?? null, before, PAGE_LIMIT.default + 1],
    );
    return pageOf(
      rows,
      PAGE_LIMIT.default,
      ({ id }) => [id],
      (row) => this.lineOf(row),
    );
  }

  /** @throws DomainError NOT_FOUND */
  async one(schoolId: string, id: string, tx: EntityManager = this.database.manager): Promise<TerminalLine> {
    const [row]: LineRow[] = await tx.query(`${SELECT_LINE} WHERE t.school_id = $1 AND t.id = $2`, [schoolId, id]);
    if (!row) {
      throw new DomainError('NOT_FOUND');
    }
    return this.lineOf(row);
  }

  private lineOf({ last_seen_at: lastSeenAt, offset_ms: offsetMs, alarms, ...line }: LineRow): TerminalLine {
    return {
      ...line,
      lastSeenAt: lastSeenAt?.toISOString() ?? null,
      isSilent: isSilent({ state: line.state, lastSeenAt }, this.clock.now()),
      offsetMs: offsetMs === null ? null : Number(offsetMs),
      alarms: alarms.map((alarm) => ({ ...alarm, lastAt: new Date(alarm.lastAt).toISOString() })),
    };
  }
}
