import type { Browser } from 'playwright-core';
import { LANGUAGES, type Language } from '@shared/bilingual';
import { demoPerson } from './demo-people';
import { openBrowser, Phone, type PhoneOptions } from './phone';
import { committed, take, uncommitted } from './pictures';
import {
  answerWell,
  AT_XINCHENG,
  barButton,
  choosePaper,
  choosePicture,
  FAR_AWAY,
  fillJourney,
  isDone,
  pictureFor,
  SLOTS,
  slotOf,
} from './return-form';
import { signIn } from './sign-in';

jest.setTimeout(240_000);

/** Each language has a student and an approver of its own. */
const CAST: Record<Language, { student: string }> = {
  zh: { student: 'returning_away' },
  en: { student: 'case_open' },
};
const UNTIL_IT_TAKES_EFFECT_MS = 14_000;

describe.each(LANGUAGES)('pictures of returning in %s', (language) => {
  let browser: Browser;
  const open = (options: PhoneOptions = {}) => Phone.open(browser, { language, sharpness: 1.5, ...options });
  const shoot = (phone: Phone, name: string) => take(phone, committed(`${name}-${language}`));
  const note = (phone: Phone, name: string) => take(phone, uncommitted(`${name}-${language}`));

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('of the application, its approval and the arrival', async () => {
    const phone = await open();
    const { number } = demoPerson(CAST[language].student);
    await signIn(phone, demoPerson(CAST[language].student));
    await note(phone, 'home-return');
    await phone.load('/pages/return/index');
    await barButton(phone).waitFor();
    await note(phone, 'return-begin');
    await barButton(phone).click();
    await phone.screen.locator('#field-returnsAt .when').click();
    await phone.page.waitForTimeout(500);
    await note(phone, 'return-when');
    await phone.load('/pages/return/index');
    await barButton(phone).click();
    await phone.screen.locator('.field__error').first().waitFor();
    await note(phone, 'return-faults');
    await fillJourney(phone);
    await answerWell(phone);
    await shoot(phone, 'return-fill');
    await barButton(phone).click();
    await phone.screen.locator('.slot').first().waitFor();
    await note(phone, 'return-evidence-empty');
    for (const [nth, key] of SLOTS.entries()) {
      if (nth === 2) {
        await shoot(phone, 'return-evidence');
      }
      await choosePaper(phone, key);
      await choosePicture(phone, key, await pictureFor(phone, key, nth));
      await isDone(phone, key);
    }
    await slotOf(phone, 'vaccination').locator('.photo__image img').waitFor();
    await note(phone, 'return-evidence-done');
    await barButton(phone).click();
    await phone.screen.locator('#field-approverId').waitFor();
    await shoot(phone, 'return-approver');
    await phone.screen.locator('#field-approverId .list__item').last().click();
    await barButton(phone).click();
    await phone.screen.locator('.result__round').waitFor();
    await shoot(phone, 'return-submitted');

    const counsellor = await open();
    await signIn(counsellor, demoPerson('college_counsellor'));
    await counsellor.settled();
    await shoot(counsellor, 'home-approver');
    await counsellor.load('/packages/approvals/inbox/index');
    await counsellor.screen.locator('.request').first().waitFor();
    await shoot(counsellor, 'approvals');
    await barButton(counsellor).click();
    await counsellor.page.waitForTimeout(400);
    await note(counsellor, 'approvals-all');
    await counsellor.load('/packages/approvals/inbox/index');
    await counsellor.screen.locator('.tab').nth(1).click();
    await counsellor.screen.locator('.request').first().waitFor();
    await shoot(counsellor, 'approvals-look');
    await counsellor.screen.locator('.request__body').first().click();
    await counsellor.screen.locator('.gallery .photo__image img').waitFor();
    await shoot(counsellor, 'approval');
    await counsellor.mainButton(counsellor.words.approvals.return).click();
    await counsellor.page.waitForTimeout(500);
    await note(counsellor, 'approval-return');
    for (const [name, path] of [
      ['expected', '/packages/students/expected/index'],
      ['deputies', '/packages/approvals/deputies/index'],
    ] as const) {
      await counsellor.load(path);
      await counsellor.settled();
      await note(counsellor, name);
    }
    await counsellor.load('/packages/approvals/inbox/index');
    await counsellor.screen.locator('.tab').nth(2).click();
    await counsellor.settled();
    await note(counsellor, 'approvals-done');

    await counsellor.screen.locator('.tab').first().click();
    const line = counsellor.screen.locator('.request').filter({ hasText: number });
    await line.locator('.request__pick').click();
    await barButton(counsellor).click();
    await counsellor.screen.locator('.undo').waitFor();
    await shoot(counsellor, 'approvals-undo');
    await counsellor.close();

    await phone.page.waitForTimeout(UNTIL_IT_TAKES_EFFECT_MS);
    await phone.load('/pages/return/index');
    await phone.settled();
    await shoot(phone, 'return-approved');
    await phone.context.setGeolocation(FAR_AWAY);
    await phone.load('/pages/arrival/index');
    await barButton(phone).click();
    await phone.screen.locator('.callout').waitFor();
    await shoot(phone, 'arrival');
    await phone.context.setGeolocation(AT_XINCHENG);
    await phone.load('/pages/arrival/index');
    await phone.screen.locator('.radar--inside').waitFor();
    await note(phone, 'arrival-inside');
    await phone.load('/packages/leaving/index/index');
    await phone.settled();
    await note(phone, 'leaving');
    await phone.close();
  });

  it('of large text on a narrow phone', async () => {
    const phone = await open({ largeText: true, width: 320 });
    await signIn(phone, demoPerson('jungar'));
    await phone.load('/pages/return/index');
    await phone.settled();
    await note(phone, 'return-large');
    const counsellor = await open({ largeText: true, width: 320 });
    await signIn(counsellor, demoPerson('college_counsellor'));
    await counsellor.load('/packages/approvals/inbox/index');
    await counsellor.screen.locator('.tab').nth(1).click();
    await counsellor.screen.locator('.request').first().waitFor();
    await note(counsellor, 'approvals-large');
    await counsellor.screen.locator('.request__body').first().click();
    await counsellor.screen.locator('.gallery .photo__image img').waitFor();
    await note(counsellor, 'approval-large');
    await phone.close();
    await counsellor.close();
  });
});
