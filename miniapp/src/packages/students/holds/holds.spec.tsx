import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen } from '@testing-library/react';
import type { HoldLine } from '@shared/pass';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import '@/words/i18n';
import { answerWith, forgetEverything, visited, type Answer } from '../../../../test/stubs/taro';
import Holds from './index';

const holdOf = (part: Partial<HoldLine>): HoldLine => ({
  id: 'hold-1',
  cause: 'fever',
  placedAt: '2026-09-01T03:00:00Z',
  person: { personId: 'person-1', number: '990001', name: '张小满', unit: { zh: '软件 1 班', en: 'Software 1' } },
  caseId: 'case-1',
  ...part,
});
const open = (answer: Answer) => {
  answerWith(() => answer);
  render(
    <QueryClientProvider client={queryClient}>
      <Holds />
    </QueryClientProvider>,
  );
};
const page = (...items: HoldLine[]): Answer => ({ statusCode: 200, data: { items, nextCursor: null } });

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe('who may pass no gate', () => {
  it('says since when and why in few words, and leads to the case that lifts it', async () => {
    open(page(holdOf({})));
    for (const words of ['张小满', '990001', '进出时测温偏高', '完成跟进后自动恢复']) {
      expect(await screen.findByText(words)).toBeTruthy();
    }
    fireEvent.click(screen.getByText('去跟进'));
    expect(visited).toEqual(['/packages/students/cases/index?id=case-1']);
  });

  it('leads to the passages of whoever is on hold', async () => {
    open(page(holdOf({})));
    fireEvent.click(await screen.findByText('通行记录'));
    expect(visited).toEqual(['/packages/students/passages/index?personId=person-1']);
  });

  it('says who else lifts a hold that no case does', async () => {
    open(page(holdOf({ cause: 'override', caseId: null }), holdOf({ id: 'hold-2', cause: 'left', caseId: null })));
    expect(await screen.findByText('由两位管理员恢复')).toBeTruthy();
    expect(screen.getByText('随在校状态恢复')).toBeTruthy();
    expect(screen.queryByText('去跟进')).toBeNull();
  });

  it('is glad where there is nobody', async () => {
    open(page());
    expect(await screen.findByText('没有人被暂停通行')).toBeTruthy();
  });

  it('says what went wrong, with the number for support', async () => {
    open({ statusCode: 409, data: { code: 'NOT_FOUND', status: 409, instance: 'trace-9' } });
    expect(await screen.findByText('重试')).toBeTruthy();
    expect(screen.getByText(/trace-9/)).toBeTruthy();
  });
});
