import { QueryClientProvider } from '@tanstack/react-query';
import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { PassView } from '@shared/pass';
import type { PassCodeRequest } from '@shared/pass-code';
import { useKeptPass } from '@/passing/kept-pass';
import { qrPicture } from '@/platform/qr-picture';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import '@/words/i18n';
import { GATES, issuer, passOf } from '../../../test/sample-pass';
import { answerWith, brightness, forgetEverything, sent, visited } from '../../../test/stubs/taro';
import PassPage from './index';

const SECOND = 1000;
const refusal = (code: string) => ({ statusCode: 409, data: { code, status: 409, instance: 'trace-1' } });

let pass: PassView;
let refused: string | null;
let online: boolean;
/** a code that is asked for is waited for */
let silent: boolean;
let gatesFail: boolean;
const serve = (): void => {
  const issue = issuer();
  answerWith(({ url, method, data }) => {
    if (!online) {
      return Promise.reject({ errMsg: 'request:fail' });
    }
    if (url.endsWith('/pass/codes') && silent) {
      return new Promise(() => undefined);
    }
    if (url.endsWith('/pass/codes')) {
      return refused ? refusal(refused) : { statusCode: 201, data: issue(data as PassCodeRequest) };
    }
    if (url.endsWith('/pass/device') && method === 'PUT') {
      pass = passOf();
    }
    if (url.endsWith('/gates') && gatesFail) {
      return { statusCode: 409, data: { code: 'NOT_FOUND', status: 409, instance: 'trace-7' } };
    }
    if (url.endsWith('/support')) {
      return { statusCode: 200, data: { phone: '0500-0000286' } };
    }
    return {
      statusCode: 200,
      data: url.endsWith('/gates') ? GATES : { ...pass, serverTime: new Date().toISOString() },
    };
  });
};
const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <PassPage />
    </QueryClientProvider>,
  );
const asked = (): PassCodeRequest[] =>
  sent.filter(({ url }) => url.endsWith('/pass/codes')).map(({ data }) => data as PassCodeRequest);
const shows = (code: string) =>
  waitFor(() => expect(screen.getByLabelText(/通行二维码/).getAttribute('src')).toBe(qrPicture(code)));
const wait = (seconds: number) => act(() => jest.advanceTimersByTimeAsync(seconds * SECOND));
const signIn = (): void =>
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });

beforeEach(() => {
  jest.useFakeTimers({ now: new Date('2026-09-01T04:00:00Z'), advanceTimers: true });
  forgetEverything();
  queryClient.clear();
  pass = passOf();
  refused = null;
  online = true;
  silent = false;
  gatesFail = false;
  signIn();
  serve();
});
afterEach(() => jest.useRealTimers());

