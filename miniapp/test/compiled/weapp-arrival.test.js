const { signedIn } = require('./canned');
const { applicationOf, facts, returnServer } = require('./canned-return');
const { startApp } = require('./weapp');

jest.setTimeout(60_000);

describe('signing in at the campus in the compiled WeChat app', () => {
  it('takes one tap and the exact location, and says what has changed', async () => {
    const server = returnServer({ application: applicationOf({ state: 'approved', version: 1, draft: facts() }) });
    const app = startApp(server.answer, { session: signedIn });
    const page = await app.open('pages/arrival/index');
    await page.sees('到了就点下面的按钮');
    await page.tap('定位并签到');
    await page.sees('签到成功');
    const [sent] = app.sent.filter(({ url }) => url.endsWith('/arrival'));
    expect(sent.data).toEqual({ latitude: 40.8461, longitude: 111.7502, accuracy: 15, system: 'wgs84' });
  });
});
