import type { Browser } from 'playwright-core';
import { Camera } from './camera';
import { closeCase } from './counsellor';
import { demoPerson } from './demo-people';
import { enrolmentCodeFor } from './gate-desk';
import { Kiosk, TABLET } from './kiosk';
import { bringPass, chooseGate, photograph, renewCode } from './pass-page';
import { openBrowser, Phone } from './phone';
import { committed, save, screenOf, uncommitted } from './pictures';
import { signIn } from './sign-in';

jest.setTimeout(240_000);

const LIBRARY = { direction: 'in', building: '图书馆', gate: '图书馆大门' } as const;
const SIZES = { wide: TABLET, tall: { width: 800, height: 1280 }, small: { width: 390, height: 844 } };
/** Of no other pictures. */
const holder = demoPerson('pass_valid');

/** The kiosk speaks both languages at once. */
describe('pictures of the gate', () => {
  let camera: Camera;
  let browser: Browser;
  let tablet: Browser;
  let kiosk: Kiosk;
  let phone: Phone;
  /** a verdict stands for three seconds: what was seen is written down afterwards */
  const seen: [file: string, screen: Buffer][] = [];

  const look = async (name: string, isCommitted = false): Promise<void> => {
    for (const [size, viewport] of Object.entries(SIZES)) {
      await kiosk.page.setViewportSize(viewport);
      const file = isCommitted && size === 'tall' ? committed(`kiosk-${name}`) : uncommitted(`kiosk-${name}-${size}`);
      seen.push([file, await screenOf(kiosk.page)]);
    }
  };
  const shoot = (name: string): Promise<void> => look(name, true);
  const showTo = async (screen: Buffer): Promise<void> => {
    await kiosk.ready.waitFor();
    await camera.see(screen);
    await kiosk.ready.waitFor({ state: 'detached' });
  };

  beforeAll(async () => {
    camera = await Camera.start();
    browser = await openBrowser();
    tablet = await openBrowser(camera.flags);
    kiosk = await Kiosk.open(tablet);
  });
  afterAll(async () => {
    seen.forEach(([file, screen]) => save(file, screen));
    await tablet?.close();
    await browser?.close();
    camera?.end();
  });

  it('of a tablet that becomes a terminal', async () => {
    await kiosk.page.locator('.enrol').waitFor();
    await shoot('enrol');
    await kiosk.page.locator('.enrol__code').fill('ABCD234567');
    await kiosk.page.locator('.enrol .wide').click();
    await kiosk.page.locator('.enrol__fault').waitFor();
    await look('enrol-wrong');
    phone = await Phone.open(browser);
    await signIn(phone, holder);
    await kiosk.enrol(await enrolmentCodeFor(browser, phone, LIBRARY.gate));
    await kiosk.ready.waitFor();
    await look('ready');
    await kiosk.page.locator('.state__settings').click();
    await look('settings');
    await kiosk.page.locator('.settings > .wide').last().click();
  });

  it('of codes: admitted, shown twice, with a fever', async () => {
    await bringPass(phone);
    await chooseGate(phone, LIBRARY);
    const first = await photograph(phone);
    await kiosk.page.route('**/scans', async (route) => {
      await shoot('reads');
      await route.continue();
      await kiosk.page.unroute('**/scans');
    });
    await showTo(first);
    await kiosk.temperatureScreen.waitFor();
    await camera.seeNobody();
    await shoot('temperature');
    await kiosk.type('365');
    await kiosk.verdict('admitted').waitFor();
    await shoot('admitted');
    await showTo(first);
    await kiosk.verdict('code_used').waitFor();
    await shoot('used');
    await camera.seeNobody();
    await renewCode(phone);
    await showTo(await photograph(phone));
    await kiosk.temperatureScreen.waitFor();
    await camera.seeNobody();
    await kiosk.type('380');
    await kiosk.verdict('fever').waitFor();
    await shoot('fever');
    await phone.close();
    const counsellor = await Phone.open(browser);
    await signIn(counsellor, demoPerson('counsellor'));
    await closeCase(counsellor, holder, '已陪同到校医院复测，体温正常');
    await counsellor.close();
  });

  it('of the time without network', async () => {
    await kiosk.page.locator('.serving__number').click();
    await look('number');
    await kiosk.page.locator('.entry .wide--second').click();
    await kiosk.context.setOffline(true);
    await kiosk.typeNumber(demoPerson('real_name_missing').number);
    await kiosk.temperatureScreen.waitFor();
    await kiosk.type('364');
    await kiosk.verdict('admitted').waitFor();
    await look('admitted-alone');
    await kiosk.page.locator('[data-waiting]').waitFor();
    await kiosk.ready.waitFor();
    await shoot('offline');
    await kiosk.context.setOffline(false);
    await kiosk.page.locator('[data-online=true]').waitFor();
  });
});
