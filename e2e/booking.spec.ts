import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Browser } from 'playwright-core';
import type { PassCodeAnswer } from '@shared/pass-code';
import { en as english } from '../miniapp/src/packages/booking/words/en';
import { zh as chinese } from '../miniapp/src/packages/booking/words/zh';
import { demoPerson } from './demo-people';
import { codePicture, listenToCodes, photograph } from './pass-page';
import { openBrowser, Phone, type PhoneOptions } from './phone';
import { readTwice } from './qr-readers';
import { signIn } from './sign-in';
import { DoorTerminal, openVenue } from './venue-door';

const GRACE_SECONDS = Number(process.env.E2E_GRACE_SECONDS ?? 45);

jest.setTimeout(GRACE_SECONDS * 1000 + 240_000);

const VENUE = { zh: '第一琴房', en: 'Music room one' };
const NORMAL = 365;
/** A phone looks every few seconds. */
const UNTIL_VOID_MS = (GRACE_SECONDS + 30) * 1000;
const RECORD = resolve(__dirname, '../.data/booking-journey.json');
const DESK = '/packages/booking/desk/index';

describe('booking the last place of a venue', () => {
  let browser: Browser;
  let user: Phone;
  let absent: Phone;
  let waiting: Phone;
  let admin: Phone;
  let door: DoorTerminal;
  let issued: PassCodeAnswer[];
  /** when phones saw what, for whoever looks at a run of the true twenty minutes */
  const times: Record<string, string> = {};

  const opened = async (key: string, options: PhoneOptions = {}): Promise<Phone> => {
    const phone = await Phone.open(browser, options);
    await signIn(phone, demoPerson(key));
    return phone;
  };
  const wordsOf = ({ language }: Phone) => (language === 'zh' ? chinese : english);
  const venueCard = (phone: Phone) => phone.screen.locator('.venue').filter({ hasText: VENUE[phone.language] });
  const running = (phone: Phone, words: string) => phone.screen.locator('.running').filter({ hasText: words });
  /** Opens the desk and takes the way that the hall offers. */
  const choose = async (phone: Phone, way: 'book' | 'wait'): Promise<void> => {
    await phone.load(DESK);
    await venueCard(phone).locator(`.hall-button--${way}`).click();
    await phone.sheet.locator('.main-button').first().click();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    admin = await opened('school_admin');
    door = await DoorTerminal.enrol(admin, await openVenue(admin, VENUE, 1));
    user = await opened('pass_valid', { sharpness: 1 });
    absent = await opened('correction_open');
    waiting = await opened('real_name_missing', { language: 'en' });
    issued = listenToCodes(user);
  });
  afterEach(() => {
    expect([user, absent, waiting, admin].flatMap(({ complaints }) => complaints)).toEqual([]);
  });
  afterAll(async () => {
    writeFileSync(RECORD, `${JSON.stringify({ graceSeconds: GRACE_SECONDS, ...times })}\n`);
    await browser?.close();
  });

  it('takes it, and counts the minutes down', async () => {
    await user.tapTile(user.words.home.tileBooking);
    await user.settled();
    await choose(user, 'book');
    await running(user, chinese.booking.phases.held).locator('.time-ring').waitFor();
    await user.load();
    await user.text(user.words.home.booking.held).waitFor();
  });

  it('leads to the code of the door, which lets in by it and a temperature', async () => {
    await user.mainButton(user.words.home.bookingOpen.held).click();
    await running(user, chinese.booking.phases.held).waitFor();
    await user.mainButton(chinese.booking.showIn).click();
    await codePicture(user).waitFor();
    await expect(readTwice(await photograph(user))).resolves.toContain(issued.at(-1)?.code.code);
    const code = issued.at(-1)?.code.code ?? '';
    expect(await door.scan(code)).toMatchObject({ verdict: 'measure_now', admitted: false });
    expect(await door.scan(code, NORMAL)).toMatchObject({ verdict: 'admitted', admitted: true, direction: 'in' });
    await user.back();
    await running(user, chinese.booking.phases.in_use).locator('.time-ring').waitFor();
  });

  it('is seen by whoever watches the venues', async () => {
    await admin.load('/packages/booking/board/index');
    await venueCard(admin).getByLabel('一号间：共 1，使用中 1', { exact: false }).waitFor();
  });

  it('ends on the phone, and the place is free for the next', async () => {
    await user.mainButton(chinese.booking.end).click();
    await user.sheet.locator('.main-button').first().click();
    await user.text(chinese.booking.farewells.over).waitFor();
    await choose(absent, 'book');
    await running(absent, chinese.booking.phases.held).waitFor();
    times.bookedAt = new Date().toISOString();
  });

  it('is void for whoever does not come, and offered to whoever waits', async () => {
    await choose(waiting, 'wait');
    await running(waiting, english.booking.next).waitFor();
    await absent.text(chinese.booking.farewells.expired).waitFor({ timeout: UNTIL_VOID_MS });
    times.voidSeenAt = new Date().toISOString();
    await running(waiting, english.booking.phases.offered).waitFor({ timeout: UNTIL_VOID_MS });
    times.offerSeenAt = new Date().toISOString();
    await waiting.mainButton(wordsOf(waiting).booking.accept).click();
    await running(waiting, english.booking.phases.held).waitFor();
  });

  it('tells whoever did not come what it means', async () => {
    await absent.tap(chinese.booking.seeBreaches);
    await absent.text('琴房：30 天内 1 次违约').waitFor();
    await absent.text(chinese.breaches.missed).waitFor();
    await absent.load('/packages/booking/history/index');
    await absent.text(chinese.bookings.states.expired).waitFor();
  });

  it('refuses the door to whoever holds no place there', async () => {
    const before = issued.length;
    await user.load(DESK);
    await venueCard(user).locator('.hall-button--wait').waitFor();
    await user.load('/pages/pass/index');
    await user.text(user.words.errors.BOOKING_NEEDED.title).waitFor();
    expect(issued).toHaveLength(before);
    await user.mainButton(user.words.home.tileBooking).click();
    await venueCard(user).waitFor();
  });
});
