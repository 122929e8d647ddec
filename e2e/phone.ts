import { chromium, type Browser, type BrowserContext, type Locator, type Page } from 'playwright-core';
import type { Language } from '@shared/bilingual';
import { en, zh, type AppWords } from './app-words';
import { NameListener } from './name-listener';

export const PHONE = { width: 390, height: 844 };

export interface PhoneOptions {
  language?: Language;
  largeText?: boolean;
  width?: number;
  /** device pixels to a CSS pixel */
  sharpness?: number;
  /** of a phone that has signed in before */
  storage?: Awaited<ReturnType<BrowserContext['storageState']>>;
}

const UNTIL_IT_IS_THERE_MS = 30_000;

/** Two decimals near the new campus: what a phone would say. */
const AT_THE_CAMPUS = { latitude: 40.84, longitude: 111.75, accuracy: 40 };

/** @param flags of Chromium, beside the usual */
export const openBrowser = (flags: readonly string[] = []): Promise<Browser> =>
  chromium.launch({
    executablePath: process.env.E2E_CHROMIUM,
    args: ['--no-sandbox', ...flags],
    env: { ...process.env, ...(JSON.parse(process.env.E2E_CHROMIUM_ENV ?? '{}') as Record<string, string>) },
  });

/** One phone in somebody's hand: its own storage, its own network. */
export class Phone {
  /** what a developer would see in red: no journey may leave any */
  readonly complaints: string[] = [];
  private readonly listener = new NameListener();
  private loads = 0;

  private constructor(
    readonly context: BrowserContext,
    readonly page: Page,
    readonly language: Language,
  ) {
    page.on('response', (response) => this.listener.hear(response));
    page.on('pageerror', (error) => this.complaints.push(error.message));
    page.on('console', (message) => {
      // a refused request is part of a journey; what the app makes of it is asserted there
      if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
        this.complaints.push(message.text());
      }
    });
  }

  static async open(browser: Browser, options: PhoneOptions = {}): Promise<Phone> {
    const { language = 'zh', largeText = false, width = PHONE.width, sharpness = 2, storage } = options;
    const context = await browser.newContext({
      viewport: { width, height: PHONE.height },
      deviceScaleFactor: sharpness,
      storageState: storage,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      geolocation: AT_THE_CAMPUS,
      permissions: ['geolocation'],
    });
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const phone = new Phone(context, page, language);
    await phone.load();
    if (language !== 'zh' || largeText) {
      await phone.prefer(language, largeText);
    }
    return phone;
  }

  /** what the app says in this phone's language */
  get words(): AppWords {
    return this.language === 'zh' ? zh : en;
  }

  /** As if chosen under "me" before. */
  private async prefer(language: Language, largeText: boolean): Promise<void> {
    const state = JSON.stringify({ state: { language, largeText, locationAgreed: false }, version: 0 });
    await this.page.evaluate((data) => localStorage.setItem('settings', JSON.stringify({ data })), state);
    await this.load();
  }

  /** Opens the app anew at a page of it. */
  async load(path = '/pages/home/index'): Promise<void> {
    this.loads += 1;
    await this.page.goto(`${process.env.E2E_URL}/?load=${this.loads}#${path}`);
    await this.screen.locator('.app__body').waitFor();
  }

  /** The page on top; those below stay in the document. */
  get screen(): Locator {
    return this.page.locator('.taro_page').last();
  }

  field(id: string): Locator {
    return this.screen.locator(`#${id} input, #${id} textarea`);
  }

  mainButton(word: string): Locator {
    return this.screen.locator('.main-button').filter({ hasText: word });
  }

  text(words: string): Locator {
    return this.screen.getByText(words).first();
  }

  /** Taps whatever says this: a tile, a list item, a text button, a chip. */
  async tap(word: string): Promise<void> {
    await this.screen.getByText(word, { exact: true }).first().click();
  }

  async tapTile(word: string): Promise<void> {
    await this.screen.locator('.tile').filter({ hasText: word }).click();
  }

  /** Names of people that the server has told this phone. */
  namesTold(): Promise<string[]> {
    return this.listener.names();
  }

  /** What rises from the bottom. */
  get sheet(): Locator {
    return this.page.locator('.sheet').last();
  }

  async back(): Promise<void> {
    await this.screen.locator('.top-bar__side').first().click();
  }

  /** The skeletons are gone, and whatever slides in has come to rest: it may not have set out yet. */
  async settled(): Promise<void> {
    await this.screen.locator('.nut-skeleton').first().waitFor({ state: 'detached' });
    await this.page.waitForFunction(() => {
      const moving = document
        .getAnimations()
        .filter(({ effect, playState }) => playState === 'running' && effect?.getComputedTiming().endTime !== Infinity);
      const top = [...document.querySelectorAll('.taro_page')].at(-1);
      return moving.length === 0 && top?.classList.contains('taro_page_stationed');
    });
  }

  /** Opens a page again and again until it shows what somebody has done elsewhere. */
  async loadUntil(path: string, isThere: () => Promise<boolean>): Promise<void> {
    const giveUpAt = Date.now() + UNTIL_IT_IS_THERE_MS;
    do {
      if (Date.now() > giveUpAt) {
        throw new Error(`in vain in ${path}: ${await this.screen.innerText()}`);
      }
      await this.load(path);
      await this.settled();
    } while (!(await isThere()));
  }

  close(): Promise<void> {
    return this.context.close();
  }
}
