import type { FormKey } from '../src/check-in-template';

/** Answers that every validator judges alike: the server's and the phone's. */
export interface AnswerVector {
  name: string;
  answers: unknown;
  accepted: boolean;
}

const PHONE = '12000000001';
const well = { temperature: 365, symptoms: ['none'] };
const offCampus = { ...well, contact: 'no', isolation: 'none', phone: PHONE };
const morning = { ...well, contact: 'no', phone: PHONE, acknowledged: true };
const staff = offCampus;

const yes = (name: string, answers: unknown): AnswerVector => ({ name, answers, accepted: true });
const no = (name: string, answers: unknown): AnswerVector => ({ name, answers, accepted: false });

/** The same answers without one of them. */
const without = (answers: object, key: string): unknown =>
  Object.fromEntries(Object.entries(answers).filter(([name]) => name !== key));

/** What holds for temperature, symptoms and the closed list of fields in every form. */
const everywhere = (base: object): AnswerVector[] => [
  yes('all well', base),
  yes('lowest temperature', { ...base, temperature: 340 }),
  yes('highest temperature', { ...base, temperature: 430 }),
  yes('fever line', { ...base, temperature: 373 }),
  yes('one symptom', { ...base, symptoms: ['cough'] }),
  yes('every symptom', {
    ...base,
    symptoms: ['fever', 'cough', 'sore_throat', 'runny_nose', 'fatigue', 'short_breath', 'diarrhoea', 'rash', 'other'],
  }),
  no('temperature as text with a comma', { ...base, temperature: '37,2' }),
  no('temperature as text', { ...base, temperature: '365' }),
  no('temperature in degrees', { ...base, temperature: 36.5 }),
  no('temperature of 20 degrees', { ...base, temperature: 200 }),
  no('temperature of 20', { ...base, temperature: 20.0 }),
  no('temperature of 45 degrees', { ...base, temperature: 450 }),
  no('temperature one below the lowest', { ...base, temperature: 339 }),
  no('temperature one above the highest', { ...base, temperature: 431 }),
  no('temperature below zero', { ...base, temperature: -365 }),
  no('temperature that is not a number', { ...base, temperature: NaN }),
  no('temperature without end', { ...base, temperature: Infinity }),
  no('temperature named NaN', { ...base, temperature: 'NaN' }),
  no('temperature null', { ...base, temperature: null }),
  no('temperature true', { ...base, temperature: true }),
  no('temperature in a list', { ...base, temperature: [365] }),
  no('temperature in an object', { ...base, temperature: { $gt: 0 } }),
  no('temperature missing', without(base, 'temperature')),
  no('symptoms missing', without(base, 'symptoms')),
  no('symptoms as text', { ...base, symptoms: 'none' }),
  no('symptoms empty', { ...base, symptoms: [] }),
  no('symptoms null', { ...base, symptoms: null }),
  no('symptom that is not on the list', { ...base, symptoms: ['vampirism'] }),
  no('symptom twice', { ...base, symptoms: ['cough', 'cough'] }),
  no('no symptoms beside a symptom', { ...base, symptoms: ['none', 'cough'] }),
  no('a symptom beside no symptoms', { ...base, symptoms: ['cough', 'none'] }),
  no('symptom in another case', { ...base, symptoms: ['Cough'] }),
  no('symptom as a number', { ...base, symptoms: [1] }),
  no('a thousand symptoms', { ...base, symptoms: Array.from({ length: 1000 }, () => 'cough') }),
  no('extra field', { ...base, balance: 1 }),
  no('extra field named constructor', { ...base, constructor: 'x' }),
  no('extra field named toString', { ...base, toString: 'x' }),
  no('extra field named __proto__', withPrototypeKey(base)),
  no('nothing', {}),
  no('null', null),
  no('a list', [base]),
  no('text', JSON.stringify(base)),
];

