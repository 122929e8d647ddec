const { signedIn } = require('./canned');
const { applicationOf, facts, requestOf, returnServer } = require('./canned-return');
const { startApp, until } = require('./weapp');

jest.setTimeout(60_000);

describe('returning in the compiled WeChat app', () => {
  const warnings = [];
  const requests = ['1', '2'].map((id) => requestOf(id, 'clean')).concat(requestOf('3', 'needs_look'));
  const server = returnServer({ application: applicationOf({ draft: facts() }), requests });
  let app;

  beforeAll(() => {
    for (const channel of ['warn', 'error']) {
      jest.spyOn(console, channel).mockImplementation((...words) => warnings.push(words.join(' ')));
    }
    app = startApp(server.answer, { session: signedIn });
  });
  const posts = (end) => app.sent.filter(({ url, method }) => url.endsWith(end) && method === 'POST');

  it('sends a photo made smaller, with its progress, and hands the application in', async () => {
    const page = await app.open('pages/return/index');
    await page.sees('上传材料');
    await page.tap('从相册选');
    await until('the upload', () => app.uploads.length === 1);
    const [file] = app.uploads;
    expect(file).toMatchObject({
      filePath: 'wxfile://photo@960x1280',
      name: 'file',
      formData: { purpose: 'evidence', slot: 'code' },
    });
    expect(file.header).toMatchObject({ authorization: 'Bearer access' });
    expect(file.header['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    file.tell(60);
    await page.sees('正在上传 60%');
    file.finish();
    await page.sees('都填好了');
    await until('the thumbnail', () => app.downloads.length === 1);
    expect(app.downloads[0]).toMatchObject({
      url: '/api/v1/uploads/upload-1/thumbnail?signature=s',
      header: { authorization: 'Bearer access' },
    });
    await page.tap('下一步：选审批人');
    await page.sees('请选孙老师');
    await page.tap('提交申请');
    await page.sees('已提交，等待审批');
    expect(posts('/submission')).toHaveLength(1);
    expect(server.current().draft.evidence).toEqual({ code: { uploadId: 'upload-1', paper: null } });
  });

  it('approves what is clean in three taps', async () => {
    const inbox = await app.open('packages/approvals/inbox/index');
    await inbox.sees('可直接通过 2');
    await inbox.tap('全选 2 份');
    await inbox.tap('通过选中的 2 份');
    await inbox.sees('已通过 2 份');
    expect(server.decisions).toMatchObject([{ outcome: 'approve', requests: [{ id: '1' }, { id: '2' }] }]);
  });

  it('shows photos of a request by token, and asks for one of them again', async () => {
    const page = await app.open('packages/approvals/request/index', { id: '3' });
    await page.sees('很快就要到校');
    await until('the photo', () => app.downloads.some(({ url }) => url.includes('/3-code/photo')));
    await page.tap('之前的 1 个版本');
    await until('the photo of before', () => app.downloads.some(({ url }) => url.includes('/3-before/thumbnail')));
    await page.tap('退回');
    await page.sees('哪几项要重传');
    await page.choose('照片看不清');
    await page.choose('绿码');
    page.tapLast('退回');
    await until('the decision', () => server.decisions.length === 2);
    expect(server.decisions[1]).toEqual({
      requests: [{ id: '3', revision: 1 }],
      outcome: 'return',
      reason: 'photo_unreadable',
      slots: ['code'],
    });
  });

  it('misses no template', () => {
    expect(warnings.filter((words) => /not found/i.test(words))).toEqual([]);
  });
});
