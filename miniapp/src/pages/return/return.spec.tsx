import { act, fireEvent, render, screen, waitFor, within } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { SaveReturnDraft, ReturnDesk, ReturnView } from '@shared/return';
import { applicationOf, deskOf, FACTS, FULL, uploadOf } from '../../../test/sample-return';
import {
  answerWith,
  chooses,
  forgetEverything,
  sent,
  storeWith,
  uploads,
  visited,
  type Answer,
} from '../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import Return from './index';

/** A server that keeps one application. */
const serve = (desk: ReturnDesk, refuse?: (path: string, body: unknown) => Answer | null) => {
  let { application } = desk;
  const state = (): ReturnView => application ?? applicationOf();
  answerWith(({ url, method, data }) => {
    const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
    const refusal = refuse?.(path, data);
    if (refusal) {
      return refusal;
    }
    if (path.startsWith('PUT')) {
      const { draft } = data as SaveReturnDraft;
      application = { ...state(), draft, revision: state().revision + 1 };
    } else if (path === 'POST /returns') {
      application = applicationOf();
    } else if (path.endsWith('/submission')) {
      application = { ...state(), state: 'submitted', version: state().version + 1, submittedAt: desk.serverTime };
    } else if (path.endsWith('/withdrawal')) {
      application = { ...state(), state: 'withdrawn' };
    } else if (path.endsWith('/versions')) {
      return {
        statusCode: 200,
        data: { items: [{ version: 1, submittedAt: desk.serverTime, content: FULL, evidence: {} }] },
      };
    } else if (path.includes('/approval-comments')) {
      return { statusCode: 200, data: { items: [] } };
    } else {
      return { statusCode: 200, data: { ...desk, application } };
    }
    return { statusCode: 200, data: application };
  });
  return { current: state };
};
const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <Return />
    </QueryClientProvider>,
  );
const tap = (words: string | RegExp): void => void fireEvent.click(screen.getByText(words));
const type = (label: string, value: string): void =>
  void fireEvent.change(screen.getByLabelText(label), { target: { value } });
const slot = (key: string) => within(document.querySelector(`#field-${key}`) as HTMLElement);
const saves = () => sent.filter(({ method }) => method === 'PUT');
const refused = (code: string, status = 409, more: object = {}): Answer => ({
  statusCode: status,
  data: { code, status, instance: 'trace-1', ...more },
});

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  chooses('photo-1');
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});
afterEach(() => jest.useRealTimers());

