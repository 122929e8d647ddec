import type { Bilingual } from '@shared/bilingual';
import type { SchoolPlan } from './campus-plan';
import { cardEnd, type Part } from './cast-person';
import { CAST_COLLEGE, CAST_YEAR } from './cast-staff';
import { chosenPassword, drawn } from './draw';

type StudentPart = Omit<Part, 'number' | 'unitCode' | 'campus' | 'showing'> & {
  key: string;
  shows: Bilingual;
  campus?: string;
  unitCode?: string;
};

const text = (zh: string, en: string): Bilingual => ({ zh, en });

const smallCast = (plan: SchoolPlan, numberOf: (nth: number) => string): StudentPart[] => {
  const chosen = (nth: number): Part['credential'] => ({
    kind: 'chosen',
    password: chosenPassword(`${plan.key}/${numberOf(nth)}`),
  });
  return [
    { key: 'student', shows: text('第一次登录，在校（初始密码）', 'first sign-in, on campus (initial password)') },
    { key: 'student_away', shows: text('第一次登录，离校', 'first sign-in, off campus'), presentAt: null },
    {
      key: 'returning',
      shows: text(
        '已设密码，在校，有历史，有临时出入证',
        'chosen password, on campus, with history and a temporary pass',
      ),
      credential: chosen(3),
      reports: true,
    },
    {
      key: 'returning_away',
      shows: text(
        '已设密码，离校，有历史（全天可打卡）',
        'chosen password, off campus, with history (may report at any hour)',
      ),
      credential: chosen(4),
      presentAt: null,
      reports: true,
    },
  ];
};

const faqCast = (plan: SchoolPlan, numberOf: (nth: number) => string): StudentPart[] => {
  const keyOf = (nth: number): string => `${plan.key}/cast/${numberOf(nth)}`;
  const card = (
    nth: number,
    which: number,
    state: 'active' | 'lost' | 'frozen' | 'cancelled',
  ): NonNullable<Part['cards']>[number] => ({
    lastFour: cardEnd(keyOf(nth), which),
    state,
    balanceFen: 1000 + drawn(`${keyOf(nth)}/balance/${which}`, 9000),
  });
  const chosen = (nth: number): Part['credential'] => ({
    kind: 'chosen',
    password: chosenPassword(`${plan.key}/${numberOf(nth)}`),
  });
  return [
    {
      key: 'id_with_x',
      shows: text('身份证号以 X 结尾：密码里写 0', 'ID number ends in X: the password has 0'),
      endsInX: true,
    },
    {
      key: 'several_cards',
      shows: text('多张校园卡：输入后四位选择', 'several cards: chosen by the last four digits'),
      credential: chosen(6),
      cards: [card(6, 0, 'active'), card(6, 1, 'active')],
    },
    {
      key: 'card_lost',
      shows: text('校园卡已挂失', 'card reported lost'),
      credential: chosen(7),
      cards: [card(7, 0, 'lost')],
    },
    {
      key: 'card_frozen',
      shows: text('校园卡已冻结', 'card frozen'),
      credential: chosen(8),
      cards: [card(8, 0, 'frozen')],
    },
    {
      key: 'forgotten',
      shows: text('忘记密码：用一次性重置码', 'forgot the password: one-time reset code'),
      credential: { kind: 'chosen', password: chosenPassword(`${plan.key}/forgotten`) },
    },
    {
      key: 'real_name_missing',
      shows: text('支付宝未实名认证', 'no verified real name on Alipay'),
      credential: chosen(10),
    },
    {
      key: 'wrong_name',
      shows: text('姓名有误：可提交纠错', 'name is wrong: may ask for a correction'),
      credential: chosen(11),
      name: '王小名',
    },
    {
      key: 'correction_open',
      shows: text('已提交纠错，等待处理', 'has asked for a correction, not yet decided'),
      credential: chosen(12),
      reports: true,
    },
    {
      key: 'admitted',
      shows: text('已录取新生，还没有校园卡', 'admitted freshman, no card yet'),
      state: 'admitted',
      unitCode: `${CAST_COLLEGE}-26-A1`,
      presentAt: null,
      cards: [],
    },
    {
      key: 'suspended',
      shows: text('休学，账号暂停', 'on leave, account suspended'),
      state: 'suspended',
      credential: chosen(14),
      presentAt: null,
    },
    {
      key: 'left',
      shows: text('已毕业，账号关闭', 'has left, account closed'),
      state: 'left',
      credential: chosen(15),
      presentAt: null,
      cards: [card(15, 0, 'cancelled')],
    },
    {
      key: 'other_document',
      shows: text('护照等其他证件：随机初始密码', 'passport: a random first password, handed over'),
      idKind: 'other',
      credential: { kind: 'initial', password: chosenPassword(`${plan.key}/handover`) },
    },
    {
      key: 'jungar',
      shows: text('准格尔校区在校（本校区时段）', 'on the Jungar campus, which has its own window'),
      campus: 'zhungeer',
      unitCode: `11-${CAST_YEAR % 100}-A1`,
      credential: chosen(17),
      reports: true,
    },
    {
      key: 'case_open',
      shows: text('昨天发热，辅导员有待处理的情况', 'reported a fever yesterday: an open case for the counsellor'),
      credential: chosen(18),
      presentAt: null,
      reports: true,
      hasFever: true,
    },
  ];
};

/** The students whom the README lists, all but one in a class of the listed counsellor. */
export const studentParts = (plan: SchoolPlan, withEveryCard: boolean): Part[] => {
  const numberOf = (nth: number): string => `${CAST_YEAR}${CAST_COLLEGE}000${String(nth).padStart(2, '0')}`;
  const parts = [...smallCast(plan, numberOf), ...(withEveryCard ? faqCast(plan, numberOf) : [])];
  const campus = plan.colleges[0]?.campus ?? '';
  return parts.map(({ key, shows, ...part }, index) => ({
    unitCode: `${CAST_COLLEGE}-${CAST_YEAR % 100}-A1`,
    campus,
    ...part,
    presentAt: part.presentAt === undefined ? (part.campus ?? campus) : part.presentAt,
    number: numberOf(index + 1),
    showing: { key, shows },
  }));
};
