import type { LeavingDesk, LeavingInput, LeavingView } from '@shared/leaving';
import { call } from './client';

export const getLeavingDesk = (): Promise<LeavingDesk> => call('GET', '/leavings/desk');
export const askToLeave = (body: LeavingInput, idempotencyKey: string): Promise<LeavingView> =>
  call('POST', '/leavings', { body, idempotencyKey });
export const askAgain = (id: string, body: LeavingInput): Promise<LeavingView> =>
  call('PUT', `/leavings/${id}`, { body });
export const withdrawLeaving = (id: string): Promise<LeavingView> => call('POST', `/leavings/${id}/withdrawal`);
