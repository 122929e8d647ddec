import { act, fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { boardOf, bookingOf, deskOf, GYM, standingOf } from '../../../test/sample-booking';
import { answerWith, forgetEverything, sent, visited } from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useSettings } from '@/state/settings';
import VenueBoardPage from './board/index';
import Breaches from './breaches/index';
import BookingHistory from './history/index';

const NOW = Date.parse('2026-09-07T02:00:00Z');
const settled = (ms = 50) => act(() => jest.advanceTimersByTimeAsync(ms));
const open = async (page: ReactElement, answers: Record<string, object>): Promise<void> => {
  answerWith(({ url }) => {
    const answer = answers[url.replace(/^.*\/api\/v1/, '')];
    return answer
      ? { statusCode: 200, data: answer }
      : { statusCode: 503, data: { code: 'SERVICE_BUSY', status: 503, instance: 'trace-1' } };
  });
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
  await settled();
};
const serverTime = new Date(NOW).toISOString();

beforeEach(() => {
  jest.useFakeTimers({ now: NOW });
  forgetEverything();
  queryClient.clear();
  useSettings.setState({ language: 'zh' });
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});
afterEach(() => jest.useRealTimers());

describe('past bookings', () => {
  it('say how each ended, and what is no breach', async () => {
    await open(<BookingHistory />, {
      '/bookings': {
        serverTime,
        nextCursor: 'older',
        items: [
          bookingOf({
            ...{ id: '1', state: 'ended', endedBy: 'code', expiresAt: null },
            ...{ usedAt: '2026-09-06T10:00:00.000Z', endedAt: '2026-09-06T10:40:00.000Z' },
          }),
          bookingOf({ id: '2', state: 'expired', endedBy: 'expired' }),
          bookingOf({ id: '3', state: 'cancelled', endedBy: 'fever' }),
        ],
      },
      '/bookings?cursor=older': {
        serverTime,
        nextCursor: null,
        items: [
          bookingOf({ id: '4', state: 'lapsed', endedBy: 'expired' }),
          bookingOf({ id: '5', state: 'lapsed', endedBy: 'declined' }),
        ],
      },
    });
    for (const words of ['门口扫码结束', '使用时间：昨天 18:00 至 18:40', '未到场', '门口测温异常，不算违约']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    fireEvent.click(screen.getByText('加载更多'));
    await settled();
    expect(screen.getByText('5 分钟内没有确认，不算违约')).toBeTruthy();
    expect(screen.getByText('放弃空位')).toBeTruthy();
  });

  it('lead to the venues where there are none', async () => {
    await open(<BookingHistory />, { '/bookings': { serverTime, items: [], nextCursor: null } });
    fireEvent.click(screen.getByText('去预约'));
    expect(visited).toEqual(['/packages/booking/desk/index']);
  });
});

describe('what was missed', () => {
  it('says what it means, kind by kind, and where to ask', async () => {
    await open(<Breaches />, {
      '/booking/desk': deskOf({
        serverTime,
        standings: [
          standingOf({ kind: { id: 'music', name: { zh: '琴房', en: '' } } }),
          standingOf({ kind: { id: 'study', name: { zh: '自习室', en: '' } } }),
          standingOf({ breaches: 3, pausedUntil: '2026-09-08T02:00:00.000Z' }),
          standingOf({ kind: GYM, breaches: 2 }),
        ],
      }),
      '/bookings/breaches': {
        nextCursor: null,
        items: [
          { id: '1', venue: { zh: '北区浴室', en: '' }, at: '2026-09-07T01:00:00.000Z', undone: false },
          { id: '2', venue: { zh: '东区健身房', en: '' }, at: '2026-09-06T01:00:00.000Z', undone: true },
        ],
      },
    });
    for (const words of [
      '琴房、自习室：没有违约',
      '浴室：暂停到明天 10:00',
      '再有 1 次，会暂停预约 24 小时。',
      '未按时到场',
      '已撤销',
    ]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    fireEvent.click(screen.getByText('觉得不对？联系学校'));
    expect(visited).toEqual(['/pages/support/index?code=BOOKING_PAUSED']);
  });

  it('takes a pause that is over by the clock for none', async () => {
    await open(<Breaches />, {
      '/booking/desk': deskOf({
        serverTime,
        standings: [standingOf({ breaches: 1, pausedUntil: '2026-09-07T01:59:00.000Z' })],
      }),
      '/bookings/breaches': { nextCursor: null, items: [] },
    });
    expect(screen.getByText('浴室：30 天内 1 次违约')).toBeTruthy();
    expect(screen.getByText('没有违约记录')).toBeTruthy();
  });
});

describe('the board of venues', () => {
  it('tells places, use and who is over time, in English too', async () => {
    useSettings.setState({ language: 'en' });
    await open(<VenueBoardPage />, { '/venues/board': boardOf({ serverTime }) });
    expect(screen.getByLabelText('In use 51')).toBeTruthy();
    expect(
      screen.getByLabelText('North bath-house Men: 40 places, 30 in use, 8 to arrive, 2 offered, 0 free'),
    ).toBeTruthy();
    for (const words of [
      '2 over time',
      '5 waiting',
      '1 let in late (beyond the places)',
      '40 of 40 taken',
      'East campus',
    ]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });

  it('is asked for anew every few seconds, and says where it has stopped', async () => {
    const answers: Record<string, object> = { '/venues/board': boardOf({ serverTime }) };
    await open(<VenueBoardPage />, answers);
    expect(screen.getByText('10:00:00 · 每 5 秒更新')).toBeTruthy();
    await settled(11_000);
    expect(sent.filter(({ url }) => url.endsWith('/venues/board'))).toHaveLength(3);
    delete answers['/venues/board'];
    await settled(15_000);
    expect(screen.getByText('停在 10:00:00，正在重试')).toBeTruthy();
  });
});
