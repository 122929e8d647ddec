import { waitFor } from '@testing-library/react';
import '@/words/i18n';
import { forgetEverything, pagesFail, pagesLie, toasts, visited } from '../../test/stubs/taro';
import { openHistory, openMe, standing } from './routes';

beforeEach(() => {
  forgetEverything();
  standing();
});
afterEach(() => pagesLie(0));

describe('a page', () => {
  it('is opened once, however often it is tapped before it stands', () => {
    openMe();
    openMe();
    expect(visited).toEqual(['/pages/me/index']);
  });

  it('can be opened again once it has stood, and another one at any time', () => {
    openMe();
    openHistory();
    standing();
    openHistory();
    expect(visited).toEqual(['/pages/me/index', '/pages/history/index', '/pages/history/index']);
  });

  it('that does not come says so, and can be tapped again', async () => {
    pagesFail(true);
    openMe();
    await waitFor(() => expect(toasts).toEqual(['连不上网络']));
    pagesFail(false);
    openMe();
    expect(visited).toEqual(['/pages/me/index', '/pages/me/index']);
  });

  it('takes the place of the one on top where WeChat keeps no more', () => {
    pagesLie(10);
    openMe();
    expect(visited).toEqual(['instead: /pages/me/index']);
  });
});
