import type { Locator } from 'playwright-core';
import type { Phone } from './phone';

const questionOf = (phone: Phone, key: string): Locator => phone.screen.locator(`#field-${key}`);

export const typeTemperature = (phone: Phone, threeDigits: string): Promise<void> =>
  phone.field('answer-temperature').fill(threeDigits);

/** Answers every open question as a healthy person would, except the temperature: chips get their first option. */
export const answerHealthy = async (phone: Phone, temperature: string): Promise<void> => {
  await phone.screen.locator('#field-temperature').waitFor();
  await typeTemperature(phone, temperature);
  for (const key of ['symptoms', 'contact', 'isolation', 'acknowledged']) {
    const question = questionOf(phone, key);
    if ((await question.count()) > 0 && (await question.locator('.chip--on').count()) === 0) {
      await question.locator('.chip').first().click();
    }
  }
  const mobile = questionOf(phone, 'phone');
  if ((await mobile.count()) > 0) {
    await mobile.locator('input').fill('12900000001');
  }
};

export const giveLocation = async (phone: Phone): Promise<void> => {
  const line = questionOf(phone, 'location');
  const ask = line.locator('.main-button').filter({ hasText: phone.words.checkIn.locationGet });
  if ((await ask.count()) > 0) {
    await ask.click();
  }
  await line.locator('.tone--good').waitFor();
};

export const submitButton = (phone: Phone): Locator => phone.screen.locator('.action-bar .main-button');

/** @returns the receipt number on the result page */
export const receiptNumber = async (phone: Phone): Promise<string> => {
  const receipt = phone.screen.locator('#receipt-number');
  await receipt.waitFor();
  return (await receipt.innerText()).trim();
};

export const openForm = async (phone: Phone): Promise<void> => {
  await phone.tapTile(phone.words.home.tileCheckIn);
  await phone.screen.locator('#field-temperature').waitFor();
};

/** From home to the receipt. */
export const report = async (phone: Phone, temperature: string): Promise<string> => {
  await openForm(phone);
  await answerHealthy(phone, temperature);
  await giveLocation(phone);
  await submitButton(phone).click();
  return receiptNumber(phone);
};
