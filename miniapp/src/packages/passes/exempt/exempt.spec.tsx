import { act, fireEvent, render, screen, waitFor } from '@testing-library/react';
import { QueryClientProvider } from '@tanstack/react-query';
import type { ExemptPassDesk, ExemptPassInput, ExemptPassView } from '@shared/pass';
import { exemptApplication, exemptDesk, idPhoto } from '../../../../test/sample-passes';
import {
  answerWith,
  chooses,
  forgetEverything,
  sent,
  storeWith,
  uploads,
  visited,
  type Answer,
} from '../../../../test/stubs/taro';
import '@/words/i18n';
import { queryClient } from '@/state/query-client';
import { useSession } from '@/state/session';
import ExemptPass from './index';

const open = () =>
  render(
    <QueryClientProvider client={queryClient}>
      <ExemptPass />
    </QueryClientProvider>,
  );
const tap = (words: string): void => void fireEvent.click(screen.getByText(words));
const settled = (ms = 50) => act(() => jest.advanceTimersByTimeAsync(ms));
const stored = (id: string): Answer => ({ statusCode: 201, data: JSON.stringify(idPhoto(id)) });
const refused = (code: string, status: number): Answer => ({
  statusCode: status,
  data: { code, status, instance: 'trace-1' },
});

/** A server that keeps one application. */
const serve = (desk: ExemptPassDesk): void => {
  let { application } = desk;
  const keep = (part: Partial<ExemptPassView>): Answer => {
    application = exemptApplication({ ...(application ?? {}), ...part });
    return { statusCode: 200, data: application };
  };
  answerWith(({ url, method, data }) => {
    const path = `${method} ${url.replace(/^.*\/api\/v1/, '')}`;
    if (path.endsWith('/withdrawal')) {
      return keep({ state: 'withdrawn', photo: null, revision: 2 });
    }
    if (path.startsWith('GET /approval-comments')) {
      return { statusCode: 200, data: { items: [] } };
    }
    if (path.startsWith('GET /uploads/')) {
      return { statusCode: 200, data: idPhoto(path.slice('GET /uploads/'.length)) };
    }
    if (method !== 'GET') {
      const { reason, photoUploadId } = data as ExemptPassInput;
      return keep({ state: 'submitted', reason, photo: idPhoto(photoUploadId), correction: null });
    }
    return { statusCode: 200, data: { ...desk, application } };
  });
};
const writes = (): ExemptPassInput[] =>
  sent
    .filter(({ method, url }) => method !== 'GET' && url.includes('/exempt-passes'))
    .map(({ data }) => data as ExemptPassInput);

beforeEach(() => {
  forgetEverything();
  queryClient.clear();
  chooses('photo-1');
  storeWith(() => stored('photo-7'));
  useSession.getState().signIn({ accessToken: 'a', accessExpiresInSeconds: 900, refreshToken: 'r' });
});
afterEach(() => jest.useRealTimers());

