import type { Bilingual } from './bilingual';

/** What a gate says. The words are for a screen that everybody can read: nothing about anybody's health. */

export const VERDICTS = [
  'admitted',
  'measure_now',
  // about the code
  'code_unreadable',
  'code_forged',
  'code_expired',
  'code_too_early',
  'code_other_school',
  'code_other_gate',
  'code_other_direction',
  'code_used',
  'code_replaced',
  // about the person
  'number_unknown',
  'no_pass',
  'pass_ended',
  'pass_held',
  'check_in_due',
  'person_inactive',
  'temporary_pass_needed',
  'booking_needed',
  'booking_void',
  'passback',
  'fever',
] as const;
export type Verdict = (typeof VERDICTS)[number];

export const isAdmitted = (verdict: Verdict): boolean => verdict === 'admitted';

export interface VerdictWords {
  title: Bilingual;
  /** what to do next; empty where there is nothing to do */
  next: Bilingual;
}

const words = (zh: string, en: string, nextZh: string, nextEn: string): VerdictWords => ({
  title: { zh, en },
  next: { zh: nextZh, en: nextEn },
});

const ASK = ['请联系辅导员，或到服务点说明情况', 'Please ask your counsellor or the service desk'] as const;
const NEW_CODE = ['请回到出入证页面，等新码出现', 'Open the pass page and wait for a new code'] as const;

export const VERDICT_WORDS: Record<Verdict, VerdictWords> = {
  admitted: words('请通行', 'Please pass', '', ''),
  measure_now: words(
    '请测温',
    'Temperature, please',
    '靠近测温处，码会为你保留 30 秒',
    'Your code is kept for 30 seconds',
  ),
  code_unreadable: words(
    '码无法识别',
    'Code not readable',
    '请使用本校出入证的二维码',
    'Show the code of the campus pass',
  ),
  code_forged: words('码无效', 'Code not valid', ...NEW_CODE),
  code_expired: words('码已过期', 'Code has expired', ...NEW_CODE),
  code_too_early: words('码还未生效', 'Code is not valid yet', '请稍候再扫一次', 'Wait a moment and show it again'),
  code_other_school: words(
    '不是本校的码',
    'Code of another school',
    '请使用本校出入证',
    'Show the pass of this school',
  ),
  code_other_gate: words(
    '不是这个出入口的码',
    'Code of another gate',
    '请在出入证页面选择这个出入口',
    'Choose this gate on the pass page',
  ),
  code_other_direction: words(
    '进出方向不符',
    'Wrong direction',
    '请在出入证页面切换进、出',
    'Switch in and out on the pass page',
  ),
  code_used: words('码已使用', 'Code was used already', ...NEW_CODE),
  code_replaced: words(
    '出入证已在另一部手机上使用',
    'Another phone shows this pass',
    '请用那部手机，或在这部手机上重新打开出入证',
    'Use that phone, or open the pass on this one again',
  ),
  number_unknown: words('没有找到', 'Not found', '请核对学工号', 'Please check the number'),
  no_pass: words('还没有出入证', 'No pass yet', '请先在小程序里申请', 'Apply for one in the app first'),
  pass_ended: words('出入证已结束', 'Pass has ended', '返校请先提交返校申请', 'Apply for your return first'),
  pass_held: words('暂不能通行', 'No passage for now', ...ASK),
  check_in_due: words(
    '请先完成健康打卡',
    'Please send your report first',
    '打卡后再扫一次',
    'Then show the code again',
  ),
  person_inactive: words('账号不可用', 'Account not in use', ...ASK),
  temporary_pass_needed: words(
    '需要临时出入证',
    'Temporary pass needed',
    '请在出入证页面右下角申请',
    'Apply at the lower right of the pass page',
  ),
  booking_needed: words(
    '请先预约',
    'Booking needed',
    '请在小程序里预约，再出示这扇门的码',
    'Book in the app, then show the code of this door',
  ),
  booking_void: words(
    '预约已失效',
    'Booking has run out',
    '预约后 20 分钟内到场有效，请重新预约',
    'A booking holds for 20 minutes: please book again',
  ),
  passback: words('进出记录不符', 'Passages do not match', '请找值班人员', 'Please ask the keeper'),
  fever: words(
    '请到旁边的接待点',
    'Please go to the reception point',
    '工作人员会帮助你',
    'Somebody will help you there',
  ),
};

/** Of an admitted passage at a gate that warns: in after in, or out after out. */
export const PASSBACK_WARNING: VerdictWords = words(
  '请通行',
  'Please pass',
  '进出记录不符，请值班人员留意',
  'Passages do not match: the keeper should have a look',
);

/** Of a device that judges alone: what nobody can be asked is not claimed, and whoever is right knows where to go. */
export const ALONE_WORDS: Partial<Record<Verdict, VerdictWords>> = {
  number_unknown: words(
    '没有找到',
    'Not found',
    '现在离线：请核对学工号，或出示二维码',
    'Offline: check the number, or show the code',
  ),
  temporary_pass_needed: words(
    '需要临时出入证',
    'Temporary pass needed',
    '现在离线，无法核对，请找值班人员',
    'Offline, it cannot be checked: please ask the keeper',
  ),
};
