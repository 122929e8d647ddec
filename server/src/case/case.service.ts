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

/** What somebody is to be looked at for. */
export interface NewCases {
  personId: string;
  source: CaseSource;
  rules: readonly CaseRule[];
}

interface OpenedRow {
  id: string;
  title: Bilingual;
  due_at: Date;
}

/** An open case, and what it is of. */
export interface CaseOf extends OpenedCase {
  personId: string;
  ruleKey: string;
}

interface CaseRow extends OpenedRow {
  person_id: string;
  source_id: string;
  rule_key: string;
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
   * and a case once closed stays closed. A rule may hold the person until then. As many statements for many as for one.
   * @returns the open cases of these rules
   */
  async open(tx: EntityManager, schoolId: string, wanted: readonly NewCases[]): Promise<CaseOf[]> {
    const cases = wanted.flatMap(({ rules, ...of }) => rules.map((rule) => ({ ...of, rule })));
    if (cases.length === 0) {
      return [];
    }
    await this.insert(tx, schoolId, cases);
    const rows: CaseRow[] = await tx.query(
      `SELECT k.id, k.title, k.due_at, k.person_id, k.source_id, k.rule_key FROM cases k
       JOIN unnest($2::text[], $3::uuid[], $4::text[]) AS wanted (source_kind, source_id, rule_key)
         ON wanted.source_kind = k.source_kind AND wanted.source_id = k.source_id AND wanted.rule_key = k.rule_key
       WHERE k.school_id = $1 AND k.state = 'open' ORDER BY k.due_at, k.id FOR SHARE OF k`,
      [schoolId, ...sourcesOf(cases)],
    );
    const holding = new Set(cases.flatMap(({ source, rule }) => (rule.setsHold ? [`${source.id} ${rule.key}`] : [])));
    const held = rows.filter(({ source_id, rule_key }) => holding.has(`${source_id} ${rule_key}`));
    const holds = held.map((row) => ({ personId: row.person_id, cause: 'open_case' as const, sourceId: row.id }));
    await this.holds.place(tx, schoolId, holds, null);
    return rows.map((row) => ({ ...openedOf(row), personId: row.person_id, ruleKey: row.rule_key }));
  }

  private async insert(tx: EntityManager, schoolId: string, cases: readonly NewCase[]): Promise<void> {
    const now = this.clock.now();
    const personIds = cases.map(({ personId }) => personId);
    const owners = await this.people.nearestCounsellors(tx, schoolId, [...new Set(personIds)]);
    const opened: { id: string }[] = await tx.query(
      `INSERT INTO cases (school_id, id, person_id, source_kind, source_id, source_day, rule_key, title, owner_id,
         state, opened_at, due_at)
       SELECT $1, id, person_id, source_kind, source_id, source_day, rule_key, title, owner_id, 'open', $2, due_at
       FROM unnest($3::text[], $4::uuid[], $5::text[], $6::uuid[], $7::uuid[], $8::date[], $9::jsonb[], $10::uuid[],
         $11::timestamptz[])
         AS wanted (source_kind, source_id, rule_key, id, person_id, source_day, title, owner_id, due_at)
       ON CONFLICT (school_id, source_kind, source_id, rule_key) DO NOTHING RETURNING id`,
      [
        ...[schoolId, now, ...sourcesOf(cases), cases.map(() => newId()), personIds],
        cases.map(({ source }) => source.day),
        cases.map(({ rule }) => JSON.stringify(rule.title)),
        personIds.map((personId) => owners.get(personId) ?? null),
        cases.map(({ rule }) => dueAt(now, rule.deadlineMinutes)),
      ],
    );
    const jobs = opened.map(({ id }) => ({ schoolId, caseId: id }));
    await this.outbox.addAll(tx, 'case.opened', jobs);
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

interface NewCase extends Omit<NewCases, 'rules'> {
  rule: CaseRule;
}

/** Kinds, ids and rules, as lists. */
const sourcesOf = (cases: readonly NewCase[]): [string[], string[], string[]] => [
  cases.map(({ source }) => source.kind),
  cases.map(({ source }) => source.id),
  cases.map(({ rule }) => rule.key),
];
