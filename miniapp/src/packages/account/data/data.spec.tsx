import { fireEvent, render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { MeView } from '@shared/identity';
import { homeOf } from '../../../../test/sample-home';
import { answerWith, forgetEverything, visited } from '../../../../test/stubs/taro';
import '@/words/i18n';
import Me from '@/pages/me/index';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import { useSettings } from '@/state/settings';
import Data from './index';

const me: MeView = {
  ...homeOf().person,
  state: 'active',
  roles: ['member'],
  school: { code: 'north', name: { zh: '北方学院', en: 'North' } },
  bindings: [],
  totpEnrolled: false,
};
const shown = (page: React.ReactElement): void => {
  answerWith(() => ({ statusCode: 200, data: me }));
  render(<QueryClientProvider client={queryClient}>{page}</QueryClientProvider>);
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});
afterEach(() => useSettings.getState().setLanguage('zh'));

describe('my data', () => {
  it('is found on the page about oneself', async () => {
    shown(<Me />);
    fireEvent.click(await screen.findByText('我的数据'));
    expect(visited).toEqual(['/packages/account/data/index']);
  });

  it('says who one is to the school, and leads to everything that it holds', async () => {
    shown(<Data />);
    for (const fact of ['张小满', '990001', '学生', '软件 1 班', '新城校区', '在校', '尾号 1234']) {
      expect(await screen.findByText(fact)).toBeTruthy();
    }
    const pages = ['打卡记录', '返校申请', '离校申请', '通行记录', '通知', '登录设备', '绑定的平台', '纠错申请'].map(
      (word) => {
        fireEvent.click(screen.getByText(word));
        return visited.at(-1);
      },
    );
    expect(pages).toEqual([
      '/pages/history/index',
      '/pages/return/index',
      '/packages/leaving/index/index',
      '/packages/passes/passages/index',
      '/pages/inbox/index',
      '/pages/sessions/index',
      '/pages/me/index',
      '/pages/correction/index',
    ]);
    expect(screen.getByText('隐私说明')).toBeTruthy();
  });

  it('is there in English as well', async () => {
    useSettings.getState().setLanguage('en');
    shown(<Data />);
    expect(await screen.findByText('What the school holds about you')).toBeTruthy();
    expect(screen.getByText('Signed-in devices')).toBeTruthy();
  });
});
