import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { withPalette } from './palette-png';
import type { Phone } from './phone';

const ROOT = resolve(__dirname, '..');
const PHONE_HEIGHT = 844;
const TALLEST = 1500;
const UNTIL_STILL_MS = 500;

/** A picture of the README. */
export const committed = (name: string): string => resolve(ROOT, 'docs/pictures', `${name}.png`);

/** A picture to look at only. */
export const uncommitted = (name: string): string => resolve(ROOT, '.data/pictures', `${name}.png`);

/** Whatever scrolls: which element it is differs from page to page. */
const fromTheTop = (phone: Phone): Promise<void> =>
  phone.page.evaluate(() => {
    for (const element of document.querySelectorAll('html, body, body *')) {
      element.scrollTop = 0;
    }
  });

/** The whole page as one tall phone, the fixed bar at its foot. */
export const take = async (phone: Phone, file: string): Promise<void> => {
  const { page } = phone;
  mkdirSync(dirname(file), { recursive: true });
  const width = page.viewportSize()?.width ?? 0;
  const content = await phone.screen
    .locator('.app')
    .first()
    .evaluate((app) => app.scrollHeight);
  await page.setViewportSize({ width, height: Math.min(TALLEST, Math.max(PHONE_HEIGHT, content)) });
  await page.evaluate(() => document.fonts.ready);
  await page.waitForTimeout(UNTIL_STILL_MS);
  await fromTheTop(phone);
  const picture = await page.screenshot({ animations: 'disabled', caret: 'hide' });
  writeFileSync(file, withPalette(picture));
  await page.setViewportSize({ width, height: PHONE_HEIGHT });
};
