import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { TemporaryPassInput, TemporaryPassView } from '@shared/pass';
import { LI, temporaryDesk, temporaryPass } from '../../../../test/sample-passes';
import { answerWith, forgetEverything, openedWith, sent, visited, type Answer } from '../../../../test/stubs/taro';
import '@/words/i18n';
import { useKeptPass } from '@/passing/kept-pass';
import { readWish } from '@/passing/kept-wish';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import TemporaryForm from '../temporary-form/index';
import TemporaryPasses from './index';

const shown = (page: React.ReactElement) =>
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
const tap = (words: string | RegExp): void => void fireEvent.click(screen.getByText(words));
const signIn = (): void =>
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });

/** A server that keeps these passes. */
const serve = (passes: TemporaryPassView[], refuse?: (path: string) => Answer | null) => {
  let kept = passes;
  answerWith(({ url, method, data }) => {
    const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
    const refusal = refuse?.(path);
    if (refusal) {
      return refusal;
    }
    if (path === 'GET /temporary-passes/desk') {
      return { statusCode: 200, data: temporaryDesk() };
    }
    if (path.startsWith('GET /temporary-passes')) {
      const items = path.includes('list=past') ? [] : kept;
      return { statusCode: 200, data: { items, nextCursor: null, serverTime: new Date().toISOString() } };
    }
    if (path.endsWith('/withdrawal')) {
      kept = [];
      return { statusCode: 200, data: temporaryPass({ state: 'withdrawn' }) };
    }
    if (path.startsWith('GET /approval-comments')) {
      return { statusCode: 200, data: { items: [] } };
    }
    return { statusCode: method === 'POST' ? 201 : 200, data: temporaryPass(data as Partial<TemporaryPassView>) };
  });
};
const writes = (): TemporaryPassInput[] =>
  sent
    .filter(({ method, url }) => method !== 'GET' && url.includes('/temporary-passes'))
    .map(({ data }) => data as TemporaryPassInput);
const refusal = (code: string, status: number): Answer => ({
  statusCode: status,
  data: { code, status, instance: 'trace-1' },
});
const settled = (ms = 50) => act(() => jest.advanceTimersByTimeAsync(ms));

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  openedWith({});
  signIn();
});
afterEach(() => jest.useRealTimers());

