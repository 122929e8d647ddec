import { ERROR_STATUS, type ErrorCode } from '@shared/errors';
import { COLLEGE_SUPPORT, UNIVERSITY_SUPPORT } from './support';

const BINDING_FAILURES: ErrorCode[] = [
  'CREDENTIALS_WRONG',
  'REAL_NAME_MISSING',
  'CARD_CHOICE_WRONG',
  'CARD_LOST',
  'CARD_FROZEN',
  'RESET_CODE_WRONG',
  'PERSON_SUSPENDED',
  'PERSON_LEFT',
  'BINDING_TAKEN',
  'SIGN_IN_THROTTLED',
];

/** What keeps a pass from opening a gate; the app leads from there to the support page. */
const PASS_FAILURES: ErrorCode[] = [
  'PASS_NOT_VALID',
  'PASS_ON_OTHER_PHONE',
  'TEMPORARY_PASS_NEEDED',
  'EXEMPT_PASS_NOT_OFFERED',
];

describe.each([
  ['the university', UNIVERSITY_SUPPORT],
  ['the college', COLLEGE_SUPPORT],
])('the support texts of %s', (_, support) => {
  it.each([
    ['binding fails', BINDING_FAILURES],
    ['a pass opens no gate', PASS_FAILURES],
  ])('answer every cause for which %s', (_what, failures) => {
    const answered = new Set(support.faq.flatMap(({ codes }) => codes));
    expect(failures.filter((code) => !answered.has(code))).toEqual([]);
  });

  it('speak both languages, each entry under a key of its own', () => {
    expect(new Set(support.faq.map(({ key }) => key)).size).toBe(support.faq.length);
    for (const { question, answer, codes } of support.faq) {
      expect(`${question.zh}${answer.zh}`).toMatch(/[\u4e00-\u9fff]/);
      expect(`${question.en}${answer.en}`).not.toMatch(/[\u4e00-\u9fff]/);
      expect(codes.filter((code) => !(code in ERROR_STATUS))).toEqual([]);
    }
  });

  it('lead to no real place', () => {
    for (const url of [support.website, ...support.tutorials.map((tutorial) => tutorial.url)]) {
      expect(new URL(url).hostname).toMatch(/\.example$/);
    }
  });
});
