const { signedIn } = require('./canned');
const { dutyServer } = require('./canned-duties');

const KEY = /^[0-9a-f-]{36}$/;

/** The pages of leaving, of who is expected and of deputies, driven the same way on both platforms. */
const drivesDuties = ({ startApp, until }) => {
  const app = startApp(dutyServer(), { session: signedIn });
  const sentTo = (end, method) => app.sent.filter((one) => one.url.endsWith(end) && one.method === method);
  const bodyOf = ({ data }) => (typeof data === 'string' ? JSON.parse(data) : data);
  const keyOf = ({ header, headers }) => (header ?? headers)['idempotency-key'];

  it('corrects a leave as the approver asked, and hands it in again', async () => {
    const page = await app.open('packages/leaving/index/index');
    await page.sees('写清楚去哪里');
    await page.sees('孙老师');
    page.type('destination', '包头市昆区');
    await page.holds('包头市昆区');
    await page.tap('重新提交');
    await page.sees('已提交，等待审批');
    const [again] = sentTo('/leavings/leaving-1', 'PUT');
    expect(bodyOf(again)).toMatchObject({ destination: '包头市昆区', reason: '回家', approverId: 'approver-1' });
  });

  it('confirms that somebody who was expected has come, once', async () => {
    const page = await app.open('packages/students/expected/index');
    await page.sees('张小满');
    await page.sees('东区 · 火车');
    await page.tap('确认到校');
    await page.sees('确认 张小满 已到校？');
    page.tapLast('确认到校');
    await page.sees('没有应到未到的');
    const confirmed = sentTo('/return-arrivals/return-1/confirmation', 'POST');
    expect(confirmed.map(keyOf)).toEqual([expect.stringMatching(KEY)]);
  });

  it('names a deputy found by name, and ends it again', async () => {
    const page = await app.open('packages/approvals/deputies/index');
    await page.sees('没有代办人');
    await page.tap('设一位代办人');
    await page.tap('李老师');
    await page.holds('pick--on');
    await page.tap('保存');
    await page.sees('生效中');
    const [named] = sentTo('/approvals/deputies', 'POST');
    expect([bodyOf(named).deputyId, keyOf(named)]).toEqual(['approver-2', expect.stringMatching(KEY)]);
    await page.tap('结束代办');
    await page.sees('结束 李老师 的代办？');
    page.tapLast('结束代办');
    await until('the end', () => sentTo('/approvals/deputies/deputy-1', 'DELETE').length === 1);
    expect(app.sent.filter(({ url }) => url.endsWith('/approvals/deputies')).length).toBeGreaterThan(1);
  });
};

module.exports = { drivesDuties };
