const { signedIn } = require('./canned');
const { passServer, readCode } = require('./canned-pass');
const { startApp, until } = require('./weapp');

jest.setTimeout(60_000);

describe('the pass in the compiled WeChat app', () => {
  const warnings = [];
  const server = passServer();
  let app;
  let page;

  const isPicture = (value) => typeof value === 'string' && value.startsWith('data:image/gif');
  const shown = () => Object.values(page.find((node) => Object.values(node).some(isPicture)) ?? {}).find(isPicture);

  beforeAll(() => {
    for (const channel of ['warn', 'error']) {
      jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
    }
    app = startApp(server.answer, { session: signedIn });
  });

  it('goes from the direction to the building, its gate and the code, which a camera reads', async () => {
    page = await app.open('pages/pass/index');
    for (const words of ['可以通行', '张*', '990001', '先选一个出入口', '今日颜色 · 青']) {
      await page.sees(words);
    }
    await page.tap('出');
    await page.tap('请选择');
    await page.tap('图书馆');
    await page.tap('北门');
    await until('the code', () => shown() !== undefined);
    expect(await readCode(shown())).toMatch(/^north\.out\.0\.x+$/);
    await page.sees('断网也能用');
  });

  it('is bright and stays on while the code is shown', async () => {
    await until('the brightness', () => app.screen.keptOn);
    expect(app.screen).toEqual({ value: 1, keptOn: true });
  });

  it('can be heard by a screen reader', () => {
    expect(page.find((node) => Object.values(node).includes('图书馆 北门，出，通行二维码'))).not.toBeNull();
  });

  it('goes on with what the phone keeps when the network is away', async () => {
    server.goAway();
    await page.tap('换一个码');
    await page.sees('连不上网络，在用储备码');
    expect(await readCode(shown())).toMatch(/^north\.out\.0\.x+$/);
    const kept = JSON.parse(app.storage.get('pass')).state;
    expect(kept.codes.reserve).toHaveLength(15);
  });

  it('puts the brightness back when the page is left', async () => {
    page.component.instance.onHide();
    await until('the brightness of before', () => app.screen.value === 0.4);
    expect(app.screen.keptOn).toBe(false);
  });

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
