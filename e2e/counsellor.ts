import type { Locator } from 'playwright-core';
import type { DemoPerson } from './demo-people';
import type { Phone } from './phone';

/** One line of the list on the screen; loads more until the person appears or the list ends. */
export const lineOf = async (phone: Phone, person: DemoPerson): Promise<Locator> => {
  const line = phone.screen.locator('.list__item').filter({ hasText: person.number });
  const more = phone.screen.locator('.list-end .text-button');
  await phone.screen.locator('.list-end, .empty').first().waitFor();
  while ((await line.count()) === 0 && (await more.count()) > 0) {
    await more.click();
    await phone.page.waitForTimeout(300);
  }
  return line;
};

/** The list of today: people who are missing, have reported, or reported something abnormal. */
export const openPeople = async (phone: Phone, list: 'missing' | 'reported' | 'abnormal'): Promise<void> => {
  await phone.load('/packages/students/overview/index');
  await phone.screen.locator('.count').filter({ hasText: phone.words.students[list] }).click();
  await phone.screen.locator('.tab--on').filter({ hasText: phone.words.students[list] }).waitFor();
};

export const closeCase = async (phone: Phone, person: DemoPerson, note: string): Promise<void> => {
  await phone.load('/packages/students/cases/index');
  const line = await lineOf(phone, person);
  await line.getByText(phone.words.cases.close).click();
  await phone.sheet.locator('#closing-note textarea').fill(note);
  await phone.sheet.locator('.main-button').first().click();
  await line.waitFor({ state: 'detached' });
};

export const isListed = async (
  phone: Phone,
  list: 'missing' | 'reported' | 'abnormal',
  person: DemoPerson,
): Promise<boolean> => {
  await openPeople(phone, list);
  return (await (await lineOf(phone, person)).count()) > 0;
};
