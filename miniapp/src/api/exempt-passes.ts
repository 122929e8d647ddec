import type { ExemptPassDesk, ExemptPassInput, ExemptPassView } from '@shared/pass';
import { call } from './client';

export const getExemptDesk = (): Promise<ExemptPassDesk> => call('GET', '/exempt-passes/desk');
export const applyForExemptPass = (body: ExemptPassInput, idempotencyKey: string): Promise<ExemptPassView> =>
  call('POST', '/exempt-passes', { body, idempotencyKey });
export const changeExemptPass = (id: string, body: ExemptPassInput): Promise<ExemptPassView> =>
  call('PUT', `/exempt-passes/${id}`, { body });
export const withdrawExemptPass = (id: string): Promise<ExemptPassView> =>
  call('POST', `/exempt-passes/${id}/withdrawal`);
