const { answer, signedIn } = require('./canned');
const { startApp, until } = require('./weapp');

jest.setTimeout(60_000);

describe('the compiled WeChat app, signed in', () => {
  const warnings = [];
  let app;

  beforeAll(() => {
    for (const channel of ['warn', 'error']) {
      jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
    }
    app = startApp(answer, { session: signedIn });
  });

  it('shows number, name, balance and what is owed', async () => {
    const home = await app.open('pages/home/index');
    for (const words of ['张小满', '990001', '¥12.50', '晨检 · 待完成', '演练响应进行中']) {
      await home.sees(words);
    }
    await home.tap('去打卡');
    expect(app.visited).toContain('/pages/check-in/index');
  });

  it('reports in a few taps, once, with an idempotency key, and can be heard by a screen reader', async () => {
    const checkIn = await app.open('pages/check-in/index');
    await checkIn.sees('今天的情况');
    const chip = checkIn.find((node) => node.cn && Object.values(node).includes('无症状'));
    expect(chip.cn.length).toBeGreaterThan(0);
    await checkIn.tap('提交打卡');
    await checkIn.sees('有 3 处要改');
    checkIn.type('answer-temperature', '365');
    await checkIn.tap('无症状');
    await checkIn.tap('不方便提供');
    await checkIn.sees('都填好了');
    await checkIn.tap('提交打卡');
    await until('the result', () => app.visited.includes('/pages/check-in-result/index?id=report-1'));
    const reports = app.sent.filter(({ url, method }) => url.endsWith('/check-ins') && method === 'POST');
    expect(reports).toHaveLength(1);
    expect(reports[0].data).toMatchObject({
      answers: { temperature: 365, symptoms: ['none'] },
      noLocationReason: '不方便提供',
    });
    expect(reports[0].header['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
