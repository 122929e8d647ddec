import type { Browser } from 'playwright-core';
import { answerHealthy } from './check-in-form';
import { demoPerson } from './demo-people';
import { enrolmentCodeFor } from './gate-desk';
import { Kiosk, TABLET } from './kiosk';
import { flawsOf } from './layout';
import { openBrowser, Phone, PHONE, type PhoneOptions } from './phone';
import { chooseSchool, giveAccount, signIn } from './sign-in';

jest.setTimeout(120_000);

const NARROW = 320;

const MODES: [string, PhoneOptions][] = [
  ['Chinese', { language: 'zh' }],
  ['English', { language: 'en' }],
  ['Chinese in large text', { language: 'zh', largeText: true }],
  ['English in large text', { language: 'en', largeText: true }],
];

const EVERYBODYS = ['/pages/home/index', '/pages/bind/index', '/pages/support/index', '/pages/me/index'];
const MEMBERS = [
  '/pages/home/index',
  '/pages/pass/index',
  '/packages/passes/passages/index',
  '/packages/passes/temporary/index',
  '/packages/passes/temporary-form/index',
  '/packages/passes/exempt/index',
  '/packages/booking/desk/index',
  '/packages/booking/history/index',
  '/packages/booking/breaches/index',
  '/pages/check-in/index',
  '/pages/return/index',
  '/pages/arrival/index',
  '/packages/leaving/index/index',
  '/pages/history/index',
  '/pages/inbox/index',
  '/pages/support/index?code=CREDENTIALS_WRONG',
  '/pages/me/index',
  '/packages/account/data/index',
  '/pages/sessions/index',
  '/pages/correction/index',
  '/pages/password/index',
];
const COUNSELLORS = [
  '/pages/home/index',
  '/packages/students/overview/index',
  '/packages/students/people/index?list=missing',
  '/packages/students/people/index?list=reported',
  '/packages/students/people/index?list=abnormal',
  '/packages/students/cases/index',
  '/packages/students/expected/index',
  '/packages/students/holds/index',
  '/packages/students/passages/index',
  '/packages/approvals/inbox/index',
  '/packages/approvals/deputies/index',
  // staff need no return application
  '/packages/passes/exempt/index',
];

/** Of card staff. */
const WATCHERS = ['/pages/home/index', '/packages/booking/board/index', '/packages/booking/desk/index'];

/** @returns the flaws at both widths, each with where it is */
const flawsHere = async (phone: Phone, place: string): Promise<string[]> => {
  const flaws: string[] = [];
  await phone.settled();
  for (const width of [PHONE.width, NARROW]) {
    await phone.page.setViewportSize({ width, height: PHONE.height });
    await phone.page.waitForTimeout(100);
    flaws.push(...(await flawsOf(phone)).map((flaw) => `${place} at ${width} px ${flaw}`));
  }
  await phone.page.setViewportSize(PHONE);
  return flaws;
};

const walk = async (phone: Phone, paths: string[]): Promise<string[]> => {
  const flaws: string[] = [];
  for (const path of paths) {
    await phone.load(path);
    flaws.push(...(await flawsHere(phone, path)));
  }
  return flaws;
};

