import type { DemoPerson } from './demo-people';
import type { Phone } from './phone';

/** What the page of a counsellor says came of the last three passages of a person in through a gate. */
export const watchedAt = async (phone: Phone, gate: string, { number }: DemoPerson): Promise<string[]> => {
  const lines = phone.screen
    .locator('.list__item')
    .filter({ hasText: number })
    .filter({ hasText: `进 · ${gate}` });
  await lines.nth(2).waitFor();
  const tags = lines.locator('.tag').filter({ hasText: /^(已通行|未放行)/ });
  return (await tags.allInnerTexts()).slice(0, 3).map((words) => words.trim());
};

export const chooseWatchedGate = async (phone: Phone, gate: string): Promise<void> => {
  await phone.text(phone.words.watch.lastDay).waitFor();
  await phone.screen.locator('.list__item').first().click();
  await phone.sheet.locator('#gate-search input').fill(gate);
  await phone.sheet.locator('.list__item').filter({ hasText: gate }).first().click();
  await phone.sheet.waitFor({ state: 'detached' });
};
