import type { Page } from './paging';

/** Kinds of in-app notices; the words are the app's, keyed by the kind. */
export const NOTICE_KINDS = [
  'check_in.reminder',
  'case.opened',
  'case.assigned',
  'case.closed',
  'approval.assigned',
  'approval.commented',
  'approval.approver_left',
  'deputy.appointed',
  'return.approved',
  'return.returned',
  'return.rejected',
  'return.arrived',
  'leaving.approved',
  'leaving.returned',
  'leaving.rejected',
  'pass.created',
  'pass.held',
  'pass.released',
  'pass.device_moved',
  'pass.override',
  'exempt_pass.approved',
  'exempt_pass.returned',
  'exempt_pass.rejected',
  'temporary_pass.approved',
  'temporary_pass.returned',
  'temporary_pass.rejected',
  'session.new_device',
  'password.changed',
  'password.reset_issued',
  'correction.decided',
  'binding.added',
  'binding.removed',
  'state.changed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** Facts the words need; ids, instants and device names only, never health data. */
export type NoticeParams = Record<string, string | number>;

export interface NoticeView {
  id: string;
  kind: NoticeKind;
  params: NoticeParams;
  createdAt: string;
  readAt: string | null;
}

/** The inbox: a page, and how many are unread in all. */
export interface NoticePage extends Page<NoticeView> {
  unread: number;
}
