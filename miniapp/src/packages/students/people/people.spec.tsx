import { fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ReportedLine } from '@shared/follow-up';
import type { Role } from '@shared/permissions';
import { homeOf } from '../../../../test/sample-home';
import { answerWith, forgetEverything, openedWith, visited } from '../../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import People from './index';

const line: ReportedLine = {
  ...{ personId: 'person-1', number: '990001', name: '张小满', unit: { zh: '软件 1 班', en: 'Software 1' } },
  ...{ reportId: 'report-1', submittedAt: '2026-09-07T00:10:00Z', flags: [], abnormal: true },
};

const shownTo = async (role: Role): Promise<HTMLElement> => {
  answerWith(({ url }) => ({
    statusCode: 200,
    data: url.endsWith('/home') ? homeOf({ roles: ['member', role] }) : { items: [line], nextCursor: null },
  }));
  openedWith({ list: 'abnormal', day: '2026-09-07' });
  await queryClient.fetchQuery({ queryKey: ['home'], queryFn: () => homeOf({ roles: ['member', role] }) });
  render(
    <QueryClientProvider client={queryClient}>
      <People />
    </QueryClientProvider>,
  );
  return screen.findByText('张小满');
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});

describe('the list of the unwell', () => {
  it('opens a report for the counsellor', async () => {
    fireEvent.click(await shownTo('counsellor'));
    expect(visited).toEqual(['/pages/report/index?id=report-1&of=student']);
  });

  it('shows an administrator names alone', async () => {
    fireEvent.click(await shownTo('school_admin'));
    expect(visited).toEqual([]);
  });
});
