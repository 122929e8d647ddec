const { answer } = require('./canned');
const { startApp, until } = require('./weapp');

jest.setTimeout(60_000);

describe('the compiled WeChat app, signed out', () => {
  const warnings = [];
  let app;

  beforeAll(() => {
    for (const channel of ['warn', 'error']) {
      jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
    }
    app = startApp(answer);
  });

  it('invites who is not signed in, without asking anything of the server or the platform', async () => {
    const home = await app.open('pages/home/index');
    await home.sees('绑定校园卡，开始使用');
    expect(app.sent).toEqual([]);
    await home.tap('绑定校园卡');
    expect(app.visited).toContain('/pages/bind/index');
  });

  it('binds a card: platform login, school, a wrong password with its next step, then home', async () => {
    const bind = await app.open('pages/bind/index');
    await bind.tap('东方大学');
    await bind.sees('消费密码');
    bind.type('number', '990001');
    bind.type('password', 'wrong-1');
    await bind.tap('绑定并登录');
    await bind.sees('改过又忘了');
    bind.type('password', 'right-1');
    await bind.tap('绑定并登录');
    await until('the way home', () => app.visited.includes('/pages/home/index'));
    const said = app.sent.map(({ url, data }) => [url.replace(/^.*\/api\/v1/, ''), data]);
    expect(said.find(([path]) => path === '/sessions/platform')?.[1]).toMatchObject({
      platform: 'weapp',
      code: 'code-1',
    });
    expect(said.filter(([path]) => path === '/bindings').at(-1)?.[1]).toMatchObject({
      ticket: 'platform-ticket',
      schoolCode: 'east',
      number: '990001',
    });
    expect(JSON.parse(app.storage.get('session')).state.tokens.accessToken).toBe('access');
  });

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
