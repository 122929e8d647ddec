import type { Locator } from 'playwright-core';
import type { Phone } from './phone';

/** Inside the made-up circle of the demo's first campus. */
export const AT_XINCHENG = { latitude: 40.9025, longitude: 111.7309, accuracy: 15 };
/** A town some eight hundred kilometres away. */
export const FAR_AWAY = { latitude: 40.82, longitude: 121.12, accuracy: 20 };

/** Of the day that is chosen, counted from today. */
const DAYS_AHEAD = 3;

export const barButton = (phone: Phone): Locator => phone.screen.locator('.action-bar .main-button').last();
export const slotOf = (phone: Phone, key: string): Locator => phone.screen.locator(`#field-${key}.slot`);

/** Blocks of light and dark, others for other words: no two pictures look alike. */
const blocksFor = (words: string): string => {
  let state = [...words].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) % 2_147_483_647, 7);
  return Array.from({ length: 60 }, () => {
    state = (state * 48_271) % 2_147_483_647;
    return `<i style="width:100px;height:100px;margin:4px;background:hsl(${state % 360} 45% ${15 + (state % 7) * 12}%)"></i>`;
  }).join('');
};

/** A picture as a phone would have it, with a pattern like no other. */
export const drawPicture = async (phone: Phone, words: string, colour: string): Promise<Buffer> => {
  const page = await phone.context.newPage();
  try {
    await page.setViewportSize({ width: 720, height: 1280 });
    await page.setContent(
      `<body style="margin:0;background:${colour}">
         <div style="display:flex;flex-wrap:wrap;padding:24px">${blocksFor(words)}</div></body>`,
    );
    return await page.screenshot({ type: 'png' });
  } finally {
    await page.close();
  }
};

/** Chooses a picture of the album for a slot. */
export const choosePicture = async (phone: Phone, key: string, picture: Buffer): Promise<void> => {
  const chooser = phone.page.waitForEvent('filechooser');
  await slotOf(phone, key).locator('.slot__actions .text-button').first().click();
  await (await chooser).setFiles({ name: `${key}.png`, mimeType: 'image/png', buffer: picture });
};

/** In some days at noon, by train. */
export const fillJourney = async (phone: Phone): Promise<void> => {
  const { returning } = phone.words;
  await phone.screen.locator('#field-returnsAt .when').click();
  // what is said for less than a day from now needs a look, and the sheet begins with tomorrow noon
  await phone.sheet.locator('.calendar__day').filter({ hasText: /\d/ }).nth(DAYS_AHEAD).click();
  await phone.sheet.locator('.main-button').click();
  await phone.screen.locator('#field-transport').getByText(returning.transports.train, { exact: true }).click();
  await phone.field('transportNumber').fill('K9998');
  await phone.field('origin').fill(phone.language === 'zh' ? '内蒙古自治区包头市' : 'Baotou, Inner Mongolia');
};

/** The health questions as a healthy person answers them. */
export const answerWell = async (phone: Phone): Promise<void> => {
  await phone.field('answer-temperature').fill('365');
  for (const key of ['symptoms', 'contact', 'isolation', 'riskArea']) {
    await phone.screen.locator(`#field-${key} .chip`).first().click();
  }
  await phone.screen.locator('#field-phone input').fill('12900000001');
};

/** Leaves the draft with every answer, at the photos. */
export const beginReturn = async (phone: Phone): Promise<void> => {
  await phone.load('/pages/return/index');
  await barButton(phone).click();
  await phone.screen.locator('#field-returnsAt').waitFor();
  await fillJourney(phone);
  await answerWell(phone);
  await barButton(phone).click();
  await phone.screen.locator('.slot').first().waitFor();
};

export const SLOTS = ['green_code', 'itinerary', 'vaccination'] as const;
const COLOURS = ['#e6f4ef', '#e8f1fd', '#fff4e0'];

/** Says which paper it is, where there are several. */
export const choosePaper = async (phone: Phone, key: string): Promise<void> => {
  const chips = slotOf(phone, key).locator('.chip');
  if ((await chips.count()) > 0) {
    await chips.first().click();
  }
};

export const pictureFor = (phone: Phone, key: string, nth = 0): Promise<Buffer> =>
  drawPicture(phone, `${key} ${phone.language} ${nth}`, COLOURS[nth % COLOURS.length] ?? '#e6f4ef');

export const isDone = (phone: Phone, key: string): Promise<void> =>
  slotOf(phone, key).locator('.tag.tone--good').waitFor();
