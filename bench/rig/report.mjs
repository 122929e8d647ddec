import { personId, sessionId, TEMPLATE_ID, WINDOW_ID } from './campus.mjs';

/**
 * The form as a healthy student fills it in; `other` tells one sending from another.
 * @param {number} n which student
 * @param {string} words
 */
export const healthyAnswers = (n, words) => ({
  temperature: 360 + (n % 11),
  symptoms: ['none'],
  contact: 'no',
  isolation: 'none',
  wantsTalk: 'no',
  phone: `120${String(n).padStart(8, '0')}`,
  emergencyContact: '家长',
  emergencyPhone: `121${String(n).padStart(8, '0')}`,
  studentCategory: 'undergraduate',
  campus: 'xincheng',
  tutor: '班主任',
  other: words,
});

/**
 * What a phone sends for one report.
 * @param {import('./keys.mjs').Keys} keys
 * @param {string} day
 * @param {number} n which student
 * @param {string} words
 */
export const reportOf = (keys, day, n, words) => ({
  windowId: WINDOW_ID,
  day,
  templateId: TEMPLATE_ID,
  formTicket: keys.formTicket({ personId: personId(n), windowId: WINDOW_ID, day, templateId: TEMPLATE_ID }),
  answers: healthyAnswers(n, words),
  ...(n % 8 === 0
    ? { noLocationReason: '室内没有信号' }
    : { location: { latitude: 40.8 + (n % 90) / 1000, longitude: 111.6 + (n % 70) / 1000, accuracy: 30 } }),
});

/** @param {import('./keys.mjs').Keys} keys @param {number} n */
export const bearerOf = (keys, n) => `Bearer ${keys.accessToken(sessionId(n))}`;
