import { CARD_STATES, PERSON_STATES, PRESENCES, type CardState, type PersonState, type Presence } from './identity';
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
  'exempt_pass.returned',
  'exempt_pass.rejected',
  'temporary_pass.approved',
  'temporary_pass.returned',
  'temporary_pass.rejected',
  'booking.reminder',
  'booking.ending',
  'booking.expired',
  'booking.timed_out',
  'booking.offered',
  'booking.offer_lapsed',
  'booking.venue_closed',
  'booking.waiting_ended',
  'booking.revived',
  'booking.breach_undone',
  'session.new_device',
  'password.changed',
  'password.reset_issued',
  'correction.decided',
  'binding.added',
  'binding.removed',
  'state.changed',
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** What changed, as `what` of a notice `state.changed` says it: the words are keyed by it. */
export type StateChange =
  `person.${PersonState}` | `card.${CardState}` | `presence.${Presence}` | 'role.grant' | 'role.revoke';
export const STATE_CHANGES: readonly StateChange[] = [
  ...PERSON_STATES.map((state) => `person.${state}` as const),
  ...CARD_STATES.map((state) => `card.${state}` as const),
  ...PRESENCES.map((presence) => `presence.${presence}` as const),
  'role.grant',
  'role.revoke',
];

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
