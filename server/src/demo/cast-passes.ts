import type { Bilingual } from '@shared/bilingual';
import type { SchoolPlan } from './campus-plan';
import { staffAccess, type Part } from './cast-person';
import { CAST_COLLEGE, CAST_YEAR } from './cast-staff';
import { chosenPassword } from './draw';
import { officeCode } from './units';

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const chosen = (plan: SchoolPlan, number: string): Part['credential'] => ({
  kind: 'chosen',
  password: chosenPassword(`${plan.key}/${number}`),
});

type Holder = Partial<Part> & { key: string; shows: Bilingual };

/** Students in every state of a pass, numbered after the others of the cast. */
const HOLDERS: readonly Holder[] = [
  { key: 'pass_valid', shows: words('出入证有效，可出示二维码', 'valid pass: shows the code') },
  {
    ...{ key: 'pass_held', shows: words('昨天发热，出入证已冻结', 'fever yesterday: the pass is on hold') },
    hasFever: true,
  },
  {
    ...{ key: 'pass_ended', shows: words('两天前离校，出入证已结束', 'left two days ago: the pass has ended') },
    ...{ presentAt: null, pass: 'ended' },
  },
];
const FIRST_HOLDER = 19;

const holders = (plan: SchoolPlan, campus: string): Part[] =>
  HOLDERS.map(({ key, shows, ...part }, index) => {
    const number = `${CAST_YEAR}${CAST_COLLEGE}000${FIRST_HOLDER + index}`;
    return {
      ...{ number, unitCode: `${CAST_COLLEGE}-${CAST_YEAR % 100}-A1`, campus, presentAt: campus, reports: true },
      ...{ credential: chosen(plan, number), showing: { key, shows } },
      ...part,
    };
  });

const exemptStaff = (plan: SchoolPlan, campus: string): Part => ({
  ...{ number: '3000002', kind: 'staff', unitCode: officeCode(CAST_COLLEGE), campus, pass: null },
  credential: chosen(plan, '3000002'),
  showing: {
    key: 'exempt_staff',
    shows: words('教职工：还没有出入证，可直接申请', 'member of staff without a pass: applies directly'),
  },
});

/** Two persons decide together: the second of them. */
const secondAdministrator = (plan: SchoolPlan): Part => ({
  ...{ number: '9000002', kind: 'staff', unitCode: officeCode(plan.administration.code) },
  ...{ campus: plan.administration.campus, roles: [{ role: 'school_admin', unitCode: null }] },
  ...staffAccess(plan, '9000002'),
  showing: {
    key: 'school_admin_2',
    shows: words('另一位管理员：双人处理出入证', 'a second administrator: overrides need two'),
  },
});

/** Who came into the cast with the gates: after everybody else, whose places in it stay. */
export const passParts = (plan: SchoolPlan, isWhole: boolean): Part[] => {
  const campus = plan.colleges[0]?.campus ?? plan.administration.campus;
  return isWhole ? [...holders(plan, campus), exemptStaff(plan, campus), secondAdministrator(plan)] : [];
};
