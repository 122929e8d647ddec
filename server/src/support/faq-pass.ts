import type { FaqEntry } from '@shared/support';

/** Why a gate stays shut, and the rest of what people ask about the pass. */
export const PASS_FAQ: readonly FaqEntry[] = [
  {
    key: 'pass.held',
    question: { zh: '出入证显示“暂不能通行”怎么办？', en: 'My pass says “No passage for now”' },
    answer: {
      zh: '先联系辅导员说明情况：跟进完成后，出入证马上自动恢复，不用重新申请。写着“学校作出的决定”的，由学校管理员恢复，请拨打学校电话。急需看病或身体不适，直接告诉门口值班员，或拨打学校电话。',
      en: 'Talk to your counsellor first: your pass works again as soon as the matter is settled, without another application. Where it says “Decided by the school”, administrators lift it: call the school. If you need a doctor, tell the keeper at the gate or call the school.',
    },
    codes: ['PASS_NOT_VALID'],
  },
  {
    key: 'pass.none',
    question: { zh: '怎样才有出入证？', en: 'How do I get a pass?' },
    answer: {
      zh: '返校申请通过后自动生成。不用返校的师生（在校上班、住在校内等），在“出入证”里交一张证件照申请。离校后出入证结束，再回来先申请返校。',
      en: 'It is made when your return is approved. Whoever needs no return (works or lives on campus) applies under “Pass” with an ID photo. It ends when you leave; apply for your return before you come back.',
    },
    codes: ['EXEMPT_PASS_NOT_OFFERED'],
  },
  {
    key: 'pass.offline',
    question: { zh: '到了门口没有网络怎么办？', en: 'There is no network at the gate' },
    answer: {
      zh: '最近用过的出入口，手机里留有约 15 分钟的储备码，断网也能出示。换了出入口又没网，就走到有信号的地方。没带手机，请在终端上输入学工号。',
      en: 'For the gate used last your phone keeps codes for about a quarter of an hour. At another gate, go where there is a signal. Without a phone, enter your number at the terminal.',
    },
    codes: [],
  },
  {
    key: 'pass.other_phone',
    question: { zh: '换了手机，出入证还能用吗？', en: 'I have another phone: does my pass work there?' },
    answer: {
      zh: '能。在新手机登录后打开“出入证”，点“在这部手机上使用”，旧手机上的码马上失效。同一时间只有一部手机能出示。',
      en: 'Yes. Sign in there, open “Pass” and tap “Use on this phone”: the codes on the other one stop working. Only one phone shows it at a time.',
    },
    codes: ['PASS_ON_OTHER_PHONE'],
  },
  {
    key: 'pass.temporary',
    question: { zh: '提示需要临时出入证', en: 'It says that a temporary pass is needed' },
    answer: {
      zh: '学校封闭管理时，校门等重要出入口要先申请临时出入：在“出入证”右下角选出入口和时间，审批通过后在有效时间内出示二维码。',
      en: 'Under closed management, important gates need one: at the lower right of “Pass” choose gates and time; once approved, show your code within that time.',
    },
    codes: ['TEMPORARY_PASS_NEEDED'],
  },
];
