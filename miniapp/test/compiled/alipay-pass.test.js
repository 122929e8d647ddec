const { startApp, until } = require('./alipay');
const { signedIn } = require('./canned');
const { passServer, readCode } = require('./canned-pass');

jest.setTimeout(60_000);

describe('the pass in the logic layer of the compiled Alipay app', () => {
  const server = passServer({
    device: { isThis: false, other: 'iPhone' },
    lastGate: { gateId: 'south', direction: 'in' },
  });
  const app = startApp(server.answer, { session: signedIn });
  let page;

  const pictures = () =>
    JSON.stringify(page.tree)
      .match(/data:image\/gif[^"]+/g)
      ?.at(-1);

  it('is taken over from another phone, and shows a code that a camera reads on a bright screen', async () => {
    page = await app.open('pages/pass/index');
    await page.sees('“iPhone”正在出示你的出入证');
    expect(server.issued).toEqual([]);
    await page.tap('在这部手机上使用');
    await page.sees('断网也能用');
    expect(await readCode(pictures())).toMatch(/^south\.in\.0\.x+$/);
    await until('the brightness', () => app.screen.value === 1);
    expect(app.screen.keptOn).toBe(true);
  });

  it('goes on with what the phone keeps when the network is away', async () => {
    server.goAway();
    await page.tap('换一个码');
    await page.sees('连不上网络，在用储备码');
    expect(JSON.parse(app.storage.get('pass')).state.codes.reserve).toHaveLength(15);
  });
});
