const { startApp, until } = require('./alipay');
const { signedIn } = require('./canned');
const { applicationOf, facts, requestOf, returnServer } = require('./canned-return');

jest.setTimeout(60_000);

describe('returning in the logic layer of the compiled Alipay app', () => {
  const server = returnServer({
    application: applicationOf({ draft: facts() }),
    requests: ['1', '2'].map((id) => requestOf(id, 'clean')),
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
});
