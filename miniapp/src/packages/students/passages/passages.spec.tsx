import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import type { WatchedPassage } from '@shared/passage';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import '@/words/i18n';
import { GATES } from '../../../../test/sample-pass';
import { answerWith, forgetEverything, openedWith, sent, visited, type Answer } from '../../../../test/stubs/taro';
import WatchedPassages from './index';

const passageOf = (part: Partial<WatchedPassage>): WatchedPassage => ({
  ...{ id: 'passage-1', gate: { zh: '图书馆南门', en: 'Library, south door' }, direction: 'in' },
  ...{ verdict: 'admitted', admitted: true, offline: false, at: '2026-09-01T03:00:00Z' },
  person: { personId: 'person-1', number: '990001', name: '张小满', unit: { zh: '软件 1 班', en: 'Software 1' } },
  ...{ means: 'code', terminal: 'Lane one', quarantine: null, isDoubleUse: false },
  ...part,
});
const page = (...items: WatchedPassage[]): Answer => ({ statusCode: 200, data: { items, nextCursor: null } });
const open = (reply: (url: string) => Answer, parameters: Record<string, string> = {}) => {
  openedWith(parameters);
  answerWith(({ url }) => (url.endsWith('/gates') ? { statusCode: 200, data: GATES } : reply(url)));
  render(
    <QueryClientProvider client={queryClient}>
      <WatchedPassages />
    </QueryClientProvider>,
  );
};
const asked = (): string[] => sent.map(({ url }) => url.replace(/^.*\/api\/v1/, ''));

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe('passages of the people one follows', () => {
  it('say who, which way, what came of it, and what was told later or used twice', async () => {
    const refused = passageOf({ id: 'passage-2', direction: 'out', verdict: 'code_used', admitted: false });
    const twice = passageOf({ id: 'passage-3', direction: null, offline: true, isDoubleUse: true });
    open(() => page(passageOf({}), refused, twice));
    expect(await screen.findAllByText('张小满')).toHaveLength(3);
    expect(screen.getAllByText('990001')).toHaveLength(3);
    expect(screen.getAllByText('软件 1 班')).toHaveLength(3);
    expect(screen.getAllByText('已通行')).toHaveLength(2);
    for (const words of [
      '进 · 图书馆南门',
      '出 · 图书馆南门',
      '未放行 · 码已使用',
      '图书馆南门',
      '离线，事后上传',
      '一码两用',
      '没有更多了',
    ]) {
      expect(screen.getByText(words)).toBeTruthy();
    }
  });

  it('say of what was set apart neither that somebody passed nor that they were refused', async () => {
    open(() => page(passageOf({ person: null, quarantine: 'number_unknown', admitted: false })));
    expect(await screen.findByText('已隔离，不计入')).toBeTruthy();
    expect(screen.getByText('未识别')).toBeTruthy();
    expect(screen.queryByText(/^(已通行|未放行)/)).toBeNull();
  });

  it('are those of the first gate until another is chosen', async () => {
    open(() => page());
    expect(await screen.findByText('没有学生经过')).toBeTruthy();
    fireEvent.click(screen.getByText('东大门'));
    fireEvent.change(screen.getByLabelText('搜索楼栋或出入口'), { target: { value: '图书馆 北门' } });
    expect(await screen.findByText('北门')).toBeTruthy();
    expect(screen.queryByText('南门')).toBeNull();
    fireEvent.click(screen.getByText('北门'));
    expect(await screen.findByText('没有学生经过')).toBeTruthy();
    expect(asked()).toEqual(['/gates', '/passages/watch?gateId=east-main', '/passages/watch?gateId=library-north']);
  });

  it('lead from a gate to everything of one person', async () => {
    open(() => page(passageOf({})));
    fireEvent.click(await screen.findByText('张小满'));
    expect(visited).toEqual(['/packages/students/passages/index?personId=person-1']);
  });

  it('go on by cursor to their end, for one person without any gate', async () => {
    const pages = [passageOf({}), passageOf({ id: 'passage-2', direction: 'out' })];
    open(
      (url) => ({
        statusCode: 200,
        data: url.includes('cursor=')
          ? { items: [pages[1]], nextCursor: null }
          : { items: [pages[0]], nextCursor: 'next' },
      }),
      { personId: 'person-1' },
    );
    fireEvent.click(await screen.findByText('加载更多'));
    expect(await screen.findByText('出 · 图书馆南门')).toBeTruthy();
    fireEvent.click(screen.getByText('出 · 图书馆南门'));
    expect(visited).toEqual([]);
    expect(asked()).toEqual(['/passages/watch?personId=person-1', '/passages/watch?personId=person-1&cursor=next']);
  });

  it('are those that were refused where somebody wishes so', async () => {
    open((url) => page(...(url.includes('refused=true') ? [] : [passageOf({})])), { personId: 'person-1' });
    await screen.findByText('进 · 图书馆南门');
    fireEvent.click(screen.getByText('只看未放行'));
    expect(await screen.findByText('没有未放行的记录')).toBeTruthy();
    expect(asked().at(-1)).toBe('/passages/watch?personId=person-1&refused=true');
  });

  it('say that there are none', async () => {
    open(() => page(), { personId: 'person-1' });
    expect(await screen.findByText('没有通行记录')).toBeTruthy();
  });

  it('say what went wrong, with the number for support', async () => {
    open(() => ({ statusCode: 404, data: { code: 'NOT_FOUND', status: 404, instance: 'trace-9' } }), {
      personId: 'person-9',
    });
    expect(await screen.findByText('重试')).toBeTruthy();
    expect(screen.getByText(/trace-9/)).toBeTruthy();
  });
});
