const { startApp } = require('./alipay');
const { signedIn } = require('./canned');
const { applicationOf, facts, returnServer } = require('./canned-return');

jest.setTimeout(60_000);

describe('signing in at the campus in the logic layer of the compiled Alipay app', () => {
  it('names the grid that Alipay speaks of', async () => {
    const server = returnServer({ application: applicationOf({ state: 'approved', version: 1, draft: facts() }) });
    const app = startApp(server.answer, { session: signedIn });
    const page = await app.open('pages/arrival/index');
    await page.sees('到了就点下面的按钮');
    await page.tap('定位并签到');
    await page.sees('签到成功');
    const [sent] = app.sent.filter(({ url }) => url.endsWith('/arrival'));
    const body = typeof sent.data === 'string' ? JSON.parse(sent.data) : sent.data;
    expect(body).toEqual({ latitude: 40.8475, longitude: 111.7564, accuracy: 15, system: 'gcj02' });
  });
});
