import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import type { PassageLine } from '@shared/passage';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import '@/words/i18n';
import { answerWith, forgetEverything, sent, visited } from '../../../../test/stubs/taro';
import Passages from './index';

const passageOf = (part: Partial<PassageLine>): PassageLine => ({
  id: 'passage-1',
  gate: { zh: '图书馆南门', en: 'Library, south door' },
  direction: 'in',
  verdict: 'admitted',
  admitted: true,
  offline: false,
  at: '2026-09-01T03:00:00Z',
  ...part,
});
const open = (...pages: { items: PassageLine[]; nextCursor: string | null }[]) => {
  answerWith(({ url }) => ({ statusCode: 200, data: pages[url.includes('cursor=') ? 1 : 0] }));
  render(
    <QueryClientProvider client={queryClient}>
      <Passages />
    </QueryClientProvider>,
  );
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe("one's own passages", () => {
  it('say gate and direction, whether one was admitted, and what to do where not', async () => {
    const refused = passageOf({ id: 'passage-2', direction: 'out', verdict: 'code_used', admitted: false });
    open({ items: [passageOf({ offline: true }), refused], nextCursor: null });
    expect(await screen.findByText('进 · 图书馆南门')).toBeTruthy();
    for (const words of [
      '已通行',
      '离线通行',
      '出 · 图书馆南门',
      '未放行 · 码已使用',
      '请回到出入证页面，等新码出现',
      '没有更多了',
    ]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });

  it('go on by cursor to their end', async () => {
    open(
      { items: [passageOf({})], nextCursor: 'next' },
      { items: [passageOf({ id: 'passage-2', direction: 'out' })], nextCursor: null },
    );
    fireEvent.click(await screen.findByText('加载更多'));
    expect(await screen.findByText('出 · 图书馆南门')).toBeTruthy();
    expect(sent.map(({ url }) => url.replace(/^.*\/api\/v1/, ''))).toEqual(['/passages', '/passages?cursor=next']);
  });

  it('are those that were refused where somebody wishes so', async () => {
    open({ items: [passageOf({})], nextCursor: null });
    await screen.findByText('进 · 图书馆南门');
    answerWith(() => ({ statusCode: 200, data: { items: [], nextCursor: null } }));
    fireEvent.click(screen.getByText('只看未放行'));
    expect(await screen.findByText('没有未放行的记录')).toBeTruthy();
    expect(sent.at(-1)?.url).toMatch(/\/passages\?refused=true$/);
  });

  it('lead to the pass where there are none', async () => {
    open({ items: [], nextCursor: null });
    fireEvent.click(await screen.findByText('出示出入证'));
    expect(visited).toEqual(['/pages/pass/index']);
  });
});
