const { startApp, until } = require('./alipay');
const { signedIn } = require('./canned');
const { applicationOf, facts, requestOf, returnServer } = require('./canned-return');

jest.setTimeout(60_000);

describe('returning in the logic layer of the compiled Alipay app', () => {
  const server = returnServer({
    application: applicationOf({ draft: facts() }),
    requests: ['1', '2'].map((id) => requestOf(id, 'clean')).concat(requestOf('3', 'needs_look')),
  });
  const app = startApp(server.answer, { session: signedIn });

  it('sends a photo as an image, made smaller, and hands the application in', async () => {
    const page = await app.open('pages/return/index');
    await page.sees('上传材料');
    await page.tap('从相册选');
    await page.sees('都填好了');
    expect(app.uploads[0]).toMatchObject({
      filePath: 'ap://photo@1280x1280',
      fileName: 'file',
      fileType: 'image',
      formData: { purpose: 'evidence', slot: 'code' },
    });
    await until('the thumbnail', () => app.downloads.length === 1);
    await page.tap('下一步：选审批人');
    await page.sees('请选孙老师');
    await page.tap('提交申请');
    await page.sees('已提交，等待审批');
    expect(server.current().state).toBe('submitted');
  });

  it('approves what is clean in one go', async () => {
    const inbox = await app.open('packages/approvals/inbox/index');
    await inbox.sees('可直接通过 2');
    await inbox.tap('全选 2 份');
    await inbox.tap('通过选中的 2 份');
    await inbox.sees('已通过 2 份');
    expect(server.decisions).toMatchObject([{ outcome: 'approve', requests: [{ id: '1' }, { id: '2' }] }]);
  });

  it('shows photos of a request by token, those of before as well, and asks for one of them again', async () => {
    const page = await app.open('packages/approvals/request/index', { id: '3' });
    await page.sees('很快就要到校');
    const brought = (path) => app.downloads.find(({ url }) => url.includes(path));
    await until('the photo', () => brought('/3-code/photo'));
    expect(brought('/3-code/photo')?.header).toMatchObject({ authorization: 'Bearer access' });
    await page.tap('之前的 1 个版本');
    await until('the photo of before', () => brought('/3-before/thumbnail'));
    await page.tap('退回');
    await page.sees('哪几项要重传');
    page.tapLast('照片看不清');
    page.tapLast('绿码');
    await until('the choice', () => page.pathsTo(({ cl = '' }) => cl.includes('chip--on')).length === 2);
    page.tapLast('退回');
    await until('the decision', () => server.decisions.length === 2);
    expect(server.decisions[1]).toEqual({
      requests: [{ id: '3', revision: 1 }],
      outcome: 'return',
      reason: 'photo_unreadable',
      slots: ['code'],
    });
  });
});