function withPrototypeKey(base: object): unknown {
  return JSON.parse(JSON.stringify(base).replace(/^\{/, '{"__proto__":{"acknowledged":true},')) as unknown;
}

/** What holds for the phone number and the contact question in the long forms. */
const longForm = (base: object): AnswerVector[] => [
  yes('symptom told in words', { ...base, symptoms: ['other'], symptomDetail: '手腕疼，昨晚开始' }),
  yes('contact with when and where', { ...base, contact: 'confirmed', contactDetail: '前天，同一节课' }),
  yes('detail of 200 characters beyond the basic plane', {
    ...base,
    symptoms: ['other'],
    symptomDetail: '𠮷'.repeat(200),
  }),
  yes('phone from abroad', { ...base, phone: '+4412000000' }),
  yes('a campus', { ...base, campus: 'xincheng' }),
  no('contact missing', without(base, 'contact')),
  no('contact with an answer that is not offered', { ...base, contact: 'maybe' }),
  no('contact as a list', { ...base, contact: ['no'] }),
  no('contact with its Chinese label', { ...base, contact: '没有' }),
  no('contact with a case, without when and where', { ...base, contact: 'confirmed' }),
  no('contact with a suspected case, detail empty', { ...base, contact: 'suspected', contactDetail: '' }),
  no('detail too long', { ...base, symptoms: ['other'], symptomDetail: '长'.repeat(201) }),
  no('phone missing', without(base, 'phone')),
  no('phone with letters', { ...base, phone: '12000x00001' }),
  no('phone with a line break', { ...base, phone: `${PHONE}\n` }),
  no('phone in full-width digits', { ...base, phone: '１２０００００００１' }),
  no('phone as a number', { ...base, phone: 12000000001 }),
  no('phone too long', { ...base, phone: '1'.repeat(16) }),
  no('campus of another school', { ...base, campus: 'elsewhere' }),
];

const isolationQuestion = (base: object): AnswerVector[] => [
  yes('isolation at home', { ...base, isolation: 'home' }),
  no('isolation missing', without(base, 'isolation')),
  no('isolation true', { ...base, isolation: true }),
];

export const CHECK_IN_VECTORS: Record<FormKey, AnswerVector[]> = {
  off_campus_daily: [
    ...everywhere(offCampus),
    ...longForm(offCampus),
    ...isolationQuestion(offCampus),
    yes('everything answered', {
      ...offCampus,
      wantsTalk: 'yes',
      emergencyContact: '家人',
      emergencyPhone: '12000000002',
      studentCategory: 'undergraduate',
      campus: 'jinchuan',
      tutor: '导师',
      travelPlan: '周六回校',
      other: '无',
    }),
    no('field of the morning form', { ...offCampus, acknowledged: true }),
    no('category that is not offered', { ...offCampus, studentCategory: 'alumnus' }),
  ],
  on_campus_morning: [
    ...everywhere(morning),
    ...longForm(morning),
    yes('everything answered', {
      ...morning,
      wantsTalk: 'no',
      dormitory: '7 号楼 412',
      studentCategory: 'master',
      campus: 'zhungeer',
      tutor: '导师',
    }),
    no('notice missing', without(morning, 'acknowledged')),
    no('notice not acknowledged', { ...morning, acknowledged: false }),
    no('notice acknowledged in words', { ...morning, acknowledged: '已知晓' }),
    no('notice acknowledged by a number', { ...morning, acknowledged: 1 }),
    no('dormitory empty', { ...morning, dormitory: '' }),
    no('field of the off-campus form', { ...morning, isolation: 'none' }),
  ],
  on_campus_afternoon: [
    ...everywhere(well),
    no('fields of the morning form', morning),
    no('symptom told in words', { ...well, symptoms: ['other'], symptomDetail: '头晕' }),
  ],
  staff_daily: [
    ...everywhere(staff),
    ...longForm(staff),
    ...isolationQuestion(staff),
    yes('office', { ...staff, workplace: '行政楼 301' }),
    no('field of the student forms', { ...staff, dormitory: '7 号楼 412' }),
  ],
};
