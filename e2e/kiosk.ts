import type { Browser, BrowserContext, Locator, Page } from 'playwright-core';
import type { ScanRequest } from '@shared/terminal';
import type { Verdict } from '@shared/verdict';

export const TABLET = { width: 1280, height: 800 };

/** A tablet at a gate. */
export class Kiosk {
  readonly complaints: string[] = [];
  /** the first of both */
  readonly language = 'zh';

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
  ) {
    page.on('pageerror', (error) => this.complaints.push(error.message));
  }

  static async open(browser: Browser, viewport = TABLET): Promise<Kiosk> {
    const context = await browser.newContext({ viewport, locale: 'zh-CN', timezoneId: 'Asia/Shanghai' });
    const kiosk = new Kiosk(context, await context.newPage());
    kiosk.page.setDefaultTimeout(20_000);
    await kiosk.page.goto(`${process.env.E2E_URL}/#/packages/kiosk/index/index`);
    return kiosk;
  }

  async enrol(code: string): Promise<void> {
    await this.page.locator('.enrol__code').fill(code);
    await this.page.locator('.enrol .wide').click();
    await this.page.locator('[data-online=true]').waitFor();
  }

  get temperatureScreen(): Locator {
    return this.page.locator('[data-screen=measure]');
  }

  verdict(verdict: Verdict): Locator {
    return this.page.locator(`[data-verdict=${verdict}]`);
  }

  /** What the page sends to the server about the next person. */
  async nextScan(): Promise<ScanRequest> {
    const request = await this.page.waitForRequest((sent) => sent.url().endsWith('/scans'));
    return request.postDataJSON() as ScanRequest;
  }

  /** For the next person. */
  get ready(): Locator {
    return this.page.locator('.serving:not(:has(.verdict, .entry, .cover, .scene__frame--busy))');
  }

  /** On the keys of the screen: 365 is 36.5 °C. */
  async type(digits: string): Promise<void> {
    for (const digit of digits) {
      await this.page.locator('.keypad__key').getByText(digit, { exact: true }).click();
    }
    await this.page.locator('.keypad__key--main').click();
  }

  /** For whoever has no phone: in, and the number. */
  async typeNumber(number: string): Promise<void> {
    await this.page.locator('.serving__number').click();
    await this.page.locator('.ways__way').first().click();
    await this.type(number);
  }

  /** English is beside everything: no name needs to be known to understand a line. */
  namesTold(): Promise<string[]> {
    return Promise.resolve([]);
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
