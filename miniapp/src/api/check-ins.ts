import type { CheckInForm, HistoryMonth, ReportReceipt, ReportView, SubmitReport } from '@shared/check-in';
import { call, query } from './client';

export const getForm = (): Promise<CheckInForm> => call('GET', '/check-ins/form');
export const submitReport = (body: SubmitReport, idempotencyKey: string): Promise<ReportReceipt> =>
  call('POST', '/check-ins', { body, idempotencyKey });
/** @param month YYYY-MM; without it the server takes the current one of the campus */
export const getHistory = (month?: string): Promise<HistoryMonth> => call('GET', `/check-ins${query({ month })}`);
export const getReport = (id: string): Promise<ReportView> => call('GET', `/check-ins/${id}`);
