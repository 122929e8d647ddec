import type { NoticeView } from '@shared/notice';
import type { Page } from '@shared/paging';
import { call, query } from './client';

export const getNotices = (cursor?: string): Promise<Page<NoticeView> & { unread: number }> =>
  call('GET', `/notices${query({ cursor })}`);
export const markRead = (id: string): Promise<void> => call('POST', `/notices/${id}/reading`);
export const markAllRead = (): Promise<void> => call('POST', '/notices/reading');
