import type { Browser } from 'playwright-core';
import { LANGUAGES, type Language } from '@shared/bilingual';
import { answerHealthy, giveLocation, openForm, receiptNumber, submitButton } from './check-in-form';
import { lineOf, openPeople } from './counsellor';
import { demoPerson } from './demo-people';
import { Phone, openBrowser, type PhoneOptions } from './phone';
import { committed, take, uncommitted } from './pictures';
import { atHome, chooseSchool, giveAccount, setFirstPassword, signIn } from './sign-in';

jest.setTimeout(120_000);

/** Each language has people of its own: a report is sent once. */
const CAST: Record<Language, { fresh: string; returning: string }> = {
  zh: { fresh: 'student_away', returning: 'returning_away' },
  en: { fresh: 'student', returning: 'case_open' },
};

describe.each(LANGUAGES)('pictures in %s', (language) => {
  let browser: Browser;
  const open = (options: PhoneOptions = {}) => Phone.open(browser, { language, sharpness: 1.5, ...options });
  const shoot = (phone: Phone, name: string) => take(phone, committed(`${name}-${language}`));
  const note = (phone: Phone, name: string) => take(phone, uncommitted(`${name}-${language}`));

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('of the first day: sign-in, password, home, form, receipt', async () => {
    const { number, password } = demoPerson(CAST[language].fresh);
    const phone = await open();
    await note(phone, 'home-signed-out');
    await chooseSchool(phone);
    await phone.field('number').fill(number);
    await phone.field('password').fill(password);
    await shoot(phone, 'sign-in');
    await giveAccount(phone, number, 'not-the-password');
    await phone.screen.locator('.callout').waitFor();
    await note(phone, 'sign-in-refused');
    await giveAccount(phone, number, password);
    await phone.field('new-password').fill('lantern over quiet river');
    await shoot(phone, 'set-password');
    await setFirstPassword(phone, 'lantern over quiet river');
    await atHome(phone);
    await shoot(phone, 'home');
    await openForm(phone);
    await note(phone, 'check-in-empty');
    await submitButton(phone).click();
    await phone.screen.locator('.field__error').first().waitFor();
    await note(phone, 'check-in-faults');
    await answerHealthy(phone, '365');
    await giveLocation(phone);
    await shoot(phone, 'check-in');
    await submitButton(phone).click();
    await receiptNumber(phone);
    await shoot(phone, 'receipt');
    await phone.close();
  });

  it('of later days: a fever, the calendar, the inbox, help and one’s own page', async () => {
    const phone = await open();
    await signIn(phone, demoPerson(CAST[language].returning));
    await openForm(phone);
    await answerHealthy(phone, '382');
    await giveLocation(phone);
    await note(phone, 'check-in-prefilled');
    await submitButton(phone).click();
    await receiptNumber(phone);
    await note(phone, 'receipt-with-case');
    for (const [name, path] of [
      ['home-reported', '/pages/home/index'],
      ['history', '/pages/history/index'],
      ['inbox', '/pages/inbox/index'],
      ['support', '/pages/support/index'],
      ['me', '/pages/me/index'],
    ] as const) {
      await phone.load(path);
      await phone.settled();
      await (name === 'home-reported' ? note : shoot)(phone, name);
    }
    for (const page of ['sessions', 'correction', 'password']) {
      await phone.load(`/pages/${page}/index`);
      await phone.settled();
      await note(phone, page);
    }
    await phone.load('/pages/history/index');
    await phone.screen.locator('.card .list__item').first().click();
    await phone.settled();
    await note(phone, 'report');
    await phone.close();
  });

  it('of the counsellor’s day', async () => {
    const phone = await open();
    await signIn(phone, demoPerson(language === 'zh' ? 'counsellor' : 'college_counsellor'));
    await phone.settled();
    await note(phone, 'home-counsellor');
    await phone.load('/packages/students/overview/index');
    await phone.screen.locator('.count').first().waitFor();
    await shoot(phone, 'overview');
    await openPeople(phone, 'abnormal');
    await phone.settled();
    await note(phone, 'abnormal');
    await phone.load('/packages/students/cases/index');
    await phone.settled();
    await shoot(phone, 'cases');
    await phone.screen.locator('.list__item .text-button').last().click();
    await phone.page.waitForTimeout(600);
    await note(phone, 'case-closing');
    await openPeople(phone, 'missing');
    const line = await lineOf(phone, demoPerson('wrong_name'));
    await shoot(phone, 'missing');
    await line.locator('.text-button').click();
    await answerHealthy(phone, '366');
    await shoot(phone, 'proxy');
    await phone.close();
  });

  it('of waiting, of failing and of large text', async () => {
    const phone = await open({ largeText: true, width: 320 });
    await signIn(phone, demoPerson('jungar'));
    await note(phone, 'home-large');
    await openForm(phone);
    await answerHealthy(phone, '365');
    await note(phone, 'check-in-large');
    await phone.page.route('**/api/v1/**', () => undefined);
    await phone.load('/pages/history/index');
    await note(phone, 'waiting-large');
    await phone.page.unroute('**/api/v1/**');
    await phone.page.route('**/api/v1/**', (route) => route.abort('connectionreset'));
    await phone.load('/pages/history/index');
    await phone.screen.locator('.callout').waitFor();
    await note(phone, 'failed-large');
    await phone.page.unroute('**/api/v1/**');
    for (const page of ['history', 'me', 'support', 'inbox']) {
      await phone.load(`/pages/${page}/index`);
      await phone.settled();
      await note(phone, `${page}-large`);
    }
    await phone.close();
  });
});
