import type { FaqEntry } from '@shared/support';

/** Why a report cannot be sent, and the rest of what people ask about the check-in. */
export const CHECK_IN_FAQ: readonly FaqEntry[] = [
  {
    key: 'check_in.wrong_person',
    question: { zh: '打卡页的姓名、学工号或单位不对', en: 'My name, number or unit is wrong on the check-in page' },
    answer: {
      zh: '在打卡页点“信息不对？”，写明正确的内容，校园卡工作人员核对后修改，结果会发到你的通知里。等待期间可以照常打卡。',
      en: 'Tap “Not right?” on that page and write what is right. Card staff check and correct it; the answer comes to your inbox. You can report meanwhile.',
    },
    codes: ['CORRECTION_ALREADY_OPEN'],
  },
  {
    key: 'check_in.not_open',
    question: { zh: '现在不能打卡？', en: 'Why can I not report now?' },
    answer: {
      zh: '每次打卡有开放时段，首页显示下一次从几点开始、还剩多久。过了时段还可以补报，只需写明原因。没有健康监测任务时，首页不显示打卡。',
      en: 'Each check-in is open for some hours; the home page shows when the next one opens and how long it stays open. Afterwards a late report is taken with a reason. When no campaign runs, none is shown.',
    },
    codes: ['WINDOW_NOT_OPEN', 'FORM_NOT_DUE', 'CAMPAIGN_NONE'],
  },
  {
    key: 'check_in.other_form',
    question: { zh: '提示表单或时段不是我的', en: 'It says that the form or window is not mine' },
    answer: {
      zh: '系统按你在校或离校、所在校区和时间选择表单。页面开得太久就会过时：回首页再点一次“打卡”。在校状态不对，请联系辅导员。',
      en: 'The form follows from whether you are on campus, from the campus and from the time. A page left open for long gets out of date: go home and tap “Check in” again. If your presence is wrong, tell your counsellor.',
    },
    codes: ['WINDOW_NOT_YOURS', 'DAY_NOT_OPEN', 'FORM_TICKET_INVALID', 'TEMPLATE_OUTDATED'],
  },
  {
    key: 'check_in.temperature',
    question: { zh: '体温怎么填？', en: 'How do I enter the temperature?' },
    answer: {
      zh: '填腋下体温，一位小数，范围 34.0–43.0 ℃，例如 36.5。没有体温计，可到宿管或校医院测量。',
      en: 'Under the arm, one decimal, from 34.0 to 43.0 °C, for example 36.5. Without a thermometer ask the dormitory desk or the clinic.',
    },
    codes: ['ANSWERS_INVALID'],
  },
  {
    key: 'check_in.location',
    question: { zh: '不想或无法提供位置', en: 'I cannot or do not want to give my location' },
    answer: {
      zh: '只取大约一公里的范围。不授权也能打卡，写一句原因即可，辅导员会看到“未提供位置”。',
      en: 'Only the area within about a kilometre is kept. You can report without it: give a short reason, and your counsellor sees “no location”.',
    },
    codes: ['LOCATION_MISSING'],
  },
  {
    key: 'check_in.late',
    question: { zh: '错过时间怎么补报？', en: 'I missed the time: how do I report late?' },
    answer: {
      zh: '当天补报截止前，打开打卡页照常填写，并写明迟报原因。前一天的不能补。',
      en: 'Until the end of the day’s grace time open the check-in page, fill it in and give a reason. Days before today cannot be reported.',
    },
    codes: ['LATE_REASON_MISSING'],
  },
  {
    key: 'check_in.correct',
    question: { zh: '填错了能改吗？', en: 'Can I correct a report?' },
    answer: {
      zh: '可以。开放时段内再打一次卡就是更正，之前的内容会保留为旧版本。',
      en: 'Yes. While the check-in is open, send it again: that corrects it, and what you wrote before is kept as an earlier version.',
    },
    codes: [],
  },
  {
    key: 'check_in.no_phone',
    question: { zh: '没有手机怎么打卡？', en: 'I have no phone: how do I report?' },
    answer: {
      zh: '告诉辅导员体温和身体情况，辅导员可以代报，记录上会注明代报人。也可以用任何一台电脑的浏览器登录打卡。',
      en: 'Tell your counsellor your temperature and how you feel: they may report for you, and the report names them. Any computer with a browser works too.',
    },
    codes: [],
  },
  {
    key: 'check_in.privacy',
    question: { zh: '谁能看到我填的内容？', en: 'Who sees what I answer?' },
    answer: {
      zh: '答案只有负责你的辅导员能打开；学校管理员只看到谁没报、谁异常和跟进的标题。监测任务结束后，到保存期限就会删除。',
      en: 'Only the counsellor responsible for you opens your answers; administrators see who is missing or unwell and the title of a case. After the campaign all of it is deleted when its retention ends.',
    },
    codes: [],
  },
];
