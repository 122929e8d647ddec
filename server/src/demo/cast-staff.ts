import type { SchoolPlan } from './campus-plan';
import { staffAccess, type Part, type Showing } from './cast-person';
import { ENTRY_YEARS, gradeCode, officeCode } from './units';

/** The grade whose counsellor is listed: the students of the cast are in it. */
export const CAST_COLLEGE = '01';
export const CAST_YEAR = 2024;

const staff = (
  plan: SchoolPlan,
  number: string,
  place: { code: string; campus: string },
  roles: Part['roles'],
  showing: Showing | null,
): Part => ({
  number,
  kind: 'staff',
  unitCode: officeCode(place.code),
  campus: place.campus,
  roles: roles ?? [],
  showing,
  // whoever is not listed comes in with the initial password and enrols an authenticator
  ...(showing === null ? {} : staffAccess(plan, number)),
});

/** One counsellor a college and year, one for the whole college with its staff, two for the offices. */
const counsellors = (plan: SchoolPlan): Part[] => [
  ...plan.colleges.flatMap((college) => [
    staff(
      plan,
      `2${college.code}0001`,
      college,
      [{ role: 'counsellor', unitCode: college.code }],
      college.code === CAST_COLLEGE
        ? {
            key: 'college_counsellor',
            shows: { zh: '学院书记：看到全院，也是教职工的辅导员', en: 'follows a whole college and its staff' },
          }
        : null,
    ),
    ...ENTRY_YEARS.map((year) =>
      staff(
        plan,
        `2${college.code}${year % 100}01`,
        college,
        [{ role: 'counsellor', unitCode: gradeCode(college.code, year) }],
        college.code === CAST_COLLEGE && year === CAST_YEAR
          ? {
              key: 'counsellor',
              shows: {
                zh: '辅导员：未打卡名单、提醒、代报、处理个案',
                en: 'counsellor: missing list, reminders, proxy, cases',
              },
            }
          : null,
      ),
    ),
  ]),
  staff(plan, '2900001', plan.administration, [{ role: 'counsellor', unitCode: plan.rootCode }], null),
  staff(plan, '2900002', plan.administration, [{ role: 'counsellor', unitCode: plan.administration.code }], null),
];

/** Everybody with a role, and one member of staff without. */
export const staffParts = (plan: SchoolPlan): Part[] => [
  staff(plan, '9000001', plan.administration, [{ role: 'school_admin', unitCode: null }], {
    key: 'school_admin',
    shows: {
      zh: '学校管理员：任务、表单、时段、角色、审计',
      en: 'administrator: campaigns, forms, windows, roles, audit',
    },
  }),
  ...['9000011', '9000012'].map((number, index) =>
    staff(plan, number, plan.administration, [{ role: 'card_staff', unitCode: null }], {
      key: index === 0 ? 'card_staff' : 'card_staff_2',
      shows: { zh: '校园卡工作人员：人员、卡、纠错、导入', en: 'card staff: people, cards, corrections, import' },
    }),
  ),
  ...counsellors(plan),
  {
    ...staff(plan, '3000001', plan.colleges[0] ?? plan.administration, [], {
      key: 'staff',
      shows: {
        zh: '教职工：第一次登录（初始密码），已申请出入证',
        en: 'member of staff, first sign-in with the initial password; has applied for a pass',
      },
    }),
    credential: null,
    totpSecret: null,
  },
];