describe('every page fits phones of 320 and 390 px, thumbs and both languages', () => {
  let browser: Browser;
  /** signed in once; each mode takes the storage over */
  let storages: Record<
    'member' | 'held' | 'counsellor' | 'watcher',
    Awaited<ReturnType<Phone['context']['storageState']>>
  >;

  const storageOf = async (key: string) => {
    const phone = await Phone.open(browser);
    await signIn(phone, demoPerson(key));
    const storage = await phone.context.storageState();
    await phone.close();
    return storage;
  };

  beforeAll(async () => {
    browser = await openBrowser();
    storages = {
      member: await storageOf('case_open'),
      held: await storageOf('pass_held'),
      counsellor: await storageOf('college_counsellor'),
      watcher: await storageOf('card_staff'),
    };
  });
  afterAll(() => browser?.close());

  it.each(MODES)('for whoever has not signed in, in %s', async (_name, options) => {
    const phone = await Phone.open(browser, options);
    const flaws = await walk(phone, EVERYBODYS);
    await phone.load();
    await chooseSchool(phone);
    flaws.push(...(await flawsHere(phone, 'sign-in')));
    await giveAccount(phone, '20240109999', 'not-the-password');
    await phone.screen.locator('.callout').waitFor();
    flaws.push(...(await flawsHere(phone, 'sign-in refused')));
    await phone.tap(phone.words.bind.forgot);
    flaws.push(...(await flawsHere(phone, 'forgotten password')));
    expect(flaws).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it.each(MODES)('for a student, in %s', async (_name, options) => {
    const phone = await Phone.open(browser, { ...options, storage: storages.member });
    const flaws = await walk(phone, MEMBERS);
    await phone.load('/pages/check-in/index');
    await answerHealthy(phone, '382');
    flaws.push(...(await flawsHere(phone, 'form with a fever')));
    expect(flaws).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it.each(MODES)('for a student whose pass is held, in %s', async (_name, options) => {
    const phone = await Phone.open(browser, { ...options, storage: storages.held });
    const flaws = await walk(phone, ['/pages/pass/index']);
    expect(flaws).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it.each(MODES)('for a counsellor, in %s', async (_name, options) => {
    const phone = await Phone.open(browser, { ...options, storage: storages.counsellor });
    const flaws = await walk(phone, COUNSELLORS);
    expect(flaws).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });

  it.each(MODES)('for whoever watches the venues, in %s', async (_name, options) => {
    const phone = await Phone.open(browser, { ...options, storage: storages.watcher });
    const flaws = await walk(phone, WATCHERS);
    await phone.screen.locator('.venue .text-button').first().click();
    await phone.sheet.locator('.week-day').first().waitFor();
    flaws.push(...(await flawsHere(phone, 'opening hours')));
    expect(flaws).toEqual([]);
    expect(phone.complaints).toEqual([]);
    await phone.close();
  });
});

describe('the kiosk fits phones and tablets, upright and lying', () => {
  const SIZES = [{ width: NARROW, height: 568 }, PHONE, { width: 800, height: 1280 }, { width: 1024, height: 600 }];
  let browser: Browser;
  let kiosk: Kiosk;

  const flawsAt = async (place: string): Promise<string[]> => {
    const flaws: string[] = [];
    for (const size of SIZES) {
      await kiosk.page.setViewportSize(size);
      flaws.push(...(await flawsOf(kiosk)).map((flaw) => `${place} at ${size.width}×${size.height} px ${flaw}`));
    }
    await kiosk.page.setViewportSize(TABLET);
    return flaws;
  };

  beforeAll(async () => {
    browser = await openBrowser();
    kiosk = await Kiosk.open(browser);
  });
  afterAll(() => browser?.close());

  it('from the enrolment to a refusal, without a camera', async () => {
    const phone = await Phone.open(browser);
    await signIn(phone, demoPerson('pass_valid'));
    await kiosk.page.locator('.enrol').waitFor();
    const flaws = await flawsAt('enrolment');
    await kiosk.enrol(await enrolmentCodeFor(browser, phone, '教学楼东门'));
    await kiosk.page.locator('.scene .message').waitFor();
    flaws.push(...(await flawsAt('no camera')));
    await kiosk.page.locator('.state__settings').click();
    flaws.push(...(await flawsAt('settings')));
    await kiosk.page.locator('.settings > .wide').last().click();
    await kiosk.page.locator('.serving__number').click();
    flaws.push(...(await flawsAt('number')));
    await kiosk.page.locator('.entry .wide--second').click();
    await kiosk.typeNumber(demoPerson('pass_valid').number);
    await kiosk.temperatureScreen.waitFor();
    flaws.push(...(await flawsAt('temperature')));
    await kiosk.page.locator('.entry .wide--second').click();
    await kiosk.typeNumber(demoPerson('pass_held').number);
    await kiosk.verdict('pass_held').waitFor();
    flaws.push(...(await flawsAt('refusal')));
    expect(flaws).toEqual([]);
    expect(kiosk.complaints).toEqual([]);
    await phone.close();
  });
});

describe('the search for flaws', () => {
  it.each([
    ['sticks out', '<div style="position:absolute;left:350px;width:90px">wide</div>'],
    ['sticks out', '<div style="width:500px;height:1px"></div>'],
    ['cuts off its words', '<div style="width:40px;overflow:hidden;white-space:nowrap">a long line of words</div>'],
    ['is too small for a thumb', '<div role="button" style="width:20px;height:20px">x</div>'],
    ['is not in words', '<span>checkIn.title</span>'],
    ['is not in words', '<span>{{count}}</span>'],
    ['breaks a word', '<p style="width:40px;overflow-wrap:anywhere">extraordinary</p>'],
    ['is not translated', '<span>请先选择学校</span>'],
  ])('notices what %s', async (flaw, planted) => {
    const browser = await openBrowser();
    try {
      const phone = await Phone.open(browser, { language: 'en' });
      expect(await flawsOf(phone)).toEqual([]);
      await phone.screen
        .locator('.app__body')
        .evaluate((body, html) => body.insertAdjacentHTML('beforeend', html), planted);
      expect((await flawsOf(phone)).join('\n')).toContain(flaw);
    } finally {
      await browser.close();
    }
  });
});
