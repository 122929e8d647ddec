import { passwordFault, initialPassword } from '../credential/password.rules';
import { minuteFaults, overlaps } from '../campaign/campaign.rules';
import { campusDay } from '../common/campus-time';
import { windowPlan, windowsFor } from './campaign-plan';
import { SMALL_COLLEGE, UNIVERSITY } from './campus-plan';
import { castMember } from './cast';
import { historyOf, judgeOf } from './history';
import { population } from './population';
import { campusId } from './school-rows';
import { fourForms } from './templates/four-forms';

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

describe('the demo population', () => {
  const [university, college] = population(3000);
  const everybody = [...(university?.people ?? []), ...(college?.people ?? [])];
  const residents = everybody.filter(({ idKind }) => idKind === 'resident');

  it('has the wished size and is the same each time', () => {
    expect(everybody).toHaveLength(3000);
    expect(JSON.stringify(population(3000)) === JSON.stringify([university, college])).toBe(true);
  });

  it('holds everybody of a smaller one', () => {
    const smaller = population(700).flatMap(({ people }) => people);
    const byId = new Map(everybody.map((person) => [person.id, person]));
    expect(smaller.filter((person) => JSON.stringify(byId.get(person.id)) !== JSON.stringify(person))).toEqual([]);
  });

  it('gives nobody the number, the id or the ID document of another', () => {
    for (const people of [university?.people ?? [], college?.people ?? []]) {
      for (const key of ['number', 'id', 'idDocument'] as const) {
        expect(new Set(people.map((person) => person[key])).size).toBe(people.length);
      }
    }
  });

  it('makes ID numbers in a region that nobody lives in, with the right check digit', () => {
    for (const { idDocument } of residents) {
      expect(idDocument).toMatch(/^99\d{4}(19|20)\d\d(0[1-9]|1[0-2])(0[1-9]|[12]\d)\d{3}[\dX]$/);
      const sum = [...WEIGHTS.entries()].reduce(
        (total, [index, weight]) => total + weight * Number(idDocument[index]),
        0,
      );
      const check = idDocument.endsWith('X') ? 10 : Number(idDocument[17]);
      // GB 11643: the weighted sum with its check digit leaves 1
      expect((sum + check) % 11).toBe(1);
    }
    expect(residents.filter(({ idDocument }) => idDocument.endsWith('X')).length).toBeGreaterThan(50);
  });

  it('tells sex and ID number alike', () => {
    expect(residents.filter(({ idDocument, sex }) => (Number(idDocument[16]) % 2 === 1) !== (sex === 'male'))).toEqual(
      [],
    );
  });

  it('shows every state of the guide: cards, people, presence', () => {
    const states = new Set(everybody.flatMap(({ cards }) => cards.map(({ state }) => state)));
    expect([...states].sort()).toEqual(['active', 'cancelled', 'frozen', 'lost']);
    expect(new Set(everybody.map(({ state }) => state))).toEqual(new Set(['admitted', 'active', 'suspended', 'left']));
    const cast = university?.cast ?? [];
    expect(castMember(cast, 'several_cards').cards.map(({ state }) => state)).toEqual(['active', 'active']);
    expect(castMember(cast, 'card_lost').cards.map(({ state }) => state)).toEqual(['lost']);
    expect(castMember(cast, 'card_frozen').cards.map(({ state }) => state)).toEqual(['frozen']);
    expect(castMember(cast, 'admitted').cards).toEqual([]);
    expect(initialPassword(castMember(cast, 'id_with_x').idDocument)).toMatch(/^\d{5}0$/);
    expect(everybody.some(({ presentAt }) => presentAt === null)).toBe(true);
  });

  it('gives the cast passwords that the rules accept', () => {
    const faulty = everybody.flatMap(({ number, idDocument, credential }) =>
      credential?.kind === 'chosen' && passwordFault(credential.password, { idNumber: idDocument, number, phones: [] })
        ? [number]
        : [],
    );
    expect(faulty).toEqual([]);
  });

  it('has a counsellor other than oneself above everybody', () => {
    for (const school of [university, college]) {
      const counsellorUnits = new Map(
        school?.people.flatMap(({ id, roles }) =>
          roles.flatMap(({ role, unitCode }) => (role === 'counsellor' && unitCode ? [[unitCode, id] as const] : [])),
        ),
      );
      const codes = new Map(school?.units.map(({ id, code }) => [id, code]));
      const paths = new Map(school?.units.map(({ code, path }) => [code, path.map((id) => codes.get(id) ?? '')]));
      const alone = school?.people.filter(
        ({ id, unitCode }) =>
          !paths.get(unitCode)?.some((code) => counsellorUnits.has(code) && counsellorUnits.get(code) !== id),
      );
      expect(alone).toEqual([]);
    }
  });
});

describe('windows of the demo campaign', () => {
  it.each(['usual', 'all_day'] as const)('meet the rules for windows (%s)', (hours) => {
    for (const plan of [UNIVERSITY, SMALL_COLLEGE]) {
      expect([...minuteFaults(windowPlan(plan, hours)), ...overlaps(windowPlan(plan, hours))]).toEqual([]);
    }
  });

  const person = castMember(population(100)[0]?.cast ?? [], 'jungar');

  it('take the one of the own campus in place of the school-wide one', () => {
    const mine = windowsFor(UNIVERSITY, windowPlan(UNIVERSITY, 'usual'), person);
    expect(mine.map(({ formKey, campusId: at }) => [formKey, at])).toEqual([
      ['on_campus_morning', campusId(UNIVERSITY, 'zhungeer')],
      ['on_campus_afternoon', null],
    ]);
    expect(windowPlan(SMALL_COLLEGE, 'usual').every(({ campusId: at }) => at === null)).toBe(true);
  });

  it('leave no minute of the day without a form when they are open all day', () => {
    const students = population(100)[0]?.cast ?? [];
    for (const key of ['student', 'student_away', 'staff', 'jungar']) {
      const mine = windowsFor(UNIVERSITY, windowPlan(UNIVERSITY, 'all_day'), castMember(students, key));
      const open = Array.from({ length: 1440 }, (_, minute) =>
        mine.some(({ opensMinute, closesMinute }) => opensMinute <= minute && minute < closesMinute),
      );
      expect(open.every(Boolean)).toBe(true);
    }
  });
});

describe('the history of the demo', () => {
  const anchor = new Date('2026-10-20T04:30:00Z');
  const windows = windowPlan(UNIVERSITY, 'usual');
  const judge = judgeOf(fourForms([]));
  const reporters = (population(3000)[0]?.people ?? []).filter(({ reports }) => reports);
  const reports = reporters.flatMap((person) =>
    historyOf(person, windowsFor(UNIVERSITY, windows, person), anchor, judge),
  );

  it('lies inside the windows of the eleven days up to the anchor', () => {
    expect(reports.length).toBeGreaterThan(3000);
    expect(reports.filter(({ submittedAt }) => submittedAt >= anchor)).toEqual([]);
    expect(reports.filter(({ submittedAt, day }) => campusDay(submittedAt, 'Asia/Shanghai') !== day)).toEqual([]);
    expect(Math.min(...reports.map(({ day }) => Number(day.replaceAll('-', ''))))).toBe(20261010);
  });

  it('holds some answers that somebody must follow up, but not many', () => {
    const abnormal = reports.filter(({ rules }) => rules.length > 0).length;
    expect(abnormal / reports.length).toBeGreaterThan(0.005);
    expect(abnormal / reports.length).toBeLessThan(0.04);
  });
});
