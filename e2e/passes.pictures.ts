import type { Browser } from 'playwright-core';
import { LANGUAGES } from '@shared/bilingual';
import { demoPerson } from './demo-people';
import { openBrowser, Phone } from './phone';
import { committed, take, uncommitted } from './pictures';
import { barButton, choosePicture, drawPicture, isDone } from './return-form';
import { signIn } from './sign-in';

jest.setTimeout(240_000);

const MODES = LANGUAGES.flatMap((language) =>
  [false, true].map((largeText) => [`${language}${largeText ? '-large' : ''}`, { language, largeText }] as const),
);

describe.each(MODES)('pictures of applying for passes in %s', (mode, options) => {
  let browser: Browser;
  const open = () => Phone.open(browser, { ...options, sharpness: 1.5 });
  const note = (phone: Phone, name: string) => take(phone, uncommitted(`${name}-${mode}`));

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('of temporary passes', async () => {
    const phone = await open();
    await signIn(phone, demoPerson('returning'));
    await phone.load('/packages/passes/temporary/index');
    await phone.settled();
    await (options.largeText ? note(phone, 'temporary') : take(phone, committed(`temporary-${mode}`)));
    await phone.screen.locator('.text-button--danger').first().click();
    await phone.page.waitForTimeout(500);
    await note(phone, 'temporary-withdrawal');
    await phone.load('/packages/passes/temporary/index');
    await phone.screen.locator('.tab').last().click();
    await phone.settled();
    await note(phone, 'temporary-past');
    await phone.load('/packages/passes/temporary-form/index');
    await phone.settled();
    await note(phone, 'temporary-form-empty');
    await barButton(phone).click();
    await phone.screen.locator('.field__error').first().waitFor();
    await note(phone, 'temporary-form-faults');
    await phone.tap(phone.words.temporary.reasons.laboratory);
    await phone.screen.locator('#field-gateIds .chip').first().click();
    await phone.screen.locator('#field-gateIds .chip').nth(1).click();
    await note(phone, 'temporary-form');
    await phone.screen.locator('#field-gateIds .text-button').click();
    await phone.page.waitForTimeout(300);
    await note(phone, 'temporary-form-all-gates');
    await phone.context.setOffline(true);
    await phone.page.waitForTimeout(300);
    await barButton(phone).click();
    await phone.screen.locator('.callout').last().waitFor();
    await note(phone, 'temporary-form-offline');
    await phone.context.setOffline(false);
    await phone.close();
  });

  it('of the exempt pass', async () => {
    const phone = await open();
    await signIn(phone, demoPerson('exempt_staff'));
    await phone.load('/packages/passes/exempt/index');
    await phone.settled();
    await note(phone, 'exempt-form-empty');
    await barButton(phone).click();
    await phone.screen.locator('.field__error').first().waitFor();
    await note(phone, 'exempt-form-faults');
    await choosePicture(phone, 'photo', await drawPicture(phone, `id-photo-${mode}`, 'lightsteelblue'));
    await isDone(phone, 'photo');
    await phone.tap(phone.words.exempt.reasons.work);
    await note(phone, 'exempt-form');
    await phone.close();
  });

  it('of what an approver sees of them', async () => {
    const phone = await open();
    const { approvals } = phone.words;
    await signIn(phone, demoPerson('counsellor'));
    await phone.load('/packages/approvals/inbox/index');
    await phone.settled();
    await note(phone, 'approvals-passes');
    await phone.screen.locator('.tab').nth(1).click();
    await phone.screen.locator('.request').first().waitFor();
    await note(phone, 'approvals-passes-look');
    await phone.screen.locator('.request__body').filter({ hasText: approvals.triageReasons.at_night }).first().click();
    await phone.settled();
    await note(phone, 'approval-temporary');
    await phone.mainButton(approvals.return).click();
    await phone.page.waitForTimeout(500);
    await note(phone, 'approval-temporary-return');
    await phone.close();
    const college = await open();
    await signIn(college, demoPerson('college_counsellor'));
    await college.load('/packages/approvals/inbox/index');
    await college.screen.locator('.tab').nth(1).click();
    const line = college.screen.locator('.request__body').filter({ hasText: approvals.triageReasons.photo_to_check });
    await line.first().click();
    await college.screen.locator('.gallery .photo__image img').waitFor();
    await note(college, 'approval-exempt');
    await college.close();
  });
});
