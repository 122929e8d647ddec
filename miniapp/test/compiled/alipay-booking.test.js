const { signedIn } = require('./canned');
const { bookingServer } = require('./canned-booking');
const { startApp, until } = require('./alipay');

jest.setTimeout(60_000);

describe('booking in the logic layer of the compiled Alipay app', () => {
  const server = bookingServer();
  const app = startApp(server.answer, { session: signedIn });
  let page;

  it('shows venues with what is free, and takes a place once its rules were read', async () => {
    page = await app.open('packages/booking/desk/index');
    for (const words of ['北区浴室', '开放中', '空位 12 / 40', '已满 · 共 40', '3 人排队', '违约 1 / 3']) {
      await page.sees(words);
    }
    page.tapLast('预约');
    await page.sees('20 分钟内到门口');
    await page.tap('确认预约');
    await page.sees('已预约，请按时到场');
    expect(server.written).toEqual([{ path: 'POST /bookings', body: { hallId: 'women' } }]);
    await page.sees('内到场');
  });

  it('leads to the pass for its door, which is kept as the one to show', async () => {
    await page.tap('出示通行码');
    await until('the pass page', () => app.visited.some((url) => url.includes('pages/pass/index')));
    expect(app.storage.get('pass')).toContain('"recent":[{"gateId":"bath-door","direction":"in"}]');
  });

  it('is ended on the phone after asking', async () => {
    server.admit();
    page.instance.onShow();
    await page.sees('使用中');
    await page.tap('结束使用');
    await page.sees('现在结束使用？');
    page.tapLast('结束使用');
    await page.sees('使用已结束 · 北区浴室');
    expect(server.written.at(-1).path).toBe('POST /bookings/booking-1/end');
  });

  it('tells of past bookings, what was missed, and what is going on in the venues', async () => {
    await (await app.open('packages/booking/history/index')).sees('门口扫码结束');
    const breaches = await app.open('packages/booking/breaches/index');
    await breaches.sees('30 天内 1 次违约');
    await breaches.sees('未按时到场');
    await (await app.open('packages/booking/board/index')).sees('2 人超时');
  });
});
