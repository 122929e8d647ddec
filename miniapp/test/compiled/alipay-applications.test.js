const { startApp, until } = require('./alipay');
const { signedIn } = require('./canned');
const { applicationServer, pass } = require('./canned-applications');

jest.setTimeout(60_000);

describe('applications for passes in the logic layer of the compiled Alipay app', () => {
  const server = applicationServer([pass()]);
  const app = startApp(server.answer, { session: signedIn });

  it('shows the temporary pass that opens gates now, with the way to the code', async () => {
    const page = await app.open('packages/passes/temporary/index');
    for (const words of ['现在可用', '东区南门', '还能用', '出示二维码']) {
      await page.sees(words);
    }
  });

  it('asks for one by reason, gates and the usual time', async () => {
    const page = await app.open('packages/passes/temporary-form/index');
    await page.sees('还有 2 项');
    await page.tap('做实验');
    await page.tap('南门');
    await page.sees('已选：东区南门');
    await page.tap('提交申请');
    await until('the request', () => server.written.length === 1);
    expect(server.written[0]).toMatchObject({ reason: '做实验', gateIds: ['south'], approverId: 'approver-1' });
  });

  it('sends an ID photo as an image, made smaller, and hands the application in', async () => {
    const page = await app.open('packages/passes/exempt/index');
    await page.tap('从相册选');
    await page.sees('已上传');
    expect(app.uploads[0]).toMatchObject({
      filePath: 'ap://photo@1280x1280',
      fileType: 'image',
      formData: { purpose: 'id_photo', slot: 'id_photo' },
    });
    await page.tap('住在校内');
    await page.sees('都填好了');
    await page.tap('提交申请');
    await page.sees('已提交，等待审批');
    expect(server.written[1]).toMatchObject({ reason: '住在校内', photoUploadId: 'upload-1' });
  });
});
