import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import type { DataSource, EntityManager } from 'typeorm';
import type { Bilingual } from '@shared/bilingual';
import type { OpenedCase } from '@shared/check-in';
import type { FollowUpRule } from '@shared/check-in-template';
import type { Caller } from '../common/caller';
import { Clock } from '../common/clock';
import { newId } from '../common/id';
import { Outbox } from '../common/outbox';
import { HoldService } from '../hold/hold.service';
import { PersonService } from '../person/person.service';
import { dueAt } from './case.rules';

export interface CaseSource {
  kind: 'check_in_report' | 'passage';
  id: string;
  /** campus day of the report or passage */
  day: string;
}

/** What opens a case, whatever it was that matched. */
export type CaseRule = Pick<FollowUpRule, 'key' | 'title' | 'deadlineMinutes' | 'setsHold'>;

export interface NewCases {
  schoolId: string;
  personId: string;
  source: CaseSource;
  rules: readonly CaseRule[];
}

interface OpenedRow {
  id: string;
  title: Bilingual;
  due_at: Date;
}

const openedOf = (row: OpenedRow): OpenedCase => ({ id: row.id, title: row.title, dueAt: row.due_at.toISOString() });

/** Opens cases and counts them: what other services ask. */
@Injectable()
export class CaseService {
  constructor(
    @InjectDataSource() private readonly database: DataSource,
    private readonly clock: Clock,
    private readonly outbox: Outbox,
    private readonly people: PersonService,
    private readonly holds: HoldService,
  ) {}

  /**
   * One case per source and rule, owned by the nearest counsellor; the same rule again opens no second one,
   * and a case once closed stays closed. A rule may hold the person until then. @returns the open cases of these rules
   */
  async open(tx: EntityManager, { schoolId, personId, source, rules }: NewCases): Promise<OpenedCase[]> {
    if (rules.length === 0) {
      return [];
    }
    const now = this.clock.now();
    const [ownerId = null] = await this.people.counsellorsOf(tx, schoolId, personId);
    const opened: { id: string }[] = await tx.query(
      `INSERT INTO cases (school_id, id, person_id, source_kind, source_id, source_day, rule_key, title, owner_id,
         state, opened_at, due_at)
       SELECT $1, rule.id, $2, $3, $4, $5, rule.key, rule.title, $6, 'open', $7, rule.due_at
       FROM unnest($8::uuid[], $9::text[], $10::jsonb[], $11::timestamptz[]) AS rule (id, key, title, due_at)
       ON CONFLICT (school_id, source_kind, source_id, rule_key) DO NOTHING RETURNING id`,
      [
        ...[schoolId, personId, source.kind, source.id, source.day, ownerId, now],
        rules.map(() => newId()),
        rules.map(({ key }) => key),
        rules.map(({ title }) => JSON.stringify(title)),
        rules.map(({ deadlineMinutes }) => dueAt(now, deadlineMinutes)),
      ],
    );
    await this.outbox.addAll(
      tx,
      'case.opened',
      opened.map(({ id }) => ({ schoolId, caseId: id })),
    );
    const rows: (OpenedRow & { rule_key: string })[] = await tx.query(
      `SELECT id, title, due_at, rule_key FROM cases
       WHERE school_id = $1 AND source_kind = $2 AND source_id = $3 AND rule_key = ANY ($4) AND state = 'open'
       ORDER BY due_at, id FOR SHARE`,
      [schoolId, source.kind, source.id, rules.map(({ key }) => key)],
    );
    for (const { id } of rows.filter((row) => rules.some(({ key, setsHold }) => setsHold && key === row.rule_key))) {
      await this.holds.place(tx, { schoolId, personId, cause: 'open_case', sourceId: id, by: null });
    }
    return rows.map(openedOf);
  }

  /** The cases that a report opened, closed ones included. */
  async ofReport(schoolId: string, reportId: string): Promise<OpenedCase[]> {
    const rows: OpenedRow[] = await this.database.query(
      `SELECT id, title, due_at FROM cases
       WHERE school_id = $1 AND source_kind = 'check_in_report' AND source_id = $2 ORDER BY due_at, id`,
      [schoolId, reportId],
    );
    return rows.map(openedOf);
  }

  /** Open and overdue cases that the caller sees. One statement. */
  async counts(caller: Caller): Promise<{ openCases: number; overdueCases: number }> {
    const [row]: { open: number; overdue: number }[] = await this.database.query(
      `SELECT count(*)::int AS open, (count(*) FILTER (WHERE k.due_at < $5))::int AS overdue
       FROM cases k
       JOIN people p ON p.school_id = k.school_id AND p.id = k.person_id
       JOIN units u ON u.school_id = p.school_id AND u.id = p.unit_id
       WHERE k.school_id = $1 AND k.state = 'open' AND ($2 OR k.owner_id = $3 OR u.path && $4::uuid[])`,
      [caller.schoolId, caller.roles.includes('school_admin'), caller.personId, caller.reachUnitIds, this.clock.now()],
    );
    return { openCases: row?.open ?? 0, overdueCases: row?.overdue ?? 0 };
  }
}
