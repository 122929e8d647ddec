import { act, fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { BookingDesk, BookingView } from '@shared/booking';
import {
  bookingOf,
  deskOf,
  GYM,
  inMinutes,
  standingOf,
  venueOf,
  waitingOf,
  weekOf,
} from '../../../../test/sample-booking';
import { answerWith, forgetEverything, sent, visited, type Answer } from '../../../../test/stubs/taro';
import '@/words/i18n';
import { keptDesk } from '@/booking/kept-desk';
import { useKeptPass } from '@/passing/kept-pass';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import BookingDeskPage from './index';

const MINUTE = 60_000;
const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <BookingDeskPage />
    </QueryClientProvider>,
  );
const settled = (ms = 50) => act(() => jest.advanceTimersByTimeAsync(ms));
const tap = (words: string | RegExp): void => void fireEvent.click(screen.getAllByText(words).at(-1) as HTMLElement);
const tapLabel = (words: string): void => void fireEvent.click(screen.getByLabelText(words));
const refusal = (code: string, status: number, details?: object): Answer => ({
  statusCode: status,
  data: { code, status, instance: 'trace-1', details },
});

let desk: BookingDesk;
/** by "METHOD /path" */
let answers: Record<string, () => Answer | Promise<Answer>>;
const writes = () =>
  sent
    .filter(({ method }) => method !== 'GET')
    .map(({ url, method, data, header }) => ({
      path: `${method} ${url.replace(/^.*\/api\/v1/, '')}`,
      data,
      key: header['idempotency-key'],
    }));
const done = (data: object): Answer => ({
  statusCode: 200,
  data: { serverTime: new Date().toISOString(), ...data },
});

/** The booking has ended so, as the server tells it. */
const endedAs = (state: BookingView['state'], endedBy: BookingView['endedBy']): void => {
  desk = deskOf();
  answers['GET /bookings'] = () => done({ items: [bookingOf({ state, endedBy })], nextCursor: null });
};

beforeEach(() => {
  jest.useFakeTimers({ now: Date.parse('2026-09-07T02:00:00Z') });
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
  desk = deskOf();
  answers = {};
  answerWith(({ url, method }) => {
    const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
    const answer = answers[path];
    if (answer) {
      return answer();
    }
    return path === 'GET /booking/desk'
      ? done({ ...desk, serverTime: new Date().toISOString() })
      : { statusCode: 200, data: { roles: ['member'] } };
  });
});
afterEach(() => jest.useRealTimers());

describe('venues', () => {
  it('say what is free, what is full, when they open and why they are closed', async () => {
    open();
    await settled();
    for (const words of ['空位 12 / 40', '已满 · 共 30', '4 人排队', '今天 13:00 开放', '设备检修 · 明天 11:00 开放']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getByLabelText('北区浴室 女部，共 40 个名额，空 12 个')).toBeTruthy();
  });

  it('are shown of one kind where somebody wishes so', async () => {
    open();
    await settled();
    fireEvent.click(screen.getByLabelText('健身房'));
    expect(screen.queryByText('北区浴室')).toBeNull();
    expect(screen.getByText('西区健身房')).toBeTruthy();
  });

  it('tell the hours of the week ahead, and what closes them out of turn', async () => {
    answers['GET /venues/north-bath/week'] = () => done(weekOf());
    open();
    await settled();
    expect(sent.filter(({ url }) => url.includes('/week'))).toEqual([]);
    fireEvent.click(screen.getAllByText('开放时间')[0] as HTMLElement);
    await settled();
    expect(screen.getByText('今天 · 周一')).toBeTruthy();
    expect(screen.getAllByText('06:30–22:30')).toHaveLength(4);
    expect(screen.getByText('06:30–10:00')).toBeTruthy();
    expect(screen.getByText('13:00–22:30')).toBeTruthy();
    expect(screen.getAllByText('09:00–21:00')).toHaveLength(2);
    expect(screen.getByText('临时关闭：设备检修')).toBeTruthy();
    expect(screen.getByText('明天 10:00 至 13:00')).toBeTruthy();
    tap('知道了');
    expect(screen.queryByText('今天 · 周一')).toBeNull();
  });

  it('say why the hours did not come, and ask again', async () => {
    answers['GET /venues/north-bath/week'] = () => Promise.reject(new Error('request:fail'));
    open();
    await settled();
    fireEvent.click(screen.getAllByText('开放时间')[0] as HTMLElement);
    await settled(10_000);
    answers['GET /venues/north-bath/week'] = () => done(weekOf({ closures: [] }));
    tap('重试');
    await settled();
    expect(screen.getAllByText('06:30–22:30')).toHaveLength(5);
  });

  it('lead somewhere where there are none', async () => {
    desk = deskOf({ venues: [], standings: [] });
    open();
    await settled();
    tap('回首页');
    expect(visited).toEqual(['/pages/home/index']);
  });
});

