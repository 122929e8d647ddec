import type {
  TemporaryPassDesk,
  TemporaryPassInput,
  TemporaryPassList,
  TemporaryPassPage,
  TemporaryPassView,
} from '@shared/pass';
import { call, query } from './client';

export const getTemporaryPasses = (list: TemporaryPassList, cursor?: string): Promise<TemporaryPassPage> =>
  call('GET', `/temporary-passes${query({ list, cursor })}`);
export const getTemporaryPassDesk = (): Promise<TemporaryPassDesk> => call('GET', '/temporary-passes/desk');
export const askForTemporaryPass = (body: TemporaryPassInput, idempotencyKey: string): Promise<TemporaryPassView> =>
  call('POST', '/temporary-passes', { body, idempotencyKey });
export const changeTemporaryPass = (id: string, body: TemporaryPassInput): Promise<TemporaryPassView> =>
  call('PUT', `/temporary-passes/${id}`, { body });
export const withdrawTemporaryPass = (id: string): Promise<TemporaryPassView> =>
  call('POST', `/temporary-passes/${id}/withdrawal`);