describe('a pass that opens gates', () => {
  it('shows who it is, the code for the gate used last, the clock and the colour of the day', async () => {
    open();
    await shows('library-south.in.1');
    for (const words of ['可以通行', '张*', '990001', '软件 1 班', '东区 · 图书馆', '南门', '今日颜色 · 青']) {
      expect(screen.getByText(words)).toBeTruthy();
    }
    expect(screen.getByText(/^12:00:\d\d$/)).toBeTruthy();
    expect(screen.getByText(/断网也能用，还够 1\d 分钟/)).toBeTruthy();
    expect(asked()).toEqual([{ gateId: 'library-south', direction: 'in', reserve: true }]);
  });

  it('shows the photo that the pass came with', async () => {
    const address = '/api/v1/uploads/photo-1/thumbnail?signature=s';
    pass = passOf({ photo: { photo: address, thumbnail: address, expiresAt: '2026-09-01T04:01:00Z' } });
    open();
    expect((await screen.findByLabelText('本人证件照')).getAttribute('src')).toBe(address);
  });

  it('asks for the next code before the shown one ends, and for no second reserve', async () => {
    open();
    await shows('library-south.in.1');
    await wait(46);
    await shows('library-south.in.2');
    expect(asked().map(({ reserve }) => reserve)).toEqual([true, false]);
  });

  it('makes the screen bright while a code is shown, and as it was before afterwards', async () => {
    const page = open();
    await shows('library-south.in.1');
    await waitFor(() => expect(brightness()).toEqual({ value: 1, keptOn: true }));
    page.unmount();
    await waitFor(() => expect(brightness()).toEqual({ value: 0.4, keptOn: false }));
  });

  it('asks which gate where none was used before: direction, building, gate', async () => {
    pass = passOf({ lastGate: null });
    open();
    fireEvent.click(await screen.findByText('出'));
    expect(asked()).toEqual([]);
    fireEvent.click((await screen.findAllByText('选择出入口'))[0] as HTMLElement);
    fireEvent.click(await screen.findByLabelText('图书馆，点按展开'));
    fireEvent.click(screen.getByLabelText('北门'));
    await shows('library-north.out.1');
  });

  it('keeps the gate when the person turns round, and lets them choose where it does not lead there', async () => {
    open();
    await shows('library-south.in.1');
    fireEvent.click(screen.getByLabelText('出'));
    await shows('library-south.out.2');
    fireEvent.click(screen.getByLabelText('出入口：图书馆 南门，点按更换'));
    fireEvent.click(screen.getByLabelText('北门'));
    await shows('library-north.out.3');
    fireEvent.click(screen.getByLabelText('进'));
    await shows('library-south.in.4');
  });

  it('says what went wrong with the gates, and shows a code for the last one all the same', async () => {
    gatesFail = true;
    open();
    await shows('library-south.in.1');
    gatesFail = false;
    fireEvent.click(await screen.findByText('重试'));
    expect(await screen.findByText('东区 · 图书馆')).toBeTruthy();
  });

  it('finds a gate by its words, and marks the ones that need a temporary pass', async () => {
    open();
    fireEvent.click(await screen.findByLabelText('出入口：图书馆 南门，点按更换'));
    expect(screen.getByLabelText('东大门, 需临时出入证')).toBeTruthy();
    fireEvent.click(screen.getByText('申请临时出入'));
    expect(visited).toEqual(['/packages/passes/temporary/index']);
    fireEvent.change(screen.getByLabelText('搜索楼栋或出入口'), { target: { value: '公寓' } });
    fireEvent.click(screen.getByLabelText('东区 · 公寓, 西门'));
    await shows('dormitory-west.in.2');
  });

  it('marks the door of a venue on the way in, and not on the way out', async () => {
    open();
    fireEvent.click(await screen.findByLabelText('出入口：图书馆 南门，点按更换'));
    fireEvent.change(screen.getByLabelText('搜索楼栋或出入口'), { target: { value: '浴室' } });
    fireEvent.click(screen.getByLabelText('东区 · 浴室, 大门, 需先预约'));
    await shows('bath-door.in.2');
    fireEvent.click(screen.getByLabelText('出'));
    await shows('bath-door.out.3');
    fireEvent.click(screen.getByLabelText('出入口：浴室 大门，点按更换'));
    fireEvent.change(screen.getByLabelText('搜索楼栋或出入口'), { target: { value: '浴室' } });
    expect(screen.getByLabelText('东区 · 浴室, 大门')).toBeTruthy();
  });
});

describe('at midnight', () => {
  const beforeMidnight = (): void => {
    jest.setSystemTime(new Date('2026-09-01T15:59:30Z'));
    pass = passOf();
  };

  it('shows the colour of the new day to whoever holds the page open', async () => {
    beforeMidnight();
    open();
    await shows('library-south.in.1');
    expect(screen.getByText('今日颜色 · 青')).toBeTruthy();
    pass = passOf({ dayColour: 5 });
    await wait(31);
    expect(screen.getByText(/^00:00:0\d$/)).toBeTruthy();
    expect(await screen.findByText('今日颜色 · 蓝')).toBeTruthy();
  });

  it('shows it with the first code after a midnight without network', async () => {
    beforeMidnight();
    open();
    await shows('library-south.in.1');
    online = false;
    pass = passOf({ dayColour: 5 });
    await wait(90);
    expect(screen.getByText('联网后显示今日颜色')).toBeTruthy();
    online = true;
    await wait(11);
    expect(await screen.findByText('今日颜色 · 蓝')).toBeTruthy();
  });
});