describe('booking', () => {
  it('says first what one agrees to, then takes the place and counts down', async () => {
    answers['POST /bookings'] = () => {
      desk = deskOf({ booking: bookingOf({ bookedAt: inMinutes(0), expiresAt: inMinutes(20) }) });
      return done({ booking: desk.booking });
    };
    open();
    await settled();
    tapLabel('预约北区浴室 女部');
    expect(screen.getByText('20 分钟内到门口')).toBeTruthy();
    expect(screen.getByText('包括这一次；取消的也算。')).toBeTruthy();
    tap('确认预约');
    await settled();
    expect(writes()).toEqual([
      { path: 'POST /bookings', data: { hallId: 'women' }, key: expect.stringMatching(/.{16,}/) as string },
    ]);
    expect(screen.getByText('已预约，请按时到场')).toBeTruthy();
    await settled(MINUTE);
    expect(screen.getByText('19:00')).toBeTruthy();
  });

  it('repeats a wish that nobody answered under the same key', async () => {
    let tries = 0;
    answers['POST /bookings'] = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(new Error('request:fail timeout')) : done({ booking: bookingOf() });
    };
    open();
    await settled();
    tapLabel('预约北区浴室 女部');
    tap('确认预约');
    await settled();
    tap('确认预约');
    await settled();
    const [first, second] = writes();
    expect(second?.key).toBe(first?.key);
    expect(writes()).toHaveLength(2);
  });

  it('offers the waiting list where the last place has just gone', async () => {
    answers['POST /bookings'] = () => {
      desk = deskOf({ venues: [venueOf({ halls: [{ ...deskHall(), free: 0, waiting: 1 }] })] });
      return refusal('BOOKING_FULL', 409);
    };
    answers['POST /booking/waiting'] = () => {
      desk = deskOf({ waiting: waitingOf() });
      return done({ waiting: desk.waiting, booking: null });
    };
    open();
    await settled();
    tapLabel('预约北区浴室 女部');
    tap('确认预约');
    await settled();
    expect(screen.getByText('名额已满')).toBeTruthy();
    expect(screen.getByText('前面有 1 人')).toBeTruthy();
    tap('加入排队');
    await settled();
    expect(writes().at(-1)).toMatchObject({ path: 'POST /booking/waiting', data: { hallId: 'women' } });
    expect(screen.getByText('第 3 位')).toBeTruthy();
  });

  it('tells until when it is paused, where the server knows better than the page', async () => {
    answers['POST /bookings'] = () => refusal('BOOKING_PAUSED', 409, { until: '2026-09-08T04:30:00.000Z' });
    open();
    await settled();
    tapLabel('预约北区浴室 女部');
    tap('确认预约');
    await settled();
    expect(screen.getByText('明天 12:30 恢复')).toBeTruthy();
    // again would be refused again
    expect(screen.queryByText('确认预约')).toBeNull();
    tap('看违约');
    expect(visited).toEqual(['/packages/booking/breaches/index']);
  });

  it('leads to the pass that must open gates first', async () => {
    answers['POST /bookings'] = () => refusal('PASS_NOT_VALID', 403);
    open();
    await settled();
    tapLabel('预约北区浴室 女部');
    tap('确认预约');
    await settled();
    tap('看出入证');
    expect(visited).toEqual(['/pages/pass/index']);
  });

  it('is not offered while paused, and not beyond the limit of today', async () => {
    desk = deskOf({
      standings: [standingOf({ breaches: 3, pausedUntil: inMinutes(60) }), standingOf({ kind: GYM, leftToday: 0 })],
    });
    open();
    await settled();
    expect(screen.getByText('浴室暂停预约')).toBeTruthy();
    expect(screen.getByText(/30 天内有 3 次没有按时到，今天 11:00 恢复/)).toBeTruthy();
    expect(screen.getByText('暂停预约')).toBeTruthy();
    expect(screen.getByText('暂停到今天 11:00')).toBeTruthy();
    expect(screen.getAllByText('今天次数已用完').length).toBeGreaterThan(1);
    expect(screen.queryByText('预约')).toBeNull();
  });
});

