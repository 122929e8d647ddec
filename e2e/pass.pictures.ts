import type { Browser } from 'playwright-core';
import { LANGUAGES, type Language } from '@shared/bilingual';
import { demoPerson } from './demo-people';
import { chooseGate, codePicture, openPass, setHold } from './pass-page';
import { openBrowser, Phone, type PhoneOptions } from './phone';
import { committed, take, uncommitted } from './pictures';
import { signIn } from './sign-in';

jest.setTimeout(240_000);

/** Each language has a student of its own on the campus. */
const CAST: Record<Language, string> = { zh: 'real_name_missing', en: 'correction_open' };
const WAYS = {
  zh: { direction: 'in', building: '图书馆', gate: '图书馆大门' },
  en: { direction: 'in', building: 'Library', gate: 'Library, main door' },
} as const;

describe.each(LANGUAGES)('pictures of the pass in %s', (language) => {
  let browser: Browser;
  const open = (options: PhoneOptions = {}) => Phone.open(browser, { language, sharpness: 1.5, ...options });
  const shoot = (phone: Phone, name: string) => take(phone, committed(`${name}-${language}`));
  const note = (phone: Phone, name: string) => take(phone, uncommitted(`${name}-${language}`));

  beforeAll(async () => {
    browser = await openBrowser();
  });
  afterAll(() => browser?.close());

  it('of the code, the gates, and everything that stands in the way', async () => {
    const phone = await open();
    const holder = demoPerson(CAST[language]);
    await signIn(phone, holder);
    await openPass(phone);
    await note(phone, 'pass-choose');
    await phone.screen.locator('.gate-bar__gate').click();
    await phone.settled();
    await shoot(phone, 'pass-gates');
    await openPass(phone);
    await chooseGate(phone, WAYS[language]);
    await codePicture(phone).waitFor();
    await phone.settled();
    await shoot(phone, 'pass');
    await phone.context.setOffline(true);
    await phone.tap(phone.words.pass.renew);
    await phone.screen.locator('.tag.tone--warn').waitFor();
    await shoot(phone, 'pass-offline');
    await phone.screen.locator('.gate-bar .tab').nth(1).click();
    await phone.screen.locator('.instead').waitFor();
    await note(phone, 'pass-no-reserve');
    await phone.context.setOffline(false);

    const second = await open();
    await signIn(second, holder);
    await openPass(second);
    await second.text(second.words.pass.otherPhone).waitFor();
    await note(second, 'pass-other-phone');
    await second.close();

    await setHold(holder.number, true);
    await openPass(phone);
    await phone.text(phone.words.pass.statuses.held.word).waitFor();
    await shoot(phone, 'pass-held');
    await setHold(holder.number, false);
    await phone.load('/packages/passes/passages/index');
    await phone.settled();
    await note(phone, 'passages');
    await phone.close();
  });

  it('of whoever has none', async () => {
    for (const key of ['case_open', 'card_staff_2']) {
      const phone = await open();
      await signIn(phone, demoPerson(key));
      await openPass(phone);
      await phone.settled();
      await note(phone, `pass-${key}`);
      await phone.close();
    }
  });

  it('of large text on a narrow phone', async () => {
    const phone = await open({ largeText: true, width: 320 });
    await signIn(phone, demoPerson(CAST[language]));
    await openPass(phone);
    if (await phone.mainButton(phone.words.pass.takeOver).isVisible()) {
      await phone.mainButton(phone.words.pass.takeOver).click();
    }
    await codePicture(phone).waitFor();
    await note(phone, 'pass-large');
    await phone.close();
  });
});
