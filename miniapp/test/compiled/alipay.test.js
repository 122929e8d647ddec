const { startApp, until } = require('./alipay');
const { answer } = require('./canned');

jest.setTimeout(60_000);

describe('the logic layer of the compiled Alipay app', () => {
  const app = startApp(answer);

  it('asks for no login on the first screen', async () => {
    const home = await app.open('pages/home/index');
    await home.sees('绑定校园卡，开始使用');
    expect([app.asked, app.sent]).toEqual([[], []]);
    await home.tap('绑定校园卡');
    await until('the way to bind', () => app.visited.includes('/pages/bind/index'));
  });

  it('binds a card by the silent scope, and tells a wrong password its next step', async () => {
    const bind = await app.open('pages/bind/index');
    await bind.tap('东方大学');
    await bind.sees('消费密码');
    expect(app.asked).toEqual(['auth_base']);
    bind.type('number', '990001');
    bind.type('password', 'wrong-1');
    await bind.tap('绑定并登录');
    await bind.sees('改过又忘了');
    bind.type('password', 'right-1');
    await bind.tap('绑定并登录');
    await until('the way home', () => app.visited.includes('/pages/home/index'));
  });

  it('reports in a few taps, once', async () => {
    const checkIn = await app.open('pages/check-in/index');
    await checkIn.sees('今天的情况');
    checkIn.type('answer-temperature', '365');
    await checkIn.tap('无症状');
    await checkIn.tap('不方便提供');
    await checkIn.sees('都填好了');
    await checkIn.tap('提交打卡');
    await until('the result', () => app.visited.includes('/pages/check-in-result/index?id=report-1'));
    const reports = app.sent.filter(({ url, method }) => url.endsWith('/check-ins') && method === 'POST');
    expect(reports).toHaveLength(1);
    expect(reports[0].data).toMatchObject({ answers: { temperature: 365, symptoms: ['none'] } });
  });
});