describe('without network', () => {
  it('goes on with the codes of the reserve, one a minute, and says so', async () => {
    open();
    await shows('library-south.in.1');
    online = false;
    await wait(60);
    await shows('library-south.in.1.r1');
    expect(screen.getByText(/连不上网络，在用储备码，还够 1\d 分钟/)).toBeTruthy();
    await wait(60);
    await shows('library-south.in.1.r2');
    online = true;
    await wait(10);
    await shows('library-south.in.2');
  });

  it('opens from what the phone keeps, by the clock of the server', async () => {
    const first = open();
    await shows('library-south.in.1');
    first.unmount();
    queryClient.clear();
    online = false;
    await wait(8 * 60);
    open();
    expect(screen.getByText('可以通行')).toBeTruthy();
    await shows('library-south.in.1.r8');
    expect(await screen.findByText('这是 今天 12:00 的结果')).toBeTruthy();
  });

  it('has no code once the reserve is over, and none for another gate, and says what to do', async () => {
    open();
    await shows('library-south.in.1');
    online = false;
    fireEvent.click(screen.getByLabelText('出'));
    expect(await screen.findByText(/走到有信号的地方/)).toBeTruthy();
    fireEvent.click(screen.getByText('用“图书馆 南门 · 进”的储备码'));
    await shows('library-south.in.1');
    await wait(17 * 60);
    expect(screen.queryByLabelText(/通行二维码/)).toBeNull();
    expect(screen.getByText(/走到有信号的地方/)).toBeTruthy();
  });

  it('leads whoever is not signed in to binding', async () => {
    useSession.setState({ tokens: null });
    answerWith(() => ({ statusCode: 401, data: { code: 'SIGN_IN_REQUIRED', status: 401, instance: 'trace-1' } }));
    open();
    fireEvent.click(await screen.findByText('去绑定'));
    expect(visited).toEqual(['/pages/bind/index']);
  });

  it('shows nobody the codes of whoever was signed in before', async () => {
    open().unmount();
    await waitFor(() => expect(useKeptPass.getState().view).not.toBeNull());
    useSession.getState().signOut();
    signIn();
    queryClient.clear();
    online = false;
    open();
    expect(screen.queryByText('张*')).toBeNull();
    expect(useKeptPass.getState()).toMatchObject({ view: null, codes: null, recent: [] });
  });
});

