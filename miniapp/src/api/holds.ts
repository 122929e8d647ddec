import type { Page } from '@shared/paging';
import type { HoldLine } from '@shared/pass';
import { call, query } from './client';

export const getHolds = (cursor?: string): Promise<Page<HoldLine>> => call('GET', `/holds${query({ cursor })}`);
