import type { Browser } from 'playwright-core';
import { LANGUAGES } from '@shared/bilingual';
import { LONGEST_CODE, RESERVE_CODES, type PassCodeAnswer } from '@shared/pass-code';
import { demoPerson } from './demo-people';
import { flawsOf } from './layout';
import { chooseGate, codePicture, listenToCodes, openPass, photograph, setHold } from './pass-page';
import { openBrowser, Phone, PHONE } from './phone';
import { blurred, readTwice, tilted } from './qr-readers';
import { signIn } from './sign-in';

jest.setTimeout(240_000);

const LIBRARY = { direction: 'in', building: '图书馆', gate: '图书馆大门' } as const;
const TEACHING = { direction: 'out', building: '教学楼', gate: '教学楼东门' } as const;
const RENEWED_WITHIN_MS = 60_000;
const NEXT_MINUTE_MS = 75_000;
const NARROW = 320;

const holder = demoPerson('real_name_missing');

describe('the pass of a student', () => {
  let browser: Browser;
  let phone: Phone;
  let issued: PassCodeAnswer[];

  const latest = (): PassCodeAnswer => {
    const last = issued.at(-1);
    if (!last) {
      throw new Error('nothing was issued');
    }
    return last;
  };
  /** Waits for another code than this one, and for the picture of it. */
  const other = async (than: string, within: number): Promise<string> => {
    const until = Date.now() + within;
    while (Date.now() < until) {
      const [code] = await readTwice(await photograph(phone));
      if (code && code !== than) {
        return code;
      }
      await phone.page.waitForTimeout(1000);
    }
    throw new Error('the code stayed the same');
  };

  beforeAll(async () => {
    browser = await openBrowser();
    // one pixel of the picture for one of the phone: as hard to read as it gets
    phone = await Phone.open(browser, { sharpness: 1 });
    issued = listenToCodes(phone);
    await signIn(phone, holder);
  });
  afterEach(async () => {
    await phone.context.setOffline(false);
    expect(phone.complaints).toEqual([]);
  });
  afterAll(() => browser?.close());

  it('shows, from direction to building to gate, the code that was issued: two decoders read it, tilted and blurred', async () => {
    await phone.tapTile(phone.words.home.tilePass);
    await phone.text(phone.words.pass.noGate).waitFor();
    await chooseGate(phone, LIBRARY);
    const straight = await photograph(phone);
    const { code, reserve } = latest();
    expect(code.code.length).toBeLessThanOrEqual(LONGEST_CODE);
    expect(reserve).toHaveLength(RESERVE_CODES);
    for (const picture of [straight, await tilted(straight), await blurred(straight, 1)]) {
      expect(await readTwice(picture)).toEqual([code.code, code.code]);
    }
  });

  it('shows it on white over at least six tenths of the width', async () => {
    const picture = await codePicture(phone).boundingBox();
    const quietZone = 2 * 4;
    const dots = 65;
    expect((picture?.width ?? 0) * (dots / (dots + quietZone))).toBeGreaterThanOrEqual(0.6 * PHONE.width);
  });

  it('remembers the gate, asks for nothing else, and says the time and the colour of the day', async () => {
    const asked: string[] = [];
    phone.page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await openPass(phone);
    await photograph(phone);
    expect(asked.filter((path) => path.startsWith('/api/')).sort()).toEqual([
      '/api/v1/gates',
      '/api/v1/pass',
      '/api/v1/pass/codes',
    ]);
    const clock = phone.screen.locator('.day__clock');
    const before = await clock.innerText();
    await phone.page.waitForTimeout(2100);
    expect(await clock.innerText()).not.toBe(before);
    await phone.text('今日颜色').waitFor();
  });

  it('renews the code by itself', async () => {
    const before = latest().code.code;
    expect(await other(before, RENEWED_WITHIN_MS)).toBe(latest().code.code);
  });

  it('goes on without network, with the codes of the reserve, and comes back by itself', async () => {
    await phone.context.setOffline(true);
    const last = latest().code.code;
    const codes = issued.flatMap(({ reserve }) => reserve.map(({ code }) => code));
    const shown = await other(last, NEXT_MINUTE_MS);
    expect(codes).toContain(shown);
    await phone.text('连不上网络，在用储备码').waitFor();
    const count = issued.length;
    await phone.context.setOffline(false);
    await phone.text('断网也能用').waitFor();
    // the page is told before this listener has read the answer
    for (let looks = 0; issued.length === count && looks < 50; looks += 1) {
      await phone.page.waitForTimeout(100);
    }
    expect(issued.length).toBe(count + 1);
  });

  it('opens from home without network, with what home has fetched on the way', async () => {
    await phone.page.evaluate(() => {
      const kept = JSON.parse(localStorage.getItem('pass') ?? '{}') as { data: string };
      const pass = JSON.parse(kept.data) as { state: { codes: null; reserveAskedAt: number } };
      Object.assign(pass.state, { codes: null, reserveAskedAt: 0 });
      localStorage.setItem('pass', JSON.stringify({ data: JSON.stringify(pass) }));
    });
    const count = issued.length;
    await phone.load();
    while (issued.length === count) {
      await phone.page.waitForTimeout(200);
    }
    expect(latest().reserve).toHaveLength(RESERVE_CODES);
    await phone.page.waitForLoadState('networkidle');
    await phone.context.setOffline(true);
    await phone.tapTile(phone.words.home.tilePass);
    expect(await readTwice(await photograph(phone))).toEqual([latest().code.code, latest().code.code]);
    await phone.text('连不上网络，在用储备码').waitFor();
    await phone.context.setOffline(false);
  });

  it('says that another phone has taken over, and takes it back', async () => {
    const second = await Phone.open(browser);
    await signIn(second, holder);
    await openPass(second);
    await second.text(second.words.pass.otherPhone).waitFor();
    await second.mainButton(second.words.pass.takeOver).click();
    await codePicture(second).waitFor();

    await openPass(phone);
    await phone.text(phone.words.pass.otherPhone).waitFor();
    expect(await codePicture(phone).count()).toBe(0);
    await phone.mainButton(phone.words.pass.takeOver).click();
    await codePicture(phone).waitFor();
    await second.tap(second.words.pass.renew);
    await second.text(second.words.pass.otherPhone).waitFor();
    expect(second.complaints).toEqual([]);
    await second.close();
  });

  it('takes the code away when the pass is held, and gives it back', async () => {
    await openPass(phone);
    await chooseGate(phone, TEACHING);
    await photograph(phone);
    await setHold(holder.number, true);
    await phone.tap(phone.words.pass.renew);
    await phone.text(phone.words.pass.statuses.held.word).waitFor();
    await phone.text(phone.words.pass.causes.open_case).waitFor();
    expect(await codePicture(phone).count()).toBe(0);
    await setHold(holder.number, false);
    await openPass(phone);
    await codePicture(phone).waitFor();
  });

  it.each([
    ['card_staff_2', 'apply_exempt'],
    ['case_open', 'apply_return'],
  ] as const)('tells %s what to do first', async (key, status) => {
    const without = await Phone.open(browser);
    await signIn(without, demoPerson(key));
    await openPass(without);
    await without.text(without.words.pass.statuses[status].text).waitFor();
    expect(await without.screen.locator('.action-bar .main-button').count()).toBe(1);
    await without.close();
  });

  it.each(LANGUAGES.flatMap((language) => [false, true].map((largeText) => ({ language, largeText }))))(
    'fits phones of 320 and 390 px: %p',
    async (options) => {
      const storage = await phone.context.storageState();
      const reader = await Phone.open(browser, { ...options, storage });
      const flaws: string[] = [];
      await openPass(reader);
      await codePicture(reader).waitFor();
      for (const width of [PHONE.width, NARROW]) {
        await reader.page.setViewportSize({ width, height: PHONE.height });
        await reader.page.waitForTimeout(200);
        flaws.push(...(await flawsOf(reader)));
        await reader.screen.locator('.gate-bar__gate').click();
        await reader.settled();
        flaws.push(...(await flawsOf(reader)));
        await reader.sheet.locator('.gate-line, .list__item').first().click();
        await reader.settled();
      }
      expect(flaws).toEqual([]);
      await reader.close();
    },
  );
});