describe('the list of temporary passes', () => {
  it('tells whoever has none what they are for, and leads to the form', async () => {
    serve([]);
    shown(<TemporaryPasses />);
    expect(await screen.findByText('选出入口和时间')).toBeTruthy();
    tap('申请临时出入');
    expect(visited.at(-1)).toBe('/packages/passes/temporary-form/index');
    tap('以往');
    expect(await screen.findByText('还没有以往的申请')).toBeTruthy();
  });

  it('counts down to the window, shows the way to the code inside it, and lets go of it at its end', async () => {
    jest.useFakeTimers({ now: Date.now() });
    const [startsAt, endsAt] = [61_500, 181_500].map((ms) => new Date(Date.now() + ms).toISOString());
    let isPast = false;
    serve([temporaryPass({ state: 'approved', startsAt, endsAt })], (path) =>
      isPast && path.startsWith('GET')
        ? { statusCode: 200, data: { items: [], nextCursor: null, serverTime: new Date().toISOString() } }
        : null,
    );
    shown(<TemporaryPasses />);
    await settled();
    expect(screen.getByText('已通过，还没开始')).toBeTruthy();
    expect(screen.getByText('1 分 1 秒')).toBeTruthy();
    expect(screen.queryByText('出示二维码')).toBeNull();
    await settled(62_000);
    expect(screen.getByText('现在可用')).toBeTruthy();
    tap('出示二维码');
    expect(visited.at(-1)).toBe('/pages/pass/index');
    expect(useKeptPass.getState().recent[0]?.gateId).toBe(temporaryPass().gates[0]?.id);
    isPast = true;
    await settled(120_000);
    await settled();
    expect(screen.queryByText('现在可用')).toBeNull();
    expect(screen.getByText('没有要用的临时出入证')).toBeTruthy();
  });

  it('reads the clock of the server, not that of the phone', async () => {
    jest.useFakeTimers({ now: Date.parse('2026-09-07T00:00:00Z') });
    const pass = temporaryPass({
      ...{ state: 'approved', startsAt: '2026-09-07T01:00:00.000Z', endsAt: '2026-09-07T04:00:00.000Z' },
    });
    serve([pass], (path) =>
      path.startsWith('GET /temporary-passes?')
        ? { statusCode: 200, data: { items: [pass], nextCursor: null, serverTime: '2026-09-07T02:00:00.000Z' } }
        : null,
    );
    shown(<TemporaryPasses />);
    await settled();
    expect(screen.getByText('现在可用')).toBeTruthy();
    expect(screen.getByText('1 小时 59 分')).toBeTruthy();
  });

  it('says why one came back, and leads to its correction', async () => {
    serve([temporaryPass({ state: 'returned', correction: { reason: 'reason_unclear', comment: '去哪家医院' } })]);
    shown(<TemporaryPasses />);
    expect(await screen.findByText('孙老师 请你改一改')).toBeTruthy();
    expect(screen.getByText('事由不清楚 · 去哪家医院')).toBeTruthy();
    tap('去补充');
    expect(visited.at(-1)).toBe('/packages/passes/temporary-form/index?id=pass-1');
  });

  it('takes one back after asking', async () => {
    serve([temporaryPass()]);
    shown(<TemporaryPasses />);
    fireEvent.click(await screen.findByText('撤回'));
    expect(screen.getByText('撤回这份申请？')).toBeTruthy();
    fireEvent.click(screen.getAllByText('撤回').at(-1) as HTMLElement);
    expect(await screen.findByText('没有要用的临时出入证')).toBeTruthy();
    expect(sent.filter(({ url }) => url.endsWith('/pass-1/withdrawal'))).toHaveLength(1);
  });

  it('offers nothing on one that was just decided, and asks again once it is settled', async () => {
    jest.useFakeTimers({ now: Date.now() });
    const settlesAt = new Date(Date.now() + 8000).toISOString();
    serve([temporaryPass({ settlesAt })]);
    shown(<TemporaryPasses />);
    await settled();
    expect(screen.getByText('审批人刚刚处理，几秒后显示结果')).toBeTruthy();
    expect(screen.queryByText('撤回')).toBeNull();
    const before = sent.length;
    serve([temporaryPass({ state: 'approved', revision: 2 })]);
    await settled(9000);
    await settled();
    expect(sent.length).toBeGreaterThan(before);
    expect(screen.getByText('已通过，还没开始')).toBeTruthy();
  });

  it('tells what went wrong, and tries again', async () => {
    let isDown = true;
    serve([temporaryPass()], () => (isDown ? refusal('SERVICE_BUSY', 503) : null));
    shown(<TemporaryPasses />);
    await screen.findByText('重试', {}, { timeout: 10_000 });
    isDown = false;
    tap('重试');
    expect(await screen.findByText('东区南门')).toBeTruthy();
  }, 20_000);
});

