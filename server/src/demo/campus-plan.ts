import type { Bilingual } from '@shared/bilingual';

export interface College {
  /** two digits; stands in units' codes and students' numbers */
  code: string;
  name: Bilingual;
  campus: string;
  majors: readonly [Major, Major];
}

interface Major {
  letter: string;
  short: Bilingual;
}

export interface SchoolPlan {
  key: string;
  code: string;
  /** how pass codes name the school */
  shortCode: string;
  name: Bilingual;
  rootCode: string;
  campuses: readonly { code: string; name: Bilingual }[];
  colleges: readonly College[];
  /** offices whose staff belong to no college */
  administration: { code: string; name: Bilingual; campus: string };
}

const college = (
  code: string,
  campus: string,
  zh: string,
  en: string,
  majors: readonly [readonly [string, string], readonly [string, string]],
): College => ({
  code,
  campus,
  name: { zh, en },
  majors: [
    { letter: 'A', short: { zh: majors[0][0], en: majors[0][1] } },
    { letter: 'B', short: { zh: majors[1][0], en: majors[1][1] } },
  ],
});

/** In the shape of the university whose guide this product follows; the name is made up. */
export const UNIVERSITY: SchoolPlan = {
  key: 'university',
  code: 'beijiang',
  shortCode: 'bj',
  name: { zh: '北疆工业大学（演示）', en: 'Beijiang University of Technology (demo)' },
  rootCode: 'BGD',
  campuses: [
    { code: 'xincheng', name: { zh: '新城校区', en: 'Xincheng' } },
    { code: 'jinchuan', name: { zh: '金川校区', en: 'Jinchuan' } },
    { code: 'zhungeer', name: { zh: '准格尔校区', en: 'Jungar' } },
  ],
  colleges: [
    college('01', 'xincheng', '机械学院', 'Mechanical Engineering', [
      ['机设', 'Machine Design'],
      ['车辆', 'Vehicles'],
    ]),
    college('02', 'jinchuan', '化工学院', 'Chemical Engineering', [
      ['化工', 'Chemical Eng.'],
      ['制药', 'Pharmacy'],
    ]),
    college('03', 'jinchuan', '电力学院', 'Electric Power', [
      ['电气', 'Electrical Eng.'],
      ['自动化', 'Automation'],
    ]),
    college('04', 'jinchuan', '信息工程学院', 'Information Engineering', [
      ['软件', 'Software'],
      ['通信', 'Telecom'],
    ]),
    college('05', 'xincheng', '材料科学与工程学院', 'Materials', [
      ['材料', 'Materials'],
      ['冶金', 'Metallurgy'],
    ]),
    college('06', 'xincheng', '土木工程学院', 'Civil Engineering', [
      ['土木', 'Civil Eng.'],
      ['道桥', 'Roads'],
    ]),
    college('07', 'xincheng', '建筑学院', 'Architecture', [
      ['建筑', 'Architecture'],
      ['规划', 'Planning'],
    ]),
    college('08', 'xincheng', '能源与动力工程学院', 'Energy and Power', [
      ['能动', 'Power Eng.'],
      ['新能', 'New Energy'],
    ]),
    college('09', 'jinchuan', '经济管理学院', 'Economics and Management', [
      ['会计', 'Accounting'],
      ['工商', 'Business'],
    ]),
    college('10', 'xincheng', '外国语学院', 'Foreign Languages', [
      ['英语', 'English'],
      ['俄语', 'Russian'],
    ]),
    college('11', 'zhungeer', '矿业学院', 'Mining', [
      ['采矿', 'Mining'],
      ['安全', 'Safety'],
    ]),
    college('12', 'zhungeer', '资源与环境工程学院', 'Resources and Environment', [
      ['环境', 'Environment'],
      ['地质', 'Geology'],
    ]),
  ],
  administration: { code: '90', name: { zh: '机关与直属单位', en: 'Central administration' }, campus: 'xincheng' },
};

/** A small school beside it, so that "choose your school" is a choice. */
export const SMALL_COLLEGE: SchoolPlan = {
  key: 'college',
  code: 'qinghe',
  shortCode: 'qh',
  name: { zh: '清河职业学院（演示）', en: 'Qinghe Vocational College (demo)' },
  rootCode: 'QHZ',
  campuses: [{ code: 'main', name: { zh: '主校区', en: 'Main campus' } }],
  colleges: [
    college('01', 'main', '护理系', 'Nursing', [
      ['护理', 'Nursing'],
      ['康复', 'Rehabilitation'],
    ]),
    college('02', 'main', '信息系', 'Information', [
      ['网络', 'Networks'],
      ['动漫', 'Animation'],
    ]),
  ],
  administration: { code: '90', name: { zh: '行政部门', en: 'Administration' }, campus: 'main' },
};
