import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import type { Page } from 'playwright-core';
import { withPalette } from './palette-png';
import type { Phone } from './phone';

const ROOT = resolve(__dirname, '..');
const PHONE_HEIGHT = 844;
const TALLEST = 1500;
const UNTIL_STILL_MS = 500;

const SHOWN = resolve(ROOT, 'docs/pictures');

/** A picture of the README. */
export const committed = (name: string): string => resolve(SHOWN, `${name}.png`);

/** A picture to look at only. */
export const uncommitted = (name: string): string => resolve(ROOT, '.data/pictures', `${name}.png`);

/** Whatever scrolls: which element it is differs from page to page. */
const fromTheTop = (phone: Phone): Promise<void> =>
  phone.page.evaluate(() => {
    for (const element of document.querySelectorAll('html, body, body *')) {
      element.scrollTop = 0;
    }
  });

export const screenOf = async (page: Page): Promise<Buffer> => {
  await page.evaluate(() => document.fonts.ready);
  return page.screenshot({ animations: 'disabled', caret: 'hide' });
};

export const save = (file: string, screen: Buffer): void => {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, dirname(file) === SHOWN ? withPalette(screen) : screen);
};

/** The whole page as one tall phone, the fixed bar at its foot. */
export const take = async (phone: Phone, file: string): Promise<void> => {
  const { page } = phone;
  const width = page.viewportSize()?.width ?? 0;
  const content = await phone.screen
    .locator('.app')
    .first()
    .evaluate((app) => app.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(PHONE_HEIGHT, content)) });
  await page.waitForTimeout(UNTIL_STILL_MS);
  await fromTheTop(phone);
  save(file, await screenOf(page));
  await page.setViewportSize({ width, height: PHONE_HEIGHT });
};
