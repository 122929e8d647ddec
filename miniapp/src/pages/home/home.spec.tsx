import { act, cleanup, fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { HomeView } from '@shared/home';
import { homeOf } from '../../../test/sample-home';
import { answerWith, forgetEverything, visited } from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useSettings } from '@/state/settings';
import { campusDay } from '@/words/campus-time';
import { phoneNow } from '@/clock';
import Home from './index';

const shown = (home: HomeView): void => {
  answerWith(() => ({ statusCode: 200, data: home }));
  render(
    <QueryClientProvider client={queryClient}>
      <Home />
    </QueryClientProvider>,
  );
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe('the first screen', () => {
  it('greets whoever is new, and speaks their language after one tap', async () => {
    useSession.setState({ tokens: null });
    render(
      <QueryClientProvider client={queryClient}>
        <Home />
      </QueryClientProvider>,
    );
    fireEvent.click(await screen.findByText('English'));
    fireEvent.click(await screen.findByText('Link my campus card'));
    expect(visited).toEqual(['/pages/bind/index']);
    act(() => useSettings.getState().setLanguage('zh'));
  });

  it('leads from a wrong name, number or unit to its correction', async () => {
    shown(homeOf());
    fireEvent.click(await screen.findByText('信息不对？'));
    expect(visited).toEqual(['/pages/correction/index']);
  });

  it('says of a balance that is missing why: no card yet, or a card system that does not answer', async () => {
    const { person } = homeOf();
    shown(homeOf({ person: { ...person, balanceFen: null } }));
    expect(await screen.findByText('余额暂时查不到')).toBeTruthy();
    expect(screen.getByText(/卡务系统没有应答/)).toBeTruthy();
    cleanup();
    queryClient.clear();
    shown(homeOf({ person: { ...person, card: null, balanceFen: null } }));
    expect(await screen.findByText('还没有校园卡')).toBeTruthy();
    expect(screen.queryByText(/卡务系统没有应答/)).toBeNull();
  });

  it('opens the list of the unwell from their number', async () => {
    shown(homeOf({ roles: ['member', 'counsellor'], follow: { missing: 7, abnormal: 3, openCases: 2 } }));
    fireEvent.click(await screen.findByLabelText('异常 3'));
    expect(visited).toEqual([`/packages/students/people/index?list=abnormal&day=${campusDay(phoneNow())}`]);
  });

  it('counts down a booking under what is owed today, and leads to it', async () => {
    const [expiresAt, venue] = [new Date(Date.now() + 600_500).toISOString(), { zh: '北区浴室', en: 'Bath' }];
    shown(homeOf({ booking: { state: 'held', venue, expiresAt, endsAt: null } }));
    expect(await screen.findByText('到场还剩 10 分 0 秒')).toBeTruthy();
    fireEvent.click(screen.getByText('看预约'));
    expect(visited).toEqual(['/packages/booking/desk/index']);
  });

  it('offers the board of venues to whoever watches them alone', async () => {
    shown(homeOf({ roles: ['member', 'card_staff'] }));
    fireEvent.click(await screen.findByText('场馆看板'));
    expect(visited).toEqual(['/packages/booking/board/index']);
  });
});
