const { signedIn } = require('./canned');
const { applicationServer, pass } = require('./canned-applications');
const { startApp, until } = require('./weapp');

jest.setTimeout(60_000);

describe('applications for passes in the compiled WeChat app', () => {
  const warnings = [];
  const server = applicationServer([pass()]);
  let app;

  beforeAll(() => {
    for (const channel of ['warn', 'error']) {
      jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
    }
    app = startApp(server.answer, { session: signedIn });
  });

  it('shows the temporary pass that opens gates now, with the way to the code', async () => {
    const page = await app.open('packages/passes/temporary/index');
    for (const words of ['现在可用', '东区南门', '就医', '还能用', '1 小时 59 分', '出示二维码']) {
      await page.sees(words);
    }
    await page.tap('撤回');
    await page.sees('撤回这份申请？');
  });

  it('asks for one by reason, gates and the usual time', async () => {
    const page = await app.open('packages/passes/temporary-form/index');
    await page.sees('还有 2 项');
    await page.choose('做实验');
    await page.choose('南门');
    await page.choose('正门');
    await page.sees('已选：东区南门、实验楼正门');
    await page.tap('其他 1 个出入口');
    await page.sees('食堂');
    await page.tap('提交申请');
    await until('the request', () => server.written.length === 1);
    expect(server.written[0]).toMatchObject({
      reason: '做实验',
      gateIds: ['south', 'lab'],
      approverId: 'approver-1',
    });
  });

  it('sends an ID photo made smaller, and hands the application in', async () => {
    const page = await app.open('packages/passes/exempt/index');
    await page.sees('正面、免冠、看得清五官');
    await page.tap('从相册选');
    await until('the upload', () => app.uploads.length === 1);
    const [file] = app.uploads;
    expect(file).toMatchObject({
      filePath: 'wxfile://photo@960x1280',
      formData: { purpose: 'id_photo', slot: 'id_photo' },
    });
    file.finish();
    await page.sees('已上传');
    await page.choose('住在校内');
    await page.sees('都填好了');
    await page.tap('提交申请');
    await page.sees('已提交，等待审批');
    expect(server.written[1]).toEqual({ reason: '住在校内', photoUploadId: 'upload-1', approverId: 'approver-1' });
  });

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
