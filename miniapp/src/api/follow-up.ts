import type { CheckInForm, ReportReceipt, ReportView, SubmitReport } from '@shared/check-in';
import type { DayOverview, MissingLine, PersonLine, ReminderAnswer, ReportedLine } from '@shared/follow-up';
import type { Page } from '@shared/paging';
import { call, query } from './client';

interface Selection {
  day: string;
  unitId?: string;
  cursor?: string;
}

/** @param day YYYY-MM-DD; without it the campus day of the server */
export const getOverview = (day?: string): Promise<DayOverview> => call('GET', `/follow-up/overview${query({ day })}`);
export const getMissing = ({ day, unitId, cursor }: Selection): Promise<Page<MissingLine>> =>
  call('GET', `/follow-up/missing${query({ day, unitId, cursor })}`);
export const getReported = ({
  day,
  unitId,
  cursor,
  abnormal,
}: Selection & { abnormal: boolean }): Promise<Page<ReportedLine>> =>
  call('GET', `/follow-up/reported${query({ day, unitId, cursor, abnormal: abnormal ? 'true' : undefined })}`);
export const getPersonReport = (id: string): Promise<ReportView & { person: PersonLine }> =>
  call('GET', `/follow-up/reports/${id}`);
export const remind = (body: { day: string; unitId?: string }, idempotencyKey: string): Promise<ReminderAnswer> =>
  call('POST', '/follow-up/reminders', { body, idempotencyKey });
export const getProxyForm = (personId: string): Promise<CheckInForm> =>
  call('GET', `/people/${personId}/check-in-form`);
export const submitForPerson = (personId: string, body: SubmitReport, idempotencyKey: string): Promise<ReportReceipt> =>
  call('POST', `/people/${personId}/check-ins`, { body, idempotencyKey });
