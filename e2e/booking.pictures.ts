import type { Browser } from 'playwright-core';
import { LANGUAGES } from '@shared/bilingual';
import type { BookingDesk, BookingView, BreachView } from '@shared/booking';
import {
  BATH,
  boardOf,
  bookingOf,
  deskOf,
  GYM,
  inMinutes,
  standingOf,
  waitingOf,
} from '../miniapp/test/sample-booking';
import { demoPerson } from './demo-people';
import { openBrowser, Phone } from './phone';
import { committed, take, uncommitted } from './pictures';
import { signIn } from './sign-in';

jest.setTimeout(600_000);

const MODES = LANGUAGES.flatMap((language) =>
  [false, true].map((largeText) => [`${language}${largeText ? '-large' : ''}`, { language, largeText }] as const),
);
const OPENED = { desk: '/booking/desk', history: '/bookings', breaches: '/bookings/breaches', board: '/venues/board' };

const inUse = (endsIn: number): BookingView =>
  bookingOf({
    ...{ state: 'in_use', bookedAt: inMinutes(-30), expiresAt: null, usedAt: inMinutes(endsIn - 60) },
    endsAt: inMinutes(endsIn),
  });

/** The desk in each of its states, by name. */
const DESKS: Record<string, () => Partial<BookingDesk>> = {
  open: () => ({}),
  empty: () => ({ venues: [], standings: [] }),
  held: () => ({ booking: bookingOf() }),
  'held-short': () => ({ booking: bookingOf({ bookedAt: inMinutes(-17), expiresAt: inMinutes(3) }) }),
  offered: () => ({ booking: bookingOf({ state: 'offered', expiresAt: inMinutes(4) }) }),
  'in-use': () => ({ booking: inUse(42) }),
  overdue: () => ({ booking: inUse(-4) }),
  late: () => ({ booking: bookingOf({ state: 'admitted_late', expiresAt: null, endsAt: inMinutes(20) }) }),
  waiting: () => ({ waiting: waitingOf() }),
  paused: () => ({
    standings: [
      standingOf({ breaches: 3, pausedUntil: inMinutes(1300) }),
      standingOf({ kind: GYM, leftToday: 0, breaches: 0 }),
    ],
  }),
};

const past = (): BookingView[] => [
  bookingOf(),
  bookingOf({
    ...{ id: '2', state: 'ended', usedAt: inMinutes(-1500), endedAt: inMinutes(-1450), endedBy: 'code' },
  }),
  bookingOf({ id: '3', state: 'expired', bookedAt: inMinutes(-3000), endedBy: 'expired' }),
  bookingOf({ id: '4', state: 'cancelled', bookedAt: inMinutes(-4000), endedBy: 'venue_closed' }),
  bookingOf({ id: '5', state: 'lapsed', bookedAt: inMinutes(-5000), endedBy: null }),
];
const endedSo = (state: BookingView['state']): BookingView =>
  bookingOf({ state, expiresAt: null, endedAt: inMinutes(0), endedBy: 'expired' });
const missed = (): BreachView[] => [
  { id: '1', venue: { zh: '北区浴室', en: 'North bath-house' }, at: inMinutes(-3000), undone: false },
  { id: '2', venue: { zh: '东区健身房', en: 'East gym' }, at: inMinutes(-9000), undone: true },
];