describe('the form of a temporary pass', () => {
  it('needs a reason and a gate; time and approver are there', async () => {
    serve([]);
    shown(<TemporaryForm />);
    expect(await screen.findByText('还有 2 项')).toBeTruthy();
    expect(screen.getByText('孙老师')).toBeTruthy();
    tap('提交申请');
    expect(screen.getByText('请选一个或写一句')).toBeTruthy();
    expect(screen.getByText('请选至少一个出入口')).toBeTruthy();
    await waitFor(() => expect(visited).toContain('#field-reason'));
    tap('就医');
    tap('南门');
    tap('正门');
    expect(screen.getByText('已选：东区南门、实验楼正门')).toBeTruthy();
    tap('提交申请');
    await waitFor(() => expect(visited).toContain('/packages/passes/temporary/index'));
    expect(writes()).toMatchObject([{ reason: '就医', gateIds: ['south', 'lab'], approverId: 'approver-1' }]);
  });

  it('shows gates that need no pass behind a tap, other campuses behind theirs, and takes no more than allowed', async () => {
    serve([]);
    shown(<TemporaryForm />);
    await screen.findByText('南门');
    expect(screen.queryByText('西门')).toBeNull();
    expect(screen.queryByText('食堂')).toBeNull();
    tap('其他 1 个出入口');
    expect(screen.getByText('食堂')).toBeTruthy();
    tap('南门');
    tap('北门');
    tap('入口');
    expect(screen.getByText('3 / 3')).toBeTruthy();
    tap('西区');
    tap('西门');
    expect(screen.getByText('3 / 3')).toBeTruthy();
    expect(screen.getByText('一份申请最多 3 个出入口，其余的另申请一份。')).toBeTruthy();
  });

  it('keeps what was typed on the phone, for whoever typed it', async () => {
    serve([]);
    const page = shown(<TemporaryForm />);
    await screen.findByText('南门');
    tap('家中有事');
    tap('北门');
    page.unmount();
    queryClient.clear();
    const again = shown(<TemporaryForm />);
    expect(await screen.findByText('已选：东区北门')).toBeTruthy();
    expect(screen.getByRole('radio', { name: '家中有事' }).getAttribute('aria-checked')).toBe('true');
    again.unmount();
    queryClient.clear();
    signIn();
    shown(<TemporaryForm />);
    expect(await screen.findByText('还有 2 项')).toBeTruthy();
  });

  it('forgets what was typed once it is sent', async () => {
    serve([]);
    shown(<TemporaryForm />);
    await screen.findByText('南门');
    tap('就医');
    tap('南门');
    expect(readWish('temporary')).toMatchObject({ reason: '就医' });
    tap('提交申请');
    await waitFor(() => expect(readWish('temporary')).toBeNull());
  });

  it('begins a change with what was asked for, and with the approver who has it now', async () => {
    const elsewhere = { ...LI, personId: 'approver-9', name: '周老师' };
    serve([
      temporaryPass({
        ...{ state: 'returned', reason: '复诊', approver: elsewhere },
        correction: { reason: 'other', comment: '写明科室' },
      }),
    ]);
    openedWith({ id: 'pass-1' });
    shown(<TemporaryForm />);
    expect(await screen.findByText('其他 · 写明科室')).toBeTruthy();
    expect(screen.getByText('周老师')).toBeTruthy();
    fireEvent.change(screen.getByLabelText('其他原因，可以自己写'), { target: { value: '口腔科复诊' } });
    tap('重新提交');
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()).toMatchObject([{ reason: '口腔科复诊', gateIds: ['south'], approverId: 'approver-9' }]);
    expect(sent.find(({ method }) => method === 'PUT')?.url).toContain('/temporary-passes/pass-1');
  });

  it('repeats a lost answer with the same key', async () => {
    let lost = true;
    serve([], (path) => {
      if (lost && path.startsWith('POST')) {
        lost = false;
        throw Object.assign(new Error(), { errMsg: 'request:fail' });
      }
      return null;
    });
    shown(<TemporaryForm />);
    await screen.findByText('南门');
    tap('就医');
    tap('南门');
    tap('提交申请');
    await screen.findByText('连不上网络');
    tap('重试');
    await waitFor(() => expect(writes()).toHaveLength(2));
    const keys = sent.filter(({ method }) => method === 'POST').map(({ header }) => header['idempotency-key']);
    expect(keys[1]).toBe(keys[0]);
  });

  it('says so where there is no gate to ask for', async () => {
    serve([], (path) => (path.endsWith('/desk') ? { statusCode: 200, data: temporaryDesk({ gates: [] }) } : null));
    shown(<TemporaryForm />);
    expect(await screen.findByText('学校还没有设置出入口')).toBeTruthy();
  });

  it('says so where one cannot be changed any more', async () => {
    serve([]);
    openedWith({ id: 'pass-gone' });
    shown(<TemporaryForm />);
    expect(await screen.findByText('这份申请不能再改了')).toBeTruthy();
    tap('看临时出入');
    expect(visited.at(-1)).toBe('/packages/passes/temporary/index');
  });
});
