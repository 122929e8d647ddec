import type { SupportInput } from '@shared/support';
import { GUIDE_FAQ } from '../support/guide-faq';

const faq = [...GUIDE_FAQ];

/** Phone numbers and addresses are made up; `.example` leads nowhere. */
export const UNIVERSITY_SUPPORT: SupportInput = {
  phone: '0500-0000286',
  website: 'https://service.university.example',
  faq,
  halls: [
    {
      name: { zh: '校园卡服务大厅（新城校区）', en: 'Campus card service hall, Xincheng' },
      place: { zh: '第三教学楼 106 室', en: 'Teaching building 3, room 106' },
      hours: { zh: '工作日 08:30–12:00，14:30–17:30', en: 'Weekdays 08:30–12:00 and 14:30–17:30' },
    },
    {
      name: { zh: '校园卡服务大厅（金川校区）', en: 'Campus card service hall, Jinchuan' },
      place: { zh: '电力大楼 103 室', en: 'Electric power building, room 103' },
      hours: { zh: '工作日 08:30–12:00，14:30–17:30', en: 'Weekdays 08:30–12:00 and 14:30–17:30' },
    },
    {
      name: { zh: '校园卡服务点（准格尔校区）', en: 'Campus card desk, Jungar' },
      place: { zh: '图书馆一层', en: 'Library, ground floor' },
      hours: { zh: '周二、周四 09:00–12:00', en: 'Tuesday and Thursday 09:00–12:00' },
    },
  ],
  tutorials: [
    {
      title: { zh: '怎样绑定校园卡', en: 'How to bind the campus card' },
      url: 'https://service.university.example/tutorials/binding',
    },
    {
      title: { zh: '怎样每日打卡', en: 'How to check in' },
      url: 'https://service.university.example/tutorials/check-in',
    },
    {
      title: { zh: '辅导员怎样查看和提醒', en: 'For counsellors: who is missing, and reminding them' },
      url: 'https://service.university.example/tutorials/counsellor',
    },
  ],
};

export const COLLEGE_SUPPORT: SupportInput = {
  phone: '0500-0000310',
  website: 'https://help.college.example',
  faq,
  halls: [
    {
      name: { zh: '一站式服务大厅', en: 'One-stop service hall' },
      place: { zh: '行政楼一层', en: 'Administration building, ground floor' },
      hours: { zh: '工作日 09:00–17:00', en: 'Weekdays 09:00–17:00' },
    },
  ],
  tutorials: [
    {
      title: { zh: '怎样绑定校园卡', en: 'How to bind the campus card' },
      url: 'https://help.college.example/tutorials/binding',
    },
  ],
};