describe.each(MODES)('pictures of booking in %s', (mode, options) => {
  let browser: Browser;
  let phone: Phone;
  /** Of the README where the text is of the usual size. */
  const SHOWN = ['desk-open', 'desk-held', 'desk-waiting', 'board'];
  const note = (name: string) => {
    const place = SHOWN.includes(name) && !options.largeText ? committed : uncommitted;
    return take(phone, place(`booking-${name.replace('desk-', '')}-${mode}`));
  };
  /** What the phone is told at an address of the API from now on; null: nobody answers. */
  const told = async (path: string, answer: (() => object) | null): Promise<void> => {
    await phone.page.unroute(`**/api/v1${path}`);
    await phone.page.route(`**/api/v1${path}`, (route) =>
      answer === null ? route.abort() : route.fulfill({ json: answer() }),
    );
  };
  const opened = async (page: keyof typeof OPENED): Promise<void> => {
    await phone.load(`/packages/booking/${page}/index`);
    await phone.settled();
  };

  beforeAll(async () => {
    browser = await openBrowser();
    phone = await Phone.open(browser, { ...options, sharpness: 1.5 });
    await signIn(phone, demoPerson('returning'));
  });
  afterAll(() => browser?.close());

  it.each(Object.keys(DESKS))('of the desk: %s', async (name) => {
    await told(OPENED.desk, () => deskOf(DESKS[name]?.()));
    await opened('desk');
    await note(`desk-${name}`);
  });

  it('of what is asked before a place is taken, joined, ended or cancelled', async () => {
    await told(OPENED.desk, () => deskOf());
    await opened('desk');
    for (const way of ['book', 'wait'] as const) {
      await phone.screen.locator(`.hall-button--${way}`).first().click();
      await phone.sheet.waitFor();
      await note(`sheet-${way}`);
      await phone.load('/pages/home/index');
      await opened('desk');
    }
    await told(OPENED.desk, () => deskOf({ booking: bookingOf() }));
    await opened('desk');
    await phone.screen.locator('.text-button--danger').click();
    await note('sheet-cancel');
    await told(OPENED.desk, () => deskOf({ booking: inUse(42) }));
    await opened('desk');
    await phone.mainButton(phone.language === 'zh' ? '结束使用' : 'End my use').click();
    await note('sheet-end');
  });

  it('of what became of a booking, and of a desk that nobody confirms', async () => {
    const [expiresAt, voidAt] = [inMinutes(0.2), Date.now() + 12_000];
    const booking = bookingOf({ bookedAt: inMinutes(-20), expiresAt });
    await told(OPENED.desk, () => deskOf(Date.now() < voidAt ? { booking } : {}));
    await told(OPENED.history, () => ({ items: [endedSo('expired')], nextCursor: null, serverTime: inMinutes(0) }));
    await opened('desk');
    await phone.screen.locator('.callout.tone--danger').waitFor();
    await note('desk-expired');
    await told(OPENED.desk, null);
    await phone.screen.locator('.callout.tone--warn').waitFor({ timeout: 60_000 });
    await note('desk-old');
    await phone.page.evaluate(() => localStorage.removeItem('booking-desk'));
    await opened('desk');
    await note('desk-failed');
  });

  it('of past bookings, what was missed, and the board', async () => {
    await told(OPENED.desk, () => deskOf(DESKS.paused?.()));
    await told(OPENED.history, () => ({ items: past(), nextCursor: null, serverTime: inMinutes(0) }));
    await told(OPENED.breaches, () => ({ items: missed(), nextCursor: null }));
    await told(OPENED.board, () => boardOf());
    for (const page of ['history', 'breaches', 'board'] as const) {
      await opened(page);
      await note(page);
    }
    await told(OPENED.desk, () => deskOf({ standings: [standingOf({ kind: BATH })] }));
    await told(OPENED.history, () => ({ items: [], nextCursor: null, serverTime: inMinutes(0) }));
    await told(OPENED.breaches, () => ({ items: [], nextCursor: null }));
    await told(OPENED.board, () => ({ serverTime: inMinutes(0), venues: [] }));
    for (const page of ['history', 'breaches', 'board'] as const) {
      await opened(page);
      await note(`${page}-empty`);
    }
  });

  it('of the first screen while a booking runs', async () => {
    await phone.page.route('**/api/v1/home', async (route) => {
      const answer = await route.fetch();
      const home = (await answer.json()) as object;
      const { state, venue, expiresAt, endsAt } = bookingOf();
      await route.fulfill({ json: { ...home, booking: { state, venue: venue.name, expiresAt, endsAt } } });
    });
    await phone.load();
    await phone.settled();
    await note('home');
  });
});
