import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ApprovalLine, DecideRequests, DecisionAnswer, Triage } from '@shared/approval';
import { approvalServer, lineOf } from '../../../../test/approval-server';
import { answerWith, forgetEverything, openedWith, sent, visited } from '../../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useDecisions, useQueue } from '../decisions';
import Request from '../request/index';
import Inbox from './index';

let taps = 0;
const tap = (words: string | RegExp): void => {
  taps += 1;
  fireEvent.click(screen.getByText(words));
};
const shown = (page: React.ReactElement) =>
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
const many = (count: number, triage: Triage): ApprovalLine[] =>
  Array.from({ length: count }, (_none, index) => lineOf(`${triage}-${index}`, triage));
const decisions = (): DecideRequests[] =>
  sent.filter(({ url }) => url.endsWith('/approvals/decisions')).map(({ data }) => data as DecideRequests);

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useDecisions.setState({ last: null });
  useQueue.setState({ ids: [] });
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
  taps = 0;
});

describe('two hundred clean applications', () => {
  it('take at most eight taps and twelve requests', async () => {
    const server = approvalServer([...many(200, 'clean'), ...many(3, 'needs_look')]);
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 200');
    tap('全选 200 份');
    await screen.findByText('通过选中的 200 份');
    tap('通过选中的 200 份');
    await screen.findByText('已通过 200 份');
    expect(server.decided()).toHaveLength(200);
    expect(decisions().map(({ requests }) => requests.length)).toEqual([100, 100]);
    expect(screen.getByText('可直接通过 0')).toBeTruthy();
    expect(screen.getByText('看需要看的 3 份')).toBeTruthy();
    expect(taps).toBeLessThanOrEqual(8);
    expect(sent.length).toBeLessThanOrEqual(12);
  });
});

describe('one that needs a look', () => {
  it('takes at most three taps, photos and all, and goes on to the next', async () => {
    const server = approvalServer([...many(2, 'clean'), ...many(3, 'needs_look')]);
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 2');
    tap('需要看 3');
    await waitFor(() => expect(screen.getAllByText('照片与别的相似')).toHaveLength(3));
    tap('学生 needs_look-0');
    expect(visited.at(-1)).toBe('/packages/approvals/request/index?id=needs_look-0');
    openedWith({ id: 'needs_look-0' });
    shown(<Request />);
    expect(await screen.findByText('1 / 2')).toBeTruthy();
    swipe('left');
    expect(await screen.findByText('2 / 2')).toBeTruthy();
    tap('通过');
    await waitFor(() => expect(server.decided()).toEqual(['needs_look-0']));
    expect(taps).toBeLessThanOrEqual(3);
    expect(await screen.findByText('学生 needs_look-1 的行程')).toBeTruthy();
    expect(screen.getByText('通过')).toBeTruthy();
  });
});

/** A finger across the photo. */
const swipe = (direction: 'left' | 'right'): void => {
  const stage = document.querySelector('.gallery__stage') as HTMLElement;
  const [from, to] = direction === 'left' ? [200, 80] : [80, 200];
  fireEvent.touchStart(stage, { changedTouches: [{ clientX: from, clientY: 10 }] });
  fireEvent.touchEnd(stage, { changedTouches: [{ clientX: to, clientY: 14 }] });
};

