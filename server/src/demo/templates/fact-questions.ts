import type { FieldHint, FieldOption, JsonSchema } from '@shared/check-in-template';
import { bilingual, oneOf, option, PHONE_NUMBER, words } from './answers';

const STUDENT_CATEGORIES: readonly FieldOption[] = [
  option('undergraduate', '本专科生', 'Undergraduate'),
  option('master', '硕士研究生', "Master's student"),
  option('doctor', '博士研究生', 'Doctoral student'),
  option('other', '其他', 'Other'),
];

/**
 * Facts come back filled in from the last report. The ethnic group of the old form is not among them:
 * nothing in the health service needs it.
 */
export const FACT_SCHEMAS = {
  studentCategory: oneOf(STUDENT_CATEGORIES),
  dormitory: words(40),
  workplace: words(40),
  phone: PHONE_NUMBER,
  emergencyContact: words(32),
  emergencyPhone: PHONE_NUMBER,
  tutor: words(32),
  travelPlan: words(100),
  other: words(200),
} satisfies Record<string, JsonSchema>;

export const campusSchema = (campuses: readonly FieldOption[]): JsonSchema => oneOf(campuses);

export const campusField = (campuses: readonly FieldOption[]): FieldHint => ({
  key: 'campus',
  label: bilingual('所属校区', 'Campus'),
  widget: 'single',
  options: [...campuses],
  prefill: 'fact',
});

const textFact = (key: string, zh: string, en: string): FieldHint => ({
  key,
  label: bilingual(zh, en),
  widget: 'text',
  prefill: 'fact',
});

export const FACT_FIELDS: Record<keyof typeof FACT_SCHEMAS, FieldHint> = {
  studentCategory: {
    key: 'studentCategory',
    label: bilingual('学生类别', 'Student category'),
    widget: 'single',
    options: [...STUDENT_CATEGORIES],
    prefill: 'fact',
  },
  dormitory: textFact('dormitory', '宿舍', 'Dormitory'),
  workplace: textFact('workplace', '办公地点', 'Office'),
  phone: {
    key: 'phone',
    label: bilingual('本人电话', 'Your phone'),
    help: bilingual('只在需要联系你时使用', 'Used only to reach you'),
    widget: 'phone',
    prefill: 'fact',
  },
  emergencyContact: textFact('emergencyContact', '紧急联系人', 'Emergency contact'),
  emergencyPhone: {
    key: 'emergencyPhone',
    label: bilingual('紧急联系人电话', 'Emergency phone'),
    widget: 'phone',
    prefill: 'fact',
  },
  tutor: textFact('tutor', '导师或班主任', 'Tutor'),
  travelPlan: {
    key: 'travelPlan',
    label: bilingual('近期出行计划', 'Travel plans'),
    help: bilingual('没有就不填', 'Leave empty if none'),
    widget: 'text',
    prefill: 'never',
  },
  other: {
    key: 'other',
    label: bilingual('其他要说明的', 'Anything else'),
    help: bilingual('没有就不填', 'Leave empty if none'),
    widget: 'text',
    prefill: 'never',
  },
};
