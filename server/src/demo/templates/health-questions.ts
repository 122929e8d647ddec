import { TEMPERATURE } from '@shared/check-in';
import type { FieldHint, FieldOption, FollowUpRule, JsonSchema } from '@shared/check-in-template';
import { answered, bilingual, oneOf, option, words } from './answers';

const SYMPTOMS: readonly FieldOption[] = [
  option('none', '无症状', 'No symptoms'),
  option('fever', '发热', 'Fever'),
  option('cough', '咳嗽', 'Cough'),
  option('sore_throat', '咽痛', 'Sore throat'),
  option('runny_nose', '鼻塞流涕', 'Runny nose'),
  option('fatigue', '乏力', 'Fatigue'),
  option('short_breath', '呼吸困难', 'Shortness of breath'),
  option('diarrhoea', '腹泻', 'Diarrhoea'),
  option('rash', '皮疹', 'Rash'),
  option('other', '其他不适', 'Something else'),
];
const SYMPTOM_VALUES = SYMPTOMS.map(({ value }) => value);
const COMPLAINTS = SYMPTOM_VALUES.filter((value) => value !== 'none');

const CONTACTS: readonly FieldOption[] = [
  option('no', '没有', 'No'),
  option('suspected', '接触过疑似病例', 'Yes, with a suspected case'),
  option('confirmed', '接触过确诊病例', 'Yes, with a confirmed case'),
];
const RISKY_CONTACTS = ['suspected', 'confirmed'];

const ISOLATIONS: readonly FieldOption[] = [
  option('none', '没有', 'No'),
  option('home', '居家隔离或健康监测', 'At home'),
  option('central', '集中隔离', 'In a quarantine facility'),
  option('hospital', '住院或留观', 'In hospital'),
];
const ISOLATED = ['home', 'central', 'hospital'];

const YES_NO: readonly FieldOption[] = [option('no', '不需要', 'No'), option('yes', '需要', 'Yes, please')];

const unwell: JsonSchema = {
  type: 'object',
  properties: { symptoms: { type: 'array', minItems: 1, items: { type: 'string', enum: COMPLAINTS } } },
  required: ['symptoms'],
};

/** What each health answer may be, by key. */
export const HEALTH_SCHEMAS = {
  temperature: { type: 'integer', minimum: TEMPERATURE.min, maximum: TEMPERATURE.max },
  symptoms: {
    type: 'array',
    minItems: 1,
    maxItems: SYMPTOMS.length - 1,
    uniqueItems: true,
    items: { type: 'string', enum: SYMPTOM_VALUES },
    // "no symptoms" stands alone
    if: { type: 'array', minItems: 2 },
    then: { type: 'array', items: { type: 'string', enum: COMPLAINTS } },
  },
  symptomDetail: words(200),
  contact: oneOf(CONTACTS),
  contactDetail: words(200),
  isolation: oneOf(ISOLATIONS),
  wantsTalk: oneOf(YES_NO),
} satisfies Record<string, JsonSchema>;

/** How each health question is asked. Health answers never come back filled in. */
export const HEALTH_FIELDS: Record<keyof typeof HEALTH_SCHEMAS, FieldHint> = {
  temperature: {
    key: 'temperature',
    label: bilingual('现在的体温', 'Temperature now'),
    help: bilingual('腋下测量，单位 ℃', 'Under the arm, in °C'),
    widget: 'temperature',
    prefill: 'never',
  },
  symptoms: {
    key: 'symptoms',
    label: bilingual('有没有不舒服？', 'Any symptoms?'),
    help: bilingual('可多选', 'Choose all that apply'),
    widget: 'multi',
    options: [...SYMPTOMS],
    prefill: 'never',
  },
  symptomDetail: {
    key: 'symptomDetail',
    label: bilingual('说说症状', 'Tell us more'),
    help: bilingual('什么时候开始、是否就医（选填）', 'Since when, and have you seen a doctor? (optional)'),
    widget: 'text',
    prefill: 'never',
    askWhen: unwell,
  },
  contact: {
    key: 'contact',
    label: bilingual('近 14 天接触过病例吗？', 'Contact with a case in the last 14 days?'),
    widget: 'single',
    options: [...CONTACTS],
    prefill: 'never',
  },
  contactDetail: {
    key: 'contactDetail',
    label: bilingual('何时、何地接触？', 'When and where?'),
    help: bilingual('不必写对方姓名', 'No need to name anyone'),
    widget: 'text',
    prefill: 'never',
    askWhen: answered('contact', RISKY_CONTACTS),
  },
  isolation: {
    key: 'isolation',
    label: bilingual('现在在隔离吗？', 'Are you in isolation?'),
    widget: 'single',
    options: [...ISOLATIONS],
    prefill: 'never',
  },
  wantsTalk: {
    key: 'wantsTalk',
    label: bilingual('想找人聊聊吗？', 'Would you like to talk to someone?'),
    help: bilingual('辅导员会联系你（选填）', 'Your counsellor will get in touch (optional)'),
    widget: 'single',
    options: [...YES_NO],
    prefill: 'never',
  },
};

/** Who met a case says when and where. */
export const CONTACT_NEEDS_DETAIL: JsonSchema = {
  if: answered('contact', RISKY_CONTACTS),
  then: { type: 'object', properties: { contactDetail: { type: 'string' } }, required: ['contactDetail'] },
};

/** Answers that somebody follows up, by key. */
export const FOLLOW_UP = {
  fever: {
    key: 'fever',
    title: bilingual('发热（37.3 ℃ 及以上）', 'Fever (37.3 °C or more)'),
    when: {
      type: 'object',
      properties: { temperature: { type: 'integer', minimum: TEMPERATURE.fever } },
      required: ['temperature'],
    },
    deadlineMinutes: 120,
    setsHold: true,
  },
  symptoms: {
    key: 'symptoms',
    title: bilingual('有症状', 'Symptoms'),
    when: unwell,
    deadlineMinutes: 240,
  },
  contact: {
    key: 'contact',
    title: bilingual('接触过病例', 'Contact with a case'),
    when: answered('contact', RISKY_CONTACTS),
    deadlineMinutes: 240,
  },
  isolation: {
    key: 'isolation',
    title: bilingual('正在隔离', 'In isolation'),
    when: answered('isolation', ISOLATED),
    deadlineMinutes: 1440,
  },
  wantsTalk: {
    key: 'wants_talk',
    title: bilingual('希望有人聊聊', 'Would like to talk'),
    when: answered('wantsTalk', ['yes']),
    deadlineMinutes: 1440,
  },
} satisfies Record<string, FollowUpRule>;
