import dayjs from 'dayjs';
import type { Client } from 'pg';
import type { FollowUpRule } from '@shared/check-in-template';
import type { SchoolPlan } from './campus-plan';
import { demoId, drawn, pick } from './draw';
import type { ReportSeed } from './history';
import type { PersonSeed } from './person-seed';
import { insertRows } from './rows';
import { schoolId } from './school-rows';
import { unitId, type UnitSeed } from './units';

/** cases older than this are closed */
const CLOSED_AFTER_HOURS = 36;
const CLOSING_NOTES = [
  '电话联系，已就医，三天后复查',
  '复测体温正常，继续观察',
  '已在宿舍休息，辅导员每日询问',
  '误填，已当面核对',
];

interface CaseSeed {
  id: string;
  report: ReportSeed;
  rule: FollowUpRule;
  ownerId: string;
  closedAt: Date | null;
}

/** Who follows a person: the counsellor of the nearest unit who is not that person. */
export const followers = (plan: SchoolPlan, units: readonly UnitSeed[], people: readonly PersonSeed[]) => {
  const paths = new Map(units.map(({ code, path }) => [code, path]));
  const counsellors = new Map(
    people.flatMap(({ id, roles }) =>
      roles.flatMap(({ role, unitCode }) =>
        role === 'counsellor' && unitCode ? [[unitId(plan, unitCode), id] as const] : [],
      ),
    ),
  );
  return (person: PersonSeed): string | null => {
    const nearestFirst = [...(paths.get(person.unitCode) ?? [])].reverse();
    const found = nearestFirst.map((unit) => counsellors.get(unit)).find((id) => id !== undefined && id !== person.id);
    return found ?? null;
  };
};

const dueAt = (report: ReportSeed, rule: FollowUpRule): Date =>
  dayjs(report.submittedAt).add(rule.deadlineMinutes, 'minute').toDate();

const casesOf = (
  reports: readonly ReportSeed[],
  ownerOf: (person: PersonSeed) => string | null,
  anchor: Date,
): CaseSeed[] =>
  reports.flatMap((report) => {
    const ownerId = ownerOf(report.person);
    const isClosed = dayjs(anchor).diff(report.submittedAt, 'hour') > CLOSED_AFTER_HOURS;
    return ownerId === null
      ? []
      : report.rules.map((rule) => ({
          id: demoId(`case/${report.id}/${rule.key}`, report.submittedAt.getTime() - Date.UTC(2026, 7, 1)),
          report,
          rule,
          ownerId,
          closedAt: isClosed
            ? dayjs(report.submittedAt)
                .add(20 + drawn(`closing/${report.id}`, 80), 'minute')
                .toDate()
            : null,
        }));
  });

/** The cases that the reports opened, what both sides were told about those still open, and whom they hold. */
export const insertFollowUp = async (
  db: Client,
  plan: SchoolPlan,
  reports: readonly ReportSeed[],
  ownerOf: (person: PersonSeed) => string | null,
  anchor: Date,
): Promise<void> => {
  const cases = casesOf(reports, ownerOf, anchor);
  const open = cases.filter(({ closedAt }) => closedAt === null);
  await insertCases(db, plan, cases);
  await insertNotices(db, plan, open);
  await insertHolds(
    db,
    plan,
    open.filter(({ rule }) => rule.setsHold),
  );
};

/** Until their counsellor has closed the case. */
const insertHolds = (db: Client, plan: SchoolPlan, cases: readonly CaseSeed[]): Promise<number> =>
  insertRows(
    db,
    'pass_holds',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['cause', 'text'],
      ['source_id', 'uuid'],
      ['placed_at', 'timestamptz'],
    ],
    cases.map(({ id, report }) => [
      ...[schoolId(plan), demoId(`hold/${id}`), report.person.id, 'open_case', id, report.submittedAt],
    ]),
  );

const insertCases = (db: Client, plan: SchoolPlan, cases: readonly CaseSeed[]): Promise<number> =>
  insertRows(
    db,
    'cases',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['source_kind', 'text'],
      ['source_id', 'uuid'],
      ['source_day', 'date'],
      ['rule_key', 'text'],
      ['title', 'jsonb'],
      ['owner_id', 'uuid'],
      ['state', 'text'],
      ['opened_at', 'timestamptz'],
      ['due_at', 'timestamptz'],
      ['closed_at', 'timestamptz'],
      ['closed_by', 'uuid'],
      ['closing_note', 'text'],
    ],
    cases.map(({ id, report, rule, ownerId, closedAt }) => [
      schoolId(plan),
      id,
      report.person.id,
      'check_in_report',
      report.id,
      report.day,
      rule.key,
      rule.title,
      ownerId,
      closedAt === null ? 'open' : 'closed',
      report.submittedAt,
      dueAt(report, rule),
      closedAt,
      closedAt === null ? null : ownerId,
      closedAt === null ? null : pick(`note/${id}`, CLOSING_NOTES),
    ]),
  );

const insertNotices = (db: Client, plan: SchoolPlan, cases: readonly CaseSeed[]): Promise<number> =>
  insertRows(
    db,
    'notices',
    [
      ['school_id', 'uuid'],
      ['id', 'uuid'],
      ['person_id', 'uuid'],
      ['kind', 'text'],
      ['params', 'jsonb'],
      ['dedupe_key', 'text'],
      ['created_at', 'timestamptz'],
    ],
    cases.flatMap(({ id, report, rule, ownerId }) => {
      const order = report.submittedAt.getTime() - Date.UTC(2026, 7, 1);
      return [[ownerId, 'case.assigned'] as const, [report.person.id, 'case.opened'] as const].map(
        ([personId, kind]) => [
          schoolId(plan),
          demoId(`notice/${kind}/${id}`, order),
          personId,
          kind,
          { caseId: id, dueAt: dueAt(report, rule).toISOString() },
          `${kind}:${id}`,
          report.submittedAt,
        ],
      );
    }),
  );