describe('the inbox', () => {
  it('tells who was faster, and leaves the others decided', async () => {
    const server = approvalServer(many(3, 'clean'));
    server.refuse('clean-1', { reason: 'already_handled', handledBy: '王老师' });
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 3');
    tap('全选 3 份');
    await screen.findByText('通过选中的 3 份');
    tap('通过选中的 3 份');
    expect(await screen.findByText('学生 clean-1：已由 王老师 处理')).toBeTruthy();
    expect(screen.getByText('已通过 2 份')).toBeTruthy();
  });

  it('approves those that were chosen one by one', async () => {
    const server = approvalServer(many(3, 'clean'));
    answerWith(server.answer);
    shown(<Inbox />);
    fireEvent.click(await screen.findByLabelText('选择 学生 clean-2'));
    tap('通过选中的 1 份');
    await screen.findByText('已通过 1 份');
    expect(server.decided()).toEqual(['clean-2']);
  });

  it('takes a whole batch back, or one of it by name', async () => {
    const server = approvalServer(many(3, 'clean'));
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 3');
    tap('全选 3 份');
    await screen.findByText('通过选中的 3 份');
    tap('通过选中的 3 份');
    await screen.findByText('已通过 3 份');
    tap('撤一份');
    tap('撤销 学生 clean-1');
    await waitFor(() => expect(server.decided()).toEqual(['clean-0', 'clean-2']));
    expect(await screen.findByText('学生 clean-1')).toBeTruthy();
    await screen.findByText('已通过 2 份');
    tap('全部撤销');
    await waitFor(() => expect(server.decided()).toEqual([]));
    expect(await screen.findByText('可直接通过 3')).toBeTruthy();
  });

  it('offers no undo once the ten seconds are over', async () => {
    const server = approvalServer(many(1, 'clean'));
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 1');
    jest.useFakeTimers({ now: Date.now() });
    try {
      tap('全选 1 份');
      await act(() => jest.advanceTimersByTimeAsync(50));
      tap('通过选中的 1 份');
      await act(() => jest.advanceTimersByTimeAsync(50));
      expect(screen.getByText('撤销')).toBeTruthy();
      await act(() => jest.advanceTimersByTimeAsync(11_000));
      expect(screen.queryByText('撤销')).toBeNull();
    } finally {
      jest.useRealTimers();
    }
  });

  it('lists one kind alone, and chooses among it', async () => {
    const leaving = many(2, 'clean').map((line) => ({ ...line, id: `leaving-${line.id}`, kind: 'leaving' as const }));
    const server = approvalServer([...many(3, 'clean'), ...leaving]);
    answerWith(server.answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 5');
    fireEvent.click(screen.getByRole('radio', { name: '离校' }));
    await waitFor(() => expect(screen.getAllByText('张家口市')).toHaveLength(2));
    fireEvent.click(screen.getByText(/^全选/));
    fireEvent.click(await screen.findByText('通过选中的 2 份'));
    await screen.findByText('已通过 2 份');
    expect(server.decided().sort()).toEqual(['leaving-clean-0', 'leaving-clean-1']);
    fireEvent.click(screen.getByRole('radio', { name: '全部' }));
    await waitFor(() => expect(screen.getAllByText('张家口市')).toHaveLength(3));
  });

  it('repeats a lost answer with the same key', async () => {
    const server = approvalServer(many(1, 'clean'));
    let lost = true;
    answerWith((request) => {
      if (lost && request.url.endsWith('/decisions')) {
        lost = false;
        throw Object.assign(new Error(), { errMsg: 'request:fail' });
      }
      return server.answer(request);
    });
    shown(<Inbox />);
    await screen.findByText('可直接通过 1');
    tap('全选 1 份');
    await screen.findByText('通过选中的 1 份');
    tap('通过选中的 1 份');
    await screen.findByText('连不上网络');
    tap('重试');
    await screen.findByText('已通过 1 份');
    const keys = sent.filter(({ url }) => url.endsWith('/decisions')).map(({ header }) => header['idempotency-key']);
    expect(keys[1]).toBe(keys[0]);
  });
});

describe('a request', () => {
  const openRequest = async (id: string): Promise<void> => {
    openedWith({ id });
    shown(<Request />);
    await screen.findByText('退回');
  };
  const answerOf = (outcome: string): DecisionAnswer | undefined =>
    decisions().some((decision) => decision.outcome === outcome) ? ({} as DecisionAnswer) : undefined;

  it('is returned with what has to be done again and why', async () => {
    answerWith(approvalServer(many(1, 'needs_look')).answer);
    await openRequest('needs_look-0');
    tap('退回');
    fireEvent.click(screen.getAllByText('退回').at(-1) as HTMLElement);
    expect(screen.getByText('请选一个原因')).toBeTruthy();
    tap('照片看不清');
    fireEvent.click(screen.getAllByText('退回').at(-1) as HTMLElement);
    expect(screen.getByText('请选要重传的照片')).toBeTruthy();
    fireEvent.click(screen.getByRole('checkbox', { name: '行程' }));
    fireEvent.click(screen.getAllByText('退回').at(-1) as HTMLElement);
    await waitFor(() => expect(answerOf('return')).toBeTruthy());
    expect(decisions()[0]).toEqual({
      requests: [{ id: 'needs_look-0', revision: 1 }],
      outcome: 'return',
      reason: 'photo_unreadable',
      slots: ['itinerary'],
    });
  });

  it('is rejected only with a sentence where none of the reasons fits', async () => {
    answerWith(approvalServer(many(1, 'needs_look')).answer);
    await openRequest('needs_look-0');
    tap('更多');
    tap('不予通过');
    tap('其他');
    fireEvent.click(screen.getAllByText('不予通过').at(-1) as HTMLElement);
    expect(screen.getByText('请写一句说明')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('说明'), { target: { value: '材料不符' } });
    fireEvent.click(screen.getAllByText('不予通过').at(-1) as HTMLElement);
    await waitFor(() => expect(answerOf('reject')).toBeTruthy());
    expect(decisions()[0]).toMatchObject({ reason: 'other', comment: '材料不符' });
  });

  it('is passed on to a colleague', async () => {
    answerWith(approvalServer(many(1, 'needs_look')).answer);
    await openRequest('needs_look-0');
    tap('更多');
    tap('转给同事');
    fireEvent.click(await screen.findByLabelText('李老师, 机械学院'));
    tap('转交');
    await waitFor(() => expect(sent.some(({ url }) => url.endsWith('/transfer'))).toBe(true));
    const transfer = sent.find(({ url }) => url.endsWith('/transfer'));
    expect(transfer?.data).toEqual({ toId: 'approver-2', revision: 1 });
    expect(transfer?.header['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('shows the photos of before beside those of now', async () => {
    answerWith(approvalServer(many(1, 'needs_look').map((line) => ({ ...line, triageReasons: ['corrected'] }))).answer);
    await openRequest('needs_look-0');
    tap('之前的 1 个版本');
    await waitFor(() =>
      expect([...document.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual(
        expect.arrayContaining(['/thumbnail/needs_look-0-before-code', '/thumbnail/needs_look-0-before-itinerary']),
      ),
    );
  });

  it('goes on to the next applicant where there are no photos, without deciding', async () => {
    const leaving = many(2, 'needs_look').map((line) => ({ ...line, kind: 'leaving' as const }));
    answerWith(approvalServer(leaving).answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 0');
    tap('需要看 2');
    fireEvent.click(await screen.findByText('学生 needs_look-0'));
    openedWith({ id: 'needs_look-0' });
    shown(<Request />);
    expect(await screen.findByText('学生 needs_look-0 的行程')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('下一位'));
    expect(await screen.findByText('学生 needs_look-1 的行程')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('上一位'));
    expect(await screen.findByText('学生 needs_look-0 的行程')).toBeTruthy();
    expect(decisions()).toEqual([]);
  });

  it('goes on to the next applicant by the swipe after the last photo, and back', async () => {
    answerWith(approvalServer(many(2, 'needs_look')).answer);
    shown(<Inbox />);
    await screen.findByText('可直接通过 0');
    tap('需要看 2');
    fireEvent.click(await screen.findByText('学生 needs_look-0'));
    openedWith({ id: 'needs_look-0' });
    shown(<Request />);
    await screen.findByText('1 / 2');
    swipe('left');
    swipe('left');
    expect(await screen.findByText('学生 needs_look-1 的行程')).toBeTruthy();
    expect(screen.getByText('1 / 2')).toBeTruthy();
    swipe('right');
    expect(await screen.findByText('学生 needs_look-0 的行程')).toBeTruthy();
  });
});