describe('a place that is held', () => {
  it('leads to the code of its door', async () => {
    desk = deskOf({ booking: bookingOf() });
    open();
    await settled();
    tap('出示通行码');
    expect(visited).toEqual(['/pages/pass/index']);
    expect(useKeptPass.getState().recent[0]).toEqual({ gateId: 'bath-door', direction: 'in' });
  });

  it('lets one of several doors be chosen', async () => {
    const [, gym] = deskOf().venues;
    desk = deskOf({ booking: bookingOf({ venue: { id: 'gym-1', name: gym?.name ?? GYM.name } }) });
    open();
    await settled();
    tap('出示通行码');
    expect(visited).toEqual([]);
    tap('健身房西门');
    expect(useKeptPass.getState().recent[0]).toEqual({ gateId: 'gym-west', direction: 'in' });
  });

  it('keeps the other venues folded: one booking at a time', async () => {
    desk = deskOf({ booking: bookingOf() });
    open();
    await settled();
    expect(screen.getByText('10:17 前到门口，出示码并测温。过时失效，记一次违约。')).toBeTruthy();
    expect(screen.queryByText('东区健身房')).toBeNull();
    tap('看看其他场馆');
    expect(screen.getByText('东区健身房')).toBeTruthy();
    expect(screen.queryByText('预约')).toBeNull();
  });

  it('is cancelled after asking', async () => {
    desk = deskOf({ booking: bookingOf() });
    answers['POST /bookings/booking-1/cancel'] = () => {
      endedAs('cancelled', 'cancelled');
      return done({ booking: bookingOf({ state: 'cancelled' }) });
    };
    open();
    await settled();
    tap('取消预约');
    expect(screen.getByText('取消这次预约？')).toBeTruthy();
    tap('取消预约');
    await settled();
    await settled();
    expect(screen.getByText('预约已取消 · 北区浴室')).toBeTruthy();
  });

  it('is void once its time is over, whatever anybody has noticed', async () => {
    desk = deskOf({ booking: bookingOf({ expiresAt: inMinutes(1) }) });
    open();
    await settled();
    await settled(MINUTE + 1000);
    expect(screen.getByText('预约已失效')).toBeTruthy();
    expect(screen.queryByText('出示通行码')).toBeNull();
    expect(screen.queryByText('取消预约')).toBeNull();
    endedAs('expired', 'expired');
    await settled(6000);
    await settled();
    expect(screen.getByText('预约已失效 · 北区浴室')).toBeTruthy();
    tap('看违约');
    expect(visited).toEqual(['/packages/booking/breaches/index']);
  });

  it('says nothing of a miss to whoever was there while the phone lay in a locker', async () => {
    desk = deskOf({ booking: bookingOf({ expiresAt: inMinutes(1) }) });
    open();
    await settled();
    endedAs('ended', 'code');
    await settled(50 * MINUTE);
    expect(screen.queryByText(/预约已失效/)).toBeNull();
    await settled();
    expect(screen.getByText('使用已结束 · 北区浴室')).toBeTruthy();
  });

  it('reads the clock of the server, not that of the phone', async () => {
    answers['GET /booking/desk'] = () => ({
      statusCode: 200,
      data: deskOf({
        serverTime: '2026-09-07T05:00:00.000Z',
        booking: bookingOf({ bookedAt: '2026-09-07T04:55:00.000Z', expiresAt: '2026-09-07T05:15:00.000Z' }),
      }),
    });
    open();
    await settled();
    expect(screen.getByText('15:00')).toBeTruthy();
  });
});

describe('a place that is offered', () => {
  it('is accepted within its five minutes', async () => {
    desk = deskOf({ booking: bookingOf({ state: 'offered', expiresAt: inMinutes(4) }) });
    answers['POST /bookings/booking-1/accept'] = () => {
      desk = deskOf({ booking: bookingOf({ expiresAt: inMinutes(20) }) });
      return done({ booking: desk.booking });
    };
    open();
    await settled();
    expect(screen.getByLabelText('确认还剩 4 分 0 秒')).toBeTruthy();
    tap('确认预约');
    await settled();
    expect(screen.getByText('已预约，请按时到场')).toBeTruthy();
  });

  it('says how it was where somebody came too late', async () => {
    desk = deskOf({ booking: bookingOf({ state: 'offered', expiresAt: inMinutes(1) }) });
    answers['POST /bookings/booking-1/accept'] = () => refusal('BOOKING_VOID', 409);
    open();
    await settled();
    tap('确认预约');
    await settled();
    expect(screen.getByText('时间已过，预约已失效')).toBeTruthy();
    endedAs('lapsed', 'expired');
    await settled(2 * MINUTE);
    await settled();
    expect(screen.getByText('空位已让给下一位 · 北区浴室')).toBeTruthy();
  });
});

