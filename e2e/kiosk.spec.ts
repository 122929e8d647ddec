import type { Browser } from 'playwright-core';
import type { PassCodeAnswer } from '@shared/pass-code';
import { VERDICT_WORDS } from '@shared/verdict';
import { Camera } from './camera';
import { closeCase, lineOf } from './counsellor';
import { demoPerson } from './demo-people';
import { enrolmentCodeFor } from './gate-desk';
import { Kiosk } from './kiosk';
import { bringPass, chooseGate, codePicture, listenToCodes, openPass, photograph, renewCode } from './pass-page';
import { openBrowser, Phone } from './phone';
import { signIn } from './sign-in';
import { chooseWatchedGate, watchedAt } from './watched-passages';

jest.setTimeout(120_000);

const LIBRARY = { direction: 'in', building: '图书馆', gate: '图书馆大门' } as const;
/** the newest first */
const SEEN = ['未放行 · 请到旁边的接待点', '未放行 · 码已使用', '已通行'];
const NOTE = '已陪同到校医院复测，体温正常';

/** Of no other journey: the pass is held and given back. */
const holder = demoPerson('pass_valid');

describe('a student at the gate', () => {
  let camera: Camera;
  let browser: Browser;
  let tablet: Browser;
  let phone: Phone;
  let counsellor: Phone;
  let kiosk: Kiosk;
  let issued: PassCodeAnswer[];
  let first: Buffer;

  /** Holds the phone up until the gate has read it. */
  const showTo = async (screen: Buffer): Promise<void> => {
    await kiosk.ready.waitFor();
    await camera.see(screen);
    await kiosk.ready.waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    camera = await Camera.start();
    browser = await openBrowser();
    tablet = await openBrowser(camera.flags);
    phone = await Phone.open(browser);
    counsellor = await Phone.open(browser);
    kiosk = await Kiosk.open(tablet);
    issued = listenToCodes(phone);
    await signIn(phone, holder);
    await signIn(counsellor, demoPerson('counsellor'));
  });
  afterEach(() => expect([...phone.complaints, ...counsellor.complaints, ...kiosk.complaints]).toEqual([]));
  afterAll(async () => {
    await tablet?.close();
    await browser?.close();
    camera?.end();
  });

  it('meets a tablet that an administrator has made a terminal', async () => {
    await kiosk.enrol(await enrolmentCodeFor(browser, phone, LIBRARY.gate));
    await kiosk.page.getByText(LIBRARY.gate).waitFor();
    await kiosk.ready.waitFor();
  });

  it('chooses in, building and gate, holds the code up, and is admitted with 36.5', async () => {
    await bringPass(phone);
    await chooseGate(phone, LIBRARY);
    first = await photograph(phone);
    const scan = kiosk.nextScan();
    await showTo(first);
    // the page itself has read it: what it sends is the code, no picture
    expect(await scan).toMatchObject({ code: issued.at(-1)?.code.code });
    await kiosk.temperatureScreen.waitFor();
    await camera.seeNobody();
    await kiosk.type('365');
    const verdict = kiosk.verdict('admitted');
    await verdict.getByText(VERDICT_WORDS.admitted.title.zh).waitFor();
    expect(
      await verdict.locator('.verdict__title').evaluate((title) => parseInt(getComputedStyle(title).fontSize)),
    ).toBeGreaterThan(80);
  });

  it('sees the passage on the phone', async () => {
    const line = phone.screen.locator('.list__item').filter({ hasText: `进 · ${LIBRARY.gate}` });
    await phone.loadUntil('/packages/passes/passages/index', async () => (await line.count()) > 0);
    await line.first().getByText(phone.words.passages.admitted, { exact: true }).waitFor();
    await openPass(phone);
  });

  it('is refused with the same code', async () => {
    await showTo(first);
    await kiosk.verdict('code_used').getByText(VERDICT_WORDS.code_used.title.zh).waitFor();
    await camera.seeNobody();
  });

  it('is refused with a new code and 38.0, and told nothing that others should not read', async () => {
    await renewCode(phone);
    await showTo(await photograph(phone));
    await kiosk.temperatureScreen.waitFor();
    await camera.seeNobody();
    await kiosk.type('380');
    const verdict = kiosk.verdict('fever');
    await verdict.getByText(VERDICT_WORDS.fever.title.zh).waitFor();
    expect(await verdict.innerText()).not.toMatch(/38|体温|发热|fever|temperature/i);
  });

  it('has no code any more: the phone says why', async () => {
    const cause = phone.text(phone.words.pass.causes.fever);
    await phone.loadUntil('/pages/pass/index', () => cause.isVisible());
    await phone.text(phone.words.pass.statuses.held.word).waitFor();
    expect(await codePicture(phone).count()).toBe(0);
  });

  it('is on hold in the eyes of the counsellor, who sees every passage', async () => {
    await counsellor.load('/packages/students/holds/index');
    const line = await lineOf(counsellor, holder);
    await line.getByText(counsellor.words.pass.causes.fever).waitFor();
    await line.getByText(counsellor.words.holds.passages).click();
    expect(await watchedAt(counsellor, LIBRARY.gate, holder)).toEqual(SEEN);
    await counsellor.back();
    await line.getByText(counsellor.words.holds.see).click();
    await (await lineOf(counsellor, holder)).getByText('通行测温偏高').waitFor();
  });

  it('is seen at that gate, too', async () => {
    await counsellor.load('/packages/students/overview/index');
    await counsellor.tap(counsellor.words.watch.title);
    await chooseWatchedGate(counsellor, LIBRARY.gate);
    expect(await watchedAt(counsellor, LIBRARY.gate, holder)).toEqual(SEEN);
  });

  it('may pass again once the counsellor has closed the case', async () => {
    await closeCase(counsellor, holder, NOTE);
    await openPass(phone);
    await codePicture(phone).waitFor();
  });
});