describe('the application to return', () => {
  it('says what to have at hand before it begins', async () => {
    serve(deskOf(null));
    open();
    expect(await screen.findByText('绿码')).toBeTruthy();
    tap('开始申请');
    expect(await screen.findByText('填写行程和健康情况')).toBeTruthy();
  });

  it.each([
    ['the journey', applicationOf(), '填写行程和健康情况'],
    ['the photos', applicationOf({ draft: FACTS }), '上传材料'],
    ['the approver', applicationOf({ draft: FULL }), '选审批人并提交'],
  ])('opens at the step that is due: %s', async (_name, application, step) => {
    serve(deskOf(application));
    open();
    expect(await screen.findByText(step)).toBeTruthy();
  });

  it('goes to what is missing and no farther', async () => {
    serve(deskOf(applicationOf()));
    open();
    await screen.findByText('从哪里出发');
    tap('下一步：上传材料');
    expect(screen.getByText('有 4 处要改')).toBeTruthy();
    await waitFor(() => expect(visited).toContain('#field-returnsAt'));
    expect(screen.getByText('填写行程和健康情况')).toBeTruthy();
  });

  it('asks for the train only of whoever comes by one', async () => {
    serve(deskOf(applicationOf({ draft: { ...FACTS, transport: 'train' } })));
    open();
    expect(await screen.findByText('车次')).toBeTruthy();
    expect(screen.getByText('还有 1 项')).toBeTruthy();
    tap('自驾');
    expect(screen.queryByText('车次')).toBeNull();
    expect(screen.getByText('都填好了')).toBeTruthy();
  });

  it('takes day and time by taps, on the campus clock', async () => {
    const { current } = serve(deskOf(applicationOf({ draft: { ...FACTS, returnsAt: undefined } })));
    open();
    fireEvent.click(await screen.findByLabelText('到校时间, 请选择时间'));
    fireEvent.click(screen.getByLabelText('14'));
    fireEvent.click(screen.getByLabelText('14:30'));
    tap(/^选 .* 14:30$/);
    expect(screen.getByText('明天 14:30')).toBeTruthy();
    await waitFor(() => expect(current().draft.returnsAt).toMatch(/T06:30:00.000Z$/), { timeout: 3000 });
  });

  it('keeps every change on the phone at once and on the server a moment later, in one call', async () => {
    const { current } = serve(deskOf(applicationOf({ draft: { ...FACTS, origin: undefined } })));
    const first = open();
    await screen.findByText('从哪里出发');
    type('从哪里出发', '北');
    type('从哪里出发', '北京');
    expect(saves()).toHaveLength(0);
    await waitFor(() => expect(current().draft.origin).toBe('北京'), { timeout: 3000 });
    expect(saves()).toHaveLength(1);
    expect(screen.getByText('草稿已保存')).toBeTruthy();
    first.unmount();
  });

  it('has what was typed without a network when it is opened again, and sends it then', async () => {
    const application = applicationOf({ draft: { ...FACTS, origin: undefined } });
    serve(deskOf(application));
    const first = open();
    await screen.findByText('从哪里出发');
    type('从哪里出发', '北京');
    first.unmount();
    queryClient.clear();
    const { current } = serve(deskOf(application));
    open();
    expect(await screen.findByText('上传材料')).toBeTruthy();
    await waitFor(() => expect(current().draft.origin).toBe('北京'), { timeout: 3000 });
  });

  it.each([
    ['用另一台的', '上海'],
    ['用这一台的', '北京'],
  ])('asks which draft counts when another phone changed it: %s', async (choice, origin) => {
    const server = serve(
      deskOf(applicationOf({ draft: { ...FACTS, answers: {}, origin: '上海' }, revision: 7 })),
      (path, body) =>
        path.startsWith('PUT') && (body as SaveReturnDraft).revision < 7 ? refused('RETURN_DRAFT_CHANGED') : null,
    );
    queryClient.setQueryData(['return-desk'], {
      ...deskOf(applicationOf({ draft: { ...FACTS, answers: {}, origin: '天津' }, revision: 6 })),
      aheadMs: 0,
    });
    open();
    await screen.findByText('从哪里出发');
    type('从哪里出发', '北京');
    expect(await screen.findByText('你在另一台手机上改过', undefined, { timeout: 3000 })).toBeTruthy();
    tap(choice);
    await waitFor(() => expect(screen.getByLabelText<HTMLInputElement>('从哪里出发').value).toBe(origin));
    await waitFor(() => expect(server.current().draft.origin).toBe(origin), { timeout: 3000 });
  });

  it('hands in what is on the screen, once, and says what happens next', async () => {
    const { current } = serve(deskOf(applicationOf({ draft: FULL })));
    open();
    expect(await screen.findByText('请选孙老师')).toBeTruthy();
    fireEvent.click(screen.getByLabelText('李老师, 机械学院'));
    tap('提交申请');
    tap('提交申请');
    expect(await screen.findByText('已提交，等待审批')).toBeTruthy();
    expect(current().draft.approverId).toBe('approver-2');
    const submissions = sent.filter(({ url }) => url.endsWith('/submission'));
    expect(submissions).toHaveLength(1);
    expect(submissions[0]?.data).toEqual({ revision: 2 });
    expect(submissions[0]?.header['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(screen.getByText(/孙老师 审批后会发通知给你/)).toBeTruthy();
  });

  it('goes to the step with what the server found wrong', async () => {
    serve(deskOf(applicationOf({ draft: FULL })), (path) =>
      path.endsWith('/submission')
        ? refused('RETURN_INCOMPLETE', 422, { fields: [{ path: '/evidence/code', rule: 'required' }] })
        : null,
    );
    open();
    await screen.findByText('请选孙老师');
    tap('提交申请');
    expect(await screen.findByText('还差几项没有填')).toBeTruthy();
    expect(screen.getByText('上传材料')).toBeTruthy();
  });

  it('shows what has to be done again, why, and opens there', async () => {
    const correction = { reason: 'photo_unreadable' as const, comment: '请拍全', slots: ['itinerary'], at: '' };
    serve(deskOf(applicationOf({ state: 'returned', version: 1, draft: FULL, correction })));
    storeWith(() => ({ statusCode: 201, data: JSON.stringify(uploadOf('upload-9')) }));
    open();
    expect(await screen.findByText('要重传：行程')).toBeTruthy();
    expect(screen.getByText('照片看不清')).toBeTruthy();
    expect(screen.getByText('“请拍全”')).toBeTruthy();
    expect(screen.getByText('上传材料')).toBeTruthy();
    expect(slot('itinerary').getByText('要重传')).toBeTruthy();
    await act(async () => fireEvent.click(slot('itinerary').getByText('换一张')));
    await waitFor(() => expect(slot('itinerary').getByText('已上传')).toBeTruthy());
    expect(screen.getByText('都填好了')).toBeTruthy();
  });

  it('is withdrawn after a question, and can be begun again', async () => {
    serve(deskOf(applicationOf({ state: 'submitted', version: 1, draft: FULL, submittedAt: '2026-01-01T00:00:00Z' })));
    open();
    await screen.findByText('已提交，等待审批');
    tap('撤回申请');
    expect(screen.getByText('撤回这份申请？')).toBeTruthy();
    fireEvent.click(screen.getAllByText('撤回申请').at(-1) as HTMLElement);
    expect(await screen.findByText('重新申请')).toBeTruthy();
  });

  it('says before an approved one is withdrawn that the pass goes with it', async () => {
    serve(deskOf(applicationOf({ state: 'approved', version: 1, draft: FULL })));
    open();
    await screen.findByText('审批通过，可以返校');
    tap('撤回申请');
    expect(screen.getByText(/出入证随之结束/)).toBeTruthy();
  });

  it('offers nothing while the approver can still take a decision back', async () => {
    const settlesAt = new Date(Date.now() + 8000).toISOString();
    serve(deskOf(applicationOf({ state: 'submitted', version: 1, draft: FULL, settlesAt })));
    open();
    expect(await screen.findByText('审批人刚刚处理，几秒后显示结果')).toBeTruthy();
    expect(screen.queryByText('撤回申请')).toBeNull();
  });

  it('marks what a new version changed', async () => {
    const before = { ...FULL, origin: '上海市' };
    serve(deskOf(applicationOf({ state: 'submitted', version: 2, draft: FULL })), (path) =>
      path.endsWith('/versions')
        ? {
            statusCode: 200,
            data: {
              items: [
                {
                  version: 1,
                  submittedAt: '2026-01-01T00:00:00Z',
                  content: before,
                  evidence: { code: uploadOf('old') },
                },
                { version: 2, submittedAt: '2026-01-02T00:00:00Z', content: FULL, evidence: { code: uploadOf('new') } },
              ],
            },
          }
        : null,
    );
    open();
    await screen.findByText('已提交，等待审批');
    tap('对比 2 个版本');
    expect(await screen.findByText('上海市')).toBeTruthy();
    expect(screen.getAllByText('有改动')).toHaveLength(1);
    await waitFor(() =>
      expect([...document.querySelectorAll('img')].map((image) => image.getAttribute('src'))).toEqual([
        '/thumbnail/new',
        '/thumbnail/old',
      ]),
    );
  });
});

describe('a photo of the application', () => {
  const pending: ((answer: Answer) => void)[] = [];
  beforeEach(() => {
    pending.length = 0;
    storeWith(() => new Promise((resolve) => pending.push(resolve)));
    serve(deskOf(applicationOf({ draft: FACTS })));
  });
  const choose = async (key: string): Promise<void> => {
    await act(async () => fireEvent.click(slot(key).getByText('从相册选')));
  };
  const stored = (id: string): Answer => ({ statusCode: 201, data: JSON.stringify(uploadOf(id)) });

  it('is made smaller, sent with its progress, and then stands in its slot', async () => {
    open();
    await screen.findByText('上传材料');
    await choose('code');
    await waitFor(() => expect(uploads).toHaveLength(1));
    expect(uploads[0]).toMatchObject({ filePath: 'photo-1@960x1280', formData: { purpose: 'evidence', slot: 'code' } });
    act(() => uploads[0]?.tell(40));
    expect(slot('code').getByText('正在上传 40%')).toBeTruthy();
    await act(async () => pending[0]?.(stored('upload-1')));
    expect(slot('code').getByText('已上传')).toBeTruthy();
    expect(document.querySelector('img')?.getAttribute('src')).toBe('/thumbnail/upload-1');
  });

  it('is not sent before the person has said which paper it is', async () => {
    open();
    await screen.findByText('上传材料');
    await choose('itinerary');
    expect(slot('itinerary').getByText('先选是哪一种')).toBeTruthy();
    fireEvent.click(slot('itinerary').getByText('联通'));
    await choose('itinerary');
    await waitFor(() => expect(uploads).toHaveLength(1));
  });

  it('is the paper that was said last, while it was on its way too', async () => {
    const server = serve(deskOf(applicationOf({ draft: FACTS })));
    open();
    await screen.findByText('上传材料');
    fireEvent.click(slot('itinerary').getByText('移动'));
    await choose('itinerary');
    await waitFor(() => expect(uploads).toHaveLength(1));
    fireEvent.click(slot('itinerary').getByText('联通'));
    await act(async () => pending[0]?.(stored('upload-1')));
    const told = () => server.current().draft.evidence?.itinerary;
    await waitFor(() => expect(told()).toEqual({ uploadId: 'upload-1', paper: 'unicom' }), { timeout: 3000 });
  });

  it('is taken out of its slot again, required or not', async () => {
    open();
    await screen.findByText('上传材料');
    await choose('code');
    await waitFor(() => expect(uploads).toHaveLength(1));
    await act(async () => pending[0]?.(stored('upload-1')));
    fireEvent.click(slot('code').getByText('去掉这张'));
    expect(slot('code').getByText('还没传')).toBeTruthy();
  });

  it('is refused alone, in its own words, while another goes on', async () => {
    open();
    await screen.findByText('上传材料');
    fireEvent.click(slot('itinerary').getByText('移动'));
    await choose('code');
    await choose('itinerary');
    await waitFor(() => expect(uploads).toHaveLength(2));
    await act(async () => pending[0]?.(refused('UPLOAD_TOO_SMALL', 422)));
    expect(slot('code').getByText('这张照片太小，看不清字')).toBeTruthy();
    expect(slot('code').queryByText('重传这一张')).toBeNull();
    await act(async () => pending[1]?.(stored('upload-2')));
    expect(slot('itinerary').getByText('已上传')).toBeTruthy();
    expect(slot('code').getByText('这张照片太小，看不清字')).toBeTruthy();
  });

  it('is sent again by itself with the same key when nobody answered', async () => {
    open();
    await screen.findByText('上传材料');
    await choose('code');
    await waitFor(() => expect(uploads).toHaveLength(1));
    storeWith(() => Promise.reject(Object.assign(new Error(), { errMsg: 'uploadFile:fail' })));
    await act(async () => pending[0]?.({ statusCode: 503, data: '{"code":"SERVICE_BUSY","status":503}' }));
    storeWith(() => stored('upload-1'));
    await act(async () => fireEvent.click(slot('code').getByText('重传这一张')));
    await waitFor(() => expect(slot('code').getByText('已上传')).toBeTruthy());
    expect(uploads[1]?.header['idempotency-key']).toBe(uploads[0]?.header['idempotency-key']);
  });

  it('can be called back', async () => {
    open();
    await screen.findByText('上传材料');
    await choose('code');
    await waitFor(() => expect(uploads).toHaveLength(1));
    await act(async () => fireEvent.click(slot('code').getByText('取消')));
    expect(uploads[0]?.aborted).toBe(true);
    expect(slot('code').getByText('还没传')).toBeTruthy();
    expect(slot('code').queryByText('等得有点久')).toBeNull();
  });

  it('renews an ended token once on its way', async () => {
    open();
    await screen.findByText('上传材料');
    answerWith(() => ({
      statusCode: 200,
      data: { accessToken: 'new', accessExpiresInSeconds: 900, refreshToken: 'r2' },
    }));
    storeWith((file) =>
      file.header.authorization === 'Bearer new' ? stored('upload-1') : refused('SIGN_IN_REQUIRED', 401),
    );
    await choose('code');
    await waitFor(() => expect(uploads).toHaveLength(2));
    expect(uploads[1]?.header['idempotency-key']).toBe(uploads[0]?.header['idempotency-key']);
  });
});
