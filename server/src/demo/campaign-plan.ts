import type { Bilingual } from '@shared/bilingual';
import { minuteOfDay } from '@shared/campus-day';
import type { WindowInput } from '@shared/check-in';
import { windowsOf } from '@shared/check-in-window';
import type { FormKey } from '@shared/check-in-template';
import type { PersonKind, Presence } from '@shared/identity';
import type { RETURN_FORM_KEY } from '@shared/return';
import type { SchoolPlan } from './campus-plan';
import { demoId } from './draw';
import type { PersonSeed } from './person-seed';
import { campusId } from './school-rows';

export interface WindowSeed extends WindowInput {
  id: string;
  formKey: FormKey;
}

/** `usual` hours, or `all_day`: at every minute everybody has something to report. */
export type Hours = 'usual' | 'all_day';

export const CAMPAIGN_NAME: Bilingual = { zh: '2026 秋季校园健康监测', en: 'Campus health watch, autumn 2026' };
export const LEGAL_GROUND: Bilingual = {
  zh: '《中华人民共和国传染病防治法》及学校《突发公共卫生事件应急预案》（演示）',
  en: 'Law on the Prevention and Treatment of Infectious Diseases, and the emergency plan of the school (demo)',
};

interface PlannedWindow {
  formKey: FormKey;
  title: Bilingual;
  kind: PersonKind;
  presence: Presence | null;
  campus: string | null;
  /** opens, closes, and until when a late report is taken */
  usual: readonly [string, string, string];
  allDay: readonly [string, string, string];
}

const WINDOWS: readonly PlannedWindow[] = [
  {
    formKey: 'off_campus_daily',
    title: { zh: '校外每日打卡', en: 'Off campus, daily' },
    kind: 'student',
    presence: 'off_campus',
    campus: null,
    usual: ['00:00', '24:00', '24:00'],
    allDay: ['00:00', '24:00', '24:00'],
  },
  {
    formKey: 'on_campus_morning',
    title: { zh: '晨检', en: 'Morning' },
    kind: 'student',
    presence: 'on_campus',
    campus: null,
    usual: ['06:00', '12:00', '14:00'],
    allDay: ['00:00', '12:00', '12:00'],
  },
  {
    formKey: 'on_campus_morning',
    title: { zh: '晨检（准格尔校区）', en: 'Morning, Jungar' },
    kind: 'student',
    presence: 'on_campus',
    campus: 'zhungeer',
    usual: ['07:00', '12:00', '14:00'],
    allDay: ['00:00', '12:00', '12:00'],
  },
  {
    formKey: 'on_campus_afternoon',
    title: { zh: '午检', en: 'Afternoon' },
    kind: 'student',
    presence: 'on_campus',
    campus: null,
    usual: ['12:00', '20:00', '24:00'],
    allDay: ['12:00', '24:00', '24:00'],
  },
  {
    formKey: 'staff_daily',
    title: { zh: '教职工每日打卡', en: 'Staff, daily' },
    kind: 'staff',
    presence: null,
    campus: null,
    usual: ['06:00', '20:00', '24:00'],
    allDay: ['00:00', '24:00', '24:00'],
  },
];

export const campaignId = (plan: SchoolPlan): string => demoId(`${plan.key}/campaign`);
/** Of the daily forms and of the one that goes with a return application. */
export const templateId = (plan: SchoolPlan, formKey: FormKey | typeof RETURN_FORM_KEY): string =>
  demoId(`${plan.key}/template/${formKey}`);

export const windowPlan = (plan: SchoolPlan, hours: Hours): WindowSeed[] =>
  WINDOWS.filter(({ campus }) => campus === null || plan.campuses.some(({ code }) => code === campus)).map(
    ({ usual, allDay, campus, ...window }) => {
      const [opens, closes, late] = hours === 'usual' ? usual : allDay;
      return {
        ...window,
        id: demoId(`${plan.key}/window/${window.formKey}/${campus}`),
        campusId: campus === null ? null : campusId(plan, campus),
        opensMinute: minuteOfDay(opens),
        closesMinute: minuteOfDay(closes),
        lateUntilMinute: minuteOfDay(late),
      };
    },
  );

/** The windows in which this person owes a report. */
export const windowsFor = (plan: SchoolPlan, windows: readonly WindowSeed[], person: PersonSeed): WindowSeed[] =>
  windowsOf(windows, {
    kind: person.kind,
    presence: person.presentAt === null ? 'off_campus' : 'on_campus',
    campusId: campusId(plan, person.presentAt ?? person.campus),
  });
