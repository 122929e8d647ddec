import { render, screen } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { SupportView } from '@shared/support';
import { answerWith, forgetEverything, openedWith, sent } from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import Support from './index';

const said = (zh: string) => ({ zh, en: zh });
const support: SupportView = {
  school: said('东方大学'),
  ...{ phone: '', website: '', halls: [], tutorials: [] },
  faq: [{ key: 'card.lost', question: said('卡丢了怎么办？'), answer: said('来服务大厅。'), codes: [] }],
};
const open = (): void => {
  answerWith(({ url }) => ({
    statusCode: 200,
    data: url.endsWith('/me') ? { school: { code: 'east', name: said('东方大学') } } : support,
  }));
  openedWith({});
  render(
    <QueryClientProvider client={queryClient}>
      <Support />
    </QueryClientProvider>,
  );
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  useSession.setState({ tokens: null, school: null });
});

describe('the support page', () => {
  it('knows the school of whoever came in by a platform’s login, and never chose one', async () => {
    useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
    open();
    expect(await screen.findByText('卡丢了怎么办？')).toBeTruthy();
    expect(sent.map(({ url }) => url.replace(/^.*\/api\/v1/, ''))).toEqual(['/me', '/schools/east/support']);
    expect([screen.queryByText('网上服务'), screen.queryByText('拨打')]).toEqual([null, null]);
  });

  it('asks whoever is not signed in which school they mean', () => {
    open();
    expect(screen.getByText('选择学校')).toBeTruthy();
    expect(sent).toEqual([]);
  });
});
