import type { Bilingual } from '@shared/bilingual';
import type { EvidenceSlot } from '@shared/return';
import { gradeCode } from './units';

const words = (zh: string, en: string): Bilingual => ({ zh, en });
const paper = (key: string, zh: string, en: string): EvidenceSlot['papers'][number] => ({ key, label: words(zh, en) });

/** What the guide asks for: the national code, the itinerary of one's own operator, a vaccination or a hospital's word. */
export const EVIDENCE_SLOTS: readonly EvidenceSlot[] = [
  {
    key: 'green_code',
    title: words('国家政务平台健康码', 'National health code'),
    help: words('当天截图，须看得到姓名、时间和绿码', 'A screenshot of today with name, time and the green code'),
    required: true,
    papers: [],
    sample: 'code',
  },
  {
    key: 'itinerary',
    title: words('近 14 天行程', 'Itinerary of the last 14 days'),
    help: words(
      '本人手机号所属运营商的行程查询，从返校当天往前数 14 天',
      'From your own phone operator, fourteen days counted back from the day of return',
    ),
    required: true,
    papers: [
      paper('china_mobile', '中国移动', 'China Mobile'),
      paper('china_unicom', '中国联通', 'China Unicom'),
      paper('china_telecom', '中国电信', 'China Telecom'),
    ],
    sample: 'list',
  },
  {
    key: 'vaccination',
    title: words('疫苗接种凭证或医院证明', 'Vaccination record or hospital certificate'),
    help: words(
      '没有接种的，交二级及以上医院开具的证明',
      'Whoever is not vaccinated hands in a certificate of a level 2 or higher hospital',
    ),
    required: true,
    papers: [
      paper('vaccination', '接种凭证', 'Vaccination record'),
      paper('hospital', '二级及以上医院证明', 'Certificate of a level 2+ hospital'),
    ],
    sample: 'paper',
  },
];

/** Made up: fields near Hohhot and in Jungar where no campus stands. WGS 84. */
export const CIRCLES: Readonly<
  Record<string, readonly { latitude: number; longitude: number; radiusMetres: number }[]>
> = {
  xincheng: [{ latitude: 40.9021, longitude: 111.7312, radiusMetres: 600 }],
  jinchuan: [
    { latitude: 40.8817, longitude: 111.5404, radiusMetres: 800 },
    { latitude: 40.8879, longitude: 111.5487, radiusMetres: 500 },
  ],
  zhungeer: [{ latitude: 39.9312, longitude: 111.1907, radiusMetres: 700 }],
  main: [{ latitude: 40.7603, longitude: 111.6612, radiusMetres: 500 }],
};

export interface RulePlan {
  /** code of the unit */
  unitCode: string;
  /** numbers of the approvers, the first one preselected */
  approverNumbers: readonly string[];
  notice: Bilingual;
}

/** Two colleges of the university have their own list and say so, as in the guide. */
export const APPROVER_RULES: readonly RulePlan[] = [
  {
    unitCode: '01',
    approverNumbers: ['2010001'],
    notice: words(
      '机械学院：按年级选辅导员；找不到时选学院书记，会转给本人的辅导员。',
      'Mechanical Engineering: choose the counsellor of your year; if in doubt the college secretary, who passes it on.',
    ),
  },
  {
    unitCode: gradeCode('01', 2024),
    approverNumbers: ['2012401', '2010001'],
    notice: words(
      '机械学院 2024 级：请选年级辅导员，返校前两天提交。',
      'Mechanical Engineering, entry 2024: choose your year’s counsellor, two days before you return.',
    ),
  },
  {
    unitCode: '02',
    approverNumbers: ['2020001', '2022401'],
    notice: words(
      '化工学院：实验班学生请选学院书记。',
      'Chemical Engineering: students of the laboratory classes choose the college secretary.',
    ),
  },
];