describe('a venue in use', () => {
  const used = () => bookingOf({ state: 'in_use', expiresAt: null, usedAt: inMinutes(-10), endsAt: inMinutes(50) });

  it('is ended on the phone after asking', async () => {
    desk = deskOf({ booking: used() });
    answers['POST /bookings/booking-1/end'] = () => {
      endedAs('ended', 'phone');
      return done({ booking: { ...used(), state: 'ended', endedBy: 'phone' } });
    };
    open();
    await settled();
    expect(screen.getByText('50:00')).toBeTruthy();
    tap('结束使用');
    expect(screen.getByText('现在结束使用？')).toBeTruthy();
    tap('结束使用');
    await settled();
    await settled();
    expect(screen.getByText('使用已结束 · 北区浴室')).toBeTruthy();
  });

  it('says that the time is over, and still lets out', async () => {
    desk = deskOf({ booking: bookingOf({ ...used(), endsAt: inMinutes(-2) }) });
    open();
    await settled();
    expect(screen.getByText('已超时')).toBeTruthy();
    tap('出门码');
    expect(useKeptPass.getState().recent[0]).toEqual({ gateId: 'bath-door', direction: 'out' });
  });
});

describe('the waiting list', () => {
  it('tells the place, brings the offer by itself and is left after asking', async () => {
    desk = deskOf({ waiting: waitingOf({ position: 1 }) });
    open();
    await settled();
    expect(screen.getByText('下一位就是你')).toBeTruthy();
    expect(screen.getByText('你在排队')).toBeTruthy();
    tap('退出排队');
    expect(screen.getByText('退出排队？')).toBeTruthy();
    tap('先不');
    desk = deskOf({ booking: bookingOf({ state: 'offered', expiresAt: inMinutes(5) }) });
    await settled(6000);
    expect(screen.getByText('有空位了，请确认')).toBeTruthy();
  });

  it('goes when it is left', async () => {
    desk = deskOf({ waiting: waitingOf() });
    answers['DELETE /booking/waiting/waiting-1'] = () => {
      desk = deskOf();
      return { statusCode: 204, data: '' };
    };
    open();
    await settled();
    tap('退出排队');
    tap('退出排队');
    await settled();
    expect(screen.queryByText('排队中')).toBeNull();
  });
});

describe('without network', () => {
  it('shows what was seen last, marked as old, and goes on by itself', async () => {
    desk = deskOf({ booking: bookingOf() });
    const { unmount } = open();
    await settled();
    unmount();
    queryClient.clear();
    answers['GET /booking/desk'] = () => Promise.reject(new Error('request:fail'));
    open();
    await settled(3000);
    expect(screen.getByText('现在连不上，这是今天 10:00 的情况')).toBeTruthy();
    expect(screen.getByText('出示通行码')).toBeTruthy();
    delete answers['GET /booking/desk'];
    await settled(6000);
    expect(screen.queryByText(/现在连不上/)).toBeNull();
  });

  it('keeps nothing of somebody else', async () => {
    open();
    await settled();
    expect(keptDesk()).toBeDefined();
    useSession.getState().signIn({ accessToken: 'b', accessExpiresInSeconds: 900, refreshToken: 's' });
    expect(keptDesk()).toBeUndefined();
  });

  it('says what is wrong where nothing was seen before, and tries again', async () => {
    answers['GET /booking/desk'] = () => refusal('INTERNAL', 500);
    open();
    await settled(5000);
    delete answers['GET /booking/desk'];
    tap('重试');
    await settled();
    expect(screen.getByText('北区浴室')).toBeTruthy();
  });
});

function deskHall() {
  const hall = deskOf().venues[0]?.halls[0];
  if (!hall) {
    throw new Error('the sample has no hall');
  }
  return hall;
}