describe('a pass that opens nothing', () => {
  it.each([
    ['apply_return', '申请返校', '/pages/return/index'],
    ['apply_exempt', '申请出入证', '/packages/passes/exempt/index'],
    ['ended', '申请返校', '/pages/return/index'],
    ['check_in_due', '去打卡', '/pages/check-in/index'],
    ['held', '联系学校', '/pages/support/index?code=PASS_NOT_VALID'],
    ['person_inactive', '看服务大厅', '/pages/support/index?code=PASS_NOT_VALID'],
  ] as const)('says for %s what to do next, and asks for no code', async (status, action, way) => {
    pass = passOf({ status, directions: [] });
    open();
    fireEvent.click(await screen.findByText(action));
    expect(visited).toEqual([way]);
    expect(asked()).toEqual([]);
  });

  it('names whoever lifts a hold, by its cause, and the phone of the school', async () => {
    const placedAt = '2026-09-01T03:00:00Z';
    const counsellor = { name: '李文静', unit: { zh: '机械学院', en: 'Mechanics' } };
    pass = passOf({
      ...{ status: 'held', directions: [] },
      holds: [
        { cause: 'open_case', placedAt, counsellor },
        { cause: 'fever', placedAt, counsellor: null },
        { cause: 'override', placedAt, counsellor: null },
        { cause: 'left', placedAt, counsellor: null },
      ],
    });
    useSession.setState({ school: { code: 'beijiang', name: { zh: '北疆', en: 'Beijiang' } } });
    open();
    expect(await screen.findByText('请联系李文静（机械学院），跟进完成后自动恢复')).toBeTruthy();
    expect(screen.getByText('请联系你的辅导员，跟进完成后自动恢复')).toBeTruthy();
    expect(screen.getByText('请联系学校，由两位管理员一起恢复')).toBeTruthy();
    expect(screen.getAllByText(/^请联系/)).toHaveLength(3);
    expect(await screen.findByText('学校电话 0500-0000286')).toBeTruthy();
  });

  it('names each cause of a hold once, since it began', async () => {
    const holds = ['04', '03', '05'].map((hour) => ({
      cause: 'open_case' as const,
      placedAt: `2026-09-01T${hour}:00:00Z`,
      counsellor: null,
    }));
    pass = passOf({ status: 'held', directions: [], holds });
    open();
    await screen.findByText('有情况需要跟进');
    expect(screen.getAllByText(/ 起$/).map((since) => since.textContent)).toEqual(['今天 11:00 起']);
  });

  it('opens by itself once a hold is lifted, for whoever waits at the gate', async () => {
    pass = passOf({ status: 'held', directions: [] });
    open();
    await screen.findByText('暂不能通行');
    pass = passOf();
    await wait(31);
    await shows('library-south.in.1');
  });

  it('tells where an application for it stands', async () => {
    const exempt = { state: 'returned' } as NonNullable<PassView['exempt']>;
    pass = passOf({ status: 'apply_exempt', directions: [], exempt });
    open();
    expect(await screen.findByText('去补充')).toBeTruthy();
  });

  it('still lets out whoever has just left, but not in', async () => {
    pass = passOf({ status: 'ended', directions: ['out'] });
    open();
    await shows('library-south.out.1');
    fireEvent.click(screen.getByLabelText('进'));
    expect(await screen.findByText('你已离校，再回来请先申请返校。')).toBeTruthy();
    expect(screen.queryByLabelText(/通行二维码/)).toBeNull();
  });

  it('forgets its codes when it is held while they are shown', async () => {
    open();
    await shows('library-south.in.1');
    refused = 'PASS_NOT_VALID';
    pass = passOf({ status: 'held', directions: [] });
    await wait(46);
    expect(await screen.findByText('暂不能通行')).toBeTruthy();
    expect(useKeptPass.getState().codes).toBeNull();
  });

  it('says that a gate needs a temporary pass, with the way to one', async () => {
    refused = 'TEMPORARY_PASS_NEEDED';
    open();
    fireEvent.click(await screen.findByText('申请临时出入'));
    expect(visited).toEqual(['/packages/passes/temporary/index']);
  });

  it('shows the code to somebody who waits at the gate, once the temporary pass is granted or begins', async () => {
    refused = 'TEMPORARY_PASS_NEEDED';
    open();
    await screen.findByText('申请临时出入');
    await wait(31);
    expect(asked()).toHaveLength(2);
    expect(screen.getByText('申请临时出入')).toBeTruthy();
    refused = null;
    await wait(31);
    await shows('library-south.in.1');
  });

  it('keeps saying what it said while it asks again', async () => {
    refused = 'TEMPORARY_PASS_NEEDED';
    open();
    await screen.findByText('申请临时出入');
    silent = true;
    await wait(31);
    expect(screen.getByText('申请临时出入')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('出'));
    expect(screen.queryByText('申请临时出入')).toBeNull();
  });

  it('leads to booking where the door of a venue needs one', async () => {
    refused = 'BOOKING_NEEDED';
    open();
    fireEvent.click(await screen.findByText('健康预约'));
    expect(visited).toEqual(['/packages/booking/desk/index']);
  });
});

describe('two phones', () => {
  it('says which other one shows the pass, and offers this one', async () => {
    pass = passOf({ device: { isThis: false, other: 'iPhone' } });
    open();
    expect(await screen.findByText(/“iPhone”正在出示/)).toBeTruthy();
    expect(asked()).toEqual([]);
    fireEvent.click(screen.getByText('在这部手机上使用'));
    await shows('library-south.in.1');
  });

  it('tells the first one once another has taken over, and takes its codes away', async () => {
    open();
    await shows('library-south.in.1');
    refused = 'PASS_ON_OTHER_PHONE';
    pass = passOf({ device: { isThis: false, other: 'iPhone' } });
    fireEvent.click(screen.getByText('换一个码'));
    expect(await screen.findByText('正在另一部手机上使用')).toBeTruthy();
    expect(useKeptPass.getState().codes).toBeNull();
  });

  it('takes the first phone silently', async () => {
    pass = passOf({ device: { isThis: false, other: null } });
    open();
    await shows('library-south.in.1');
  });
});
