import type { CaseLine, CaseState } from '@shared/follow-up';
import type { Page } from '@shared/paging';
import { call, query } from './client';

export const getCases = (state: CaseState, cursor?: string): Promise<Page<CaseLine>> =>
  call('GET', `/cases${query({ state, cursor })}`);
export const closeCase = (id: string, note: string): Promise<CaseLine> =>
  call('POST', `/cases/${id}/closing`, { body: { note } });
