import { fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { SignInAnswer } from '@shared/identity';
import { answerWith, forgetEverything, openedWith, sent, visited } from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import Bind from './index';

const school = { code: 'east', name: { zh: '东方大学', en: 'East University' } };
const done: SignInAnswer = {
  step: 'done',
  tokens: { accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' },
  newDevice: false,
};
const refuse = (status: number, code: string) => ({ statusCode: status, data: { code, status, instance: 'trace' } });

const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <Bind />
    </QueryClientProvider>,
  );
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const signIn = (): void => {
  type('学工号', '990001');
  type('消费密码', 'secret-1');
  fireEvent.click(screen.getByText('绑定并登录'));
};

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  openedWith({});
  process.env.TARO_ENV = 'h5';
  useSession.setState({ tokens: null, school });
});

describe('signing in', () => {
  it('begins with the school when none is known', async () => {
    useSession.setState({ school: null });
    answerWith(() => ({ statusCode: 200, data: { items: [school] } }));
    open();
    fireEvent.click(await screen.findByText('东方大学'));
    expect(screen.getByLabelText('消费密码')).toBeTruthy();
  });

  it('says which password is meant', () => {
    open();
    expect(screen.getByText(/身份证号后 6 位，X 用 0 代替。不是支付宝密码/)).toBeTruthy();
  });

  it('sends nothing without number and password', () => {
    open();
    fireEvent.click(screen.getByText('绑定并登录'));
    expect(screen.getByText('请填写学工号')).toBeTruthy();
    expect(sent).toEqual([]);
  });

  it.each([
    [401, 'CREDENTIALS_WRONG', /改过又忘了/],
    [403, 'CARD_LOST', /解挂/],
    [403, 'CARD_FROZEN', /解冻/],
    [403, 'PERSON_SUSPENDED', /服务大厅/],
    [429, 'SCHOOL_THROTTLED', /过几分钟/],
  ])('answers %d %s with a next step of its own, on this page', async (status, code, words) => {
    answerWith(() => refuse(status, code));
    open();
    signIn();
    expect(await screen.findByText(words)).toBeTruthy();
    expect(visited).toEqual([]);
  });

  it('goes on to the card, then to a new password, then home', async () => {
    const answers: SignInAnswer[] = [
      { step: 'choose_card', ticket: 't1', cardCount: 2 },
      { step: 'set_password', ticket: 't2' },
      done,
    ];
    answerWith(() => ({ statusCode: 200, data: answers.shift() }));
    open();
    signIn();
    await screen.findByText('你有 2 张校园卡');
    type('卡号后四位', '1234');
    fireEvent.click(screen.getByText('就是这张'));
    await screen.findByText('设一个新密码');
    type('新密码', 'three words here');
    type('再输入一次', 'three words here');
    fireEvent.click(screen.getByText('设好了，继续'));
    await waitFor(() => expect(visited).toEqual(['/pages/home/index']));
    expect(sent.map(({ data }) => data)).toMatchObject([
      { schoolCode: 'east', number: '990001' },
      { ticket: 't1', lastFour: '1234' },
      { ticket: 't2' },
    ]);
    expect(useSession.getState().tokens?.accessToken).toBe('a');
  });

  it('does not send a new password that was typed differently the second time', async () => {
    answerWith(() => ({ statusCode: 200, data: { step: 'set_password', ticket: 't2' } }));
    open();
    signIn();
    await screen.findByText('设一个新密码');
    type('新密码', 'three words here');
    type('再输入一次', 'three words there');
    fireEvent.click(screen.getByText('设好了，继续'));
    expect(screen.getByText('两次输入的不一样')).toBeTruthy();
    expect(sent).toHaveLength(1);
  });

  it('starts again when a step has expired', async () => {
    answerWith(({ url }) =>
      url.endsWith('/sessions')
        ? { statusCode: 200, data: { step: 'totp', ticket: 't' } }
        : refuse(401, 'TICKET_EXPIRED'),
    );
    open();
    signIn();
    await screen.findByText('输入动态码');
    type('动态码', '123456');
    fireEvent.click(screen.getByText('确认'));
    fireEvent.click(await screen.findByText('重新开始'));
    expect(screen.getByLabelText('学工号')).toBeTruthy();
  });
});
