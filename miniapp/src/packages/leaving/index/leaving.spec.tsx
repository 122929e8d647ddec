import { QueryClientProvider } from '@tanstack/react-query';
import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import type { LeavingDesk } from '@shared/leaving';
import { answerWith, forgetEverything, sent } from '../../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import Leaving from './index';

const words = (zh: string) => ({ zh, en: zh });
const gone = { personId: 'gone', name: '钱老师', unit: words('机械学院') };
const offered = { personId: 'approver-2', name: '李老师', unit: words('机械学院') };
const desk: LeavingDesk = {
  approvers: [offered],
  preselectedApproverId: 'approver-2',
  application: {
    ...{ id: 'leaving-1', state: 'submitted', revision: 1, leavesAt: '2099-09-10T04:00:00Z', destination: '包头' },
    ...{ reason: '回家', approverId: 'gone', approver: gone, correction: null, submittedAt: '2099-09-01T00:00:00Z' },
  },
};
const puts = () => sent.filter(({ method }) => method === 'PUT');

describe('an application to leave whose approver is gone', () => {
  beforeEach(() => {
    forgetEverything();
    queryClient.clear();
    useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
    answerWith(({ method }) => ({ statusCode: 200, data: method === 'GET' ? desk : desk.application }));
  });

  it('is changed only after another one was chosen', async () => {
    render(
      <QueryClientProvider client={queryClient}>
        <Leaving />
      </QueryClientProvider>,
    );
    fireEvent.click(await screen.findByText('修改后重新提交'));
    fireEvent.click(screen.getByText('重新提交'));
    expect(screen.getByText('请选一位审批人')).toBeTruthy();
    expect(puts()).toEqual([]);
    fireEvent.click(screen.getByLabelText('李老师, 机械学院'));
    fireEvent.click(screen.getByText('重新提交'));
    await waitFor(() => expect(puts()).toHaveLength(1));
    expect(puts()[0]?.data).toMatchObject({ approverId: 'approver-2' });
  });
});
