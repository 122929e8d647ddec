import Ajv2020, { type ValidateFunction } from 'ajv/dist/2020';
import dayjs from 'dayjs';
import type { Answers, ReportFlag } from '@shared/check-in';
import type { FollowUpRule, FormKey, TemplateBody } from '@shared/check-in-template';
import { campusDay, instantOf } from '../common/campus-time';
import type { WindowSeed } from './campaign-plan';
import { chance, demoId, drawn, phoneNumber, pick } from './draw';
import type { PersonSeed } from './person-seed';

const DAYS = 10;
const ZONE = 'Asia/Shanghai';
/** hours in which people report, whatever the window allows: minutes of the day */
const AWAKE = { from: 390, to: 1380 };

export interface ReportSeed {
  id: string;
  person: PersonSeed;
  day: string;
  window: WindowSeed;
  answers: Answers;
  rules: FollowUpRule[];
  flags: ReportFlag[];
  place: { latitude: number; longitude: number } | null;
  submittedAt: Date;
}

type Judge = (formKey: FormKey, answers: Answers) => FollowUpRule[];

/** Which follow-up rules of a form the answers meet. */
export const judgeOf = (forms: Record<FormKey, TemplateBody>): Judge => {
  const ajv = new Ajv2020();
  const compiled = new Map<FollowUpRule, ValidateFunction>();
  return (formKey, answers) =>
    forms[formKey].rules.filter((rule) => {
      const check = compiled.get(rule) ?? ajv.compile(rule.when);
      compiled.set(rule, check);
      return check(answers);
    });
};

/** What a person said, by the questions of the form. */
const answersFor = (formKey: FormKey, person: PersonSeed, key: string, isFeverish: boolean): Answers => {
  const isUnwell = isFeverish || chance(`${key}/unwell`, 1.3);
  const health: Answers = {
    temperature: isFeverish ? 374 + drawn(`${key}/temperature`, 14) : 359 + drawn(`${key}/temperature`, 11),
    symptoms: isUnwell ? [pick(`${key}/symptom`, ['cough', 'sore_throat', 'runny_nose', 'fatigue'])] : ['none'],
  };
  if (formKey === 'on_campus_afternoon') {
    return health;
  }
  const facts: Answers = { phone: phoneNumber(person.id), campus: person.campus };
  const long: Answers = { ...health, contact: 'no', ...facts };
  switch (formKey) {
    case 'on_campus_morning':
      return {
        ...long,
        studentCategory: 'undergraduate',
        dormitory: `${1 + drawn(person.id, 18)} 号楼`,
        acknowledged: true,
      };
    case 'off_campus_daily':
      return {
        ...long,
        isolation: 'none',
        studentCategory: 'undergraduate',
        emergencyPhone: phoneNumber(`${person.id}/family`),
      };
    case 'staff_daily':
      return { ...long, isolation: 'none' };
  }
};

const midnights = new Map<string, number>();

const midnightOf = (day: string): number => {
  const at = midnights.get(day) ?? instantOf(day, 0, ZONE).getTime();
  midnights.set(day, at);
  return at;
};

const submittedAt = (key: string, day: string, window: WindowSeed): Date => {
  const from = Math.max(window.opensMinute, AWAKE.from);
  const to = Math.min(window.closesMinute, AWAKE.to);
  return new Date(
    midnightOf(day) + (from + drawn(`${key}/minute`, to - from)) * 60_000 + drawn(`${key}/millisecond`, 60_000),
  );
};

const reportOf = (person: PersonSeed, window: WindowSeed, day: string, judge: Judge, isRecent: boolean): ReportSeed => {
  const key = `report/${person.id}/${day}/${window.id}`;
  const at = submittedAt(key, day, window);
  const isFeverish = (person.hasFever && isRecent) || chance(`${key}/fever`, 0.7);
  const answers = answersFor(window.formKey, person, key, isFeverish);
  const isPlaced = chance(`${key}/placed`, 80);
  return {
    id: demoId(key, at.getTime() - Date.UTC(2026, 7, 1)),
    person,
    day,
    window,
    answers,
    rules: judge(window.formKey, answers),
    flags: isPlaced ? [] : ['no_location'],
    place: isPlaced
      ? {
          latitude: 40.6 + drawn(`${person.id}/north`, 40) / 100,
          longitude: 111.5 + drawn(`${person.id}/east`, 40) / 100,
        }
      : null,
    submittedAt: at,
  };
};

/** What the person reported in the own windows on the ten days before `anchor` and, as far as it was open by then, on its day. */
export const historyOf = (
  person: PersonSeed,
  windows: readonly WindowSeed[],
  anchor: Date,
  judge: Judge,
): ReportSeed[] => {
  const today = campusDay(anchor, ZONE);
  const days = Array.from({ length: DAYS + 1 }, (_, back) =>
    dayjs(today)
      .subtract(DAYS - back, 'day')
      .format('YYYY-MM-DD'),
  );
  return days.flatMap((day) =>
    windows
      .filter((window) => person.hasFever || chance(`kept/${person.id}/${day}/${window.id}`, 90))
      .map((window) => reportOf(person, window, day, judge, days.indexOf(day) >= DAYS - 1))
      .filter(({ submittedAt: at }) => at < anchor),
  );
};