describe('the application for an exempt pass', () => {
  it('says what a good photo is, who sees it, and asks for what is missing', async () => {
    serve(exemptDesk());
    open();
    expect(await screen.findByText('正面、免冠、看得清五官')).toBeTruthy();
    expect(screen.getByText(/不做人脸识别/)).toBeTruthy();
    expect(screen.getByText('还有 2 项')).toBeTruthy();
    tap('提交申请');
    expect(screen.getByText('请传一张证件照')).toBeTruthy();
    expect(screen.getByText('请选一个或写一句')).toBeTruthy();
    await waitFor(() => expect(visited).toContain('#field-photo'));
    expect(writes()).toEqual([]);
  });

  it('sends the photo for what it is, with its progress, and hands it in', async () => {
    let store: (answer: Answer) => void = () => undefined;
    storeWith(() => new Promise((resolve) => (store = resolve)));
    serve(exemptDesk());
    open();
    fireEvent.click(await screen.findByText('从相册选'));
    await waitFor(() => expect(uploads).toHaveLength(1));
    expect(uploads[0]?.formData).toEqual({ purpose: 'id_photo', slot: 'id_photo' });
    act(() => uploads[0]?.tell(40));
    expect(screen.getByText('正在上传 40%')).toBeTruthy();
    store(stored('photo-7'));
    expect(await screen.findByText('已上传')).toBeTruthy();
    tap('住在校内');
    tap('提交申请');
    expect(await screen.findByText('已提交，等待审批')).toBeTruthy();
    expect(writes()).toEqual([{ reason: '住在校内', photoUploadId: 'photo-7', approverId: 'approver-1' }]);
  });

  it('lets a photo that was refused say why, and one that was lost go again with the same key', async () => {
    serve(exemptDesk());
    storeWith(() => refused('UPLOAD_TOO_SMALL', 422));
    open();
    fireEvent.click(await screen.findByText('拍一张'));
    expect(await screen.findByText(/照片.*小/)).toBeTruthy();
    storeWith(() => {
      throw Object.assign(new Error(), { errMsg: 'uploadFile:fail' });
    });
    tap('从相册选');
    await screen.findByText('重传这一张');
    storeWith(() => stored('photo-8'));
    tap('重传这一张');
    expect(await screen.findByText('已上传')).toBeTruthy();
    const keys = uploads.map(({ header }) => header['idempotency-key']);
    expect([keys[1] === keys[2], keys[0] === keys[1]]).toEqual([true, false]);
  });

  it('keeps what was typed and sent on the phone', async () => {
    serve(exemptDesk());
    const page = open();
    fireEvent.click(await screen.findByText('从相册选'));
    await screen.findByText('已上传');
    tap('在校上班');
    page.unmount();
    queryClient.clear();
    open();
    expect(await screen.findByText('都填好了')).toBeTruthy();
    tap('提交申请');
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]).toMatchObject({ reason: '在校上班', photoUploadId: 'photo-7' });
  });

  it('opens at the correction, with the photo that is there and what is wrong with it', async () => {
    const correction = { reason: 'photo_unreadable', comment: '看不清五官' } as const;
    serve(exemptDesk({ application: exemptApplication({ state: 'returned', correction }) }));
    open();
    expect(await screen.findByText('照片看不清 · 看不清五官')).toBeTruthy();
    fireEvent.click(screen.getByText('换一张'));
    await waitFor(() => expect(uploads).toHaveLength(1));
    await screen.findByText('已上传');
    tap('重新提交');
    await waitFor(() => expect(writes()).toHaveLength(1));
    expect(writes()[0]).toMatchObject({ reason: '住在校内', photoUploadId: 'photo-7' });
    expect(sent.find(({ method }) => method === 'PUT')?.url).toContain('/exempt-passes/exempt-1');
  });

  it('is changed or taken back while it waits, not while it is being decided', async () => {
    jest.useFakeTimers({ now: Date.now() });
    const settlesAt = new Date(Date.now() + 5000).toISOString();
    serve(exemptDesk({ application: exemptApplication({ settlesAt }) }));
    open();
    await settled();
    expect(screen.getByText('审批人刚刚处理，几秒后显示结果')).toBeTruthy();
    expect(screen.queryByText('撤回申请')).toBeNull();
    serve(exemptDesk({ application: exemptApplication() }));
    await settled(6000);
    await settled();
    tap('撤回申请');
    expect(screen.getByText('撤回后照片会删除，需要时可以重新申请。')).toBeTruthy();
    fireEvent.click(screen.getAllByText('撤回申请').at(-1) as HTMLElement);
    await settled();
    expect(screen.getByText('已撤回')).toBeTruthy();
    tap('再申请一次');
    expect(screen.getByText('正面、免冠、看得清五官')).toBeTruthy();
  });

  it('leads whoever is approved to the pass, and says why where it was not', async () => {
    serve(exemptDesk({ isOffered: false, application: exemptApplication({ state: 'approved' }) }));
    const page = open();
    fireEvent.click(await screen.findByText('看出入证'));
    expect(visited.at(-1)).toBe('/pages/pass/index');
    page.unmount();
    queryClient.clear();
    const correction = { reason: 'other', comment: '请走返校申请' } as const;
    serve(exemptDesk({ application: exemptApplication({ state: 'rejected', photo: null, correction }) }));
    open();
    expect(await screen.findByText('“请走返校申请”')).toBeTruthy();
    expect(screen.getByText('再申请一次')).toBeTruthy();
  });

  it('is for nobody who applies for a return', async () => {
    serve(exemptDesk({ isOffered: false }));
    open();
    expect(await screen.findByText('不用单独申请')).toBeTruthy();
  });

  it('offers nothing to send where nobody can approve', async () => {
    serve(exemptDesk({ approvers: [], preselectedApproverId: null }));
    open();
    expect(await screen.findByText('还没有审批人')).toBeTruthy();
    tap('提交申请');
    expect(writes()).toEqual([]);
  });
});
