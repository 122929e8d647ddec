import type { SupportView } from '@shared/support';
import { call } from './client';

export const getSupport = (schoolCode: string): Promise<SupportView> =>
  call('GET', `/schools/${encodeURIComponent(schoolCode)}/support`, { anonymous: true });
