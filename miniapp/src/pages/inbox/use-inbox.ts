import { useMutation } from '@tanstack/react-query';
import type { ApprovalKind } from '@shared/approval';
import type { NoticeKind, NoticeView } from '@shared/notice';
import { getNotices, markAllRead, markRead } from '@/api/notices';
import {
  openApprovals,
  openCases,
  openCheckIn,
  openBooking,
  openCorrection,
  openHistory,
  openExemptPass,
  openLeaving,
  openMe,
  openPass,
  openReturn,
  openSessions,
  openSupport,
  openTemporaryPasses,
} from '@/pages/routes';
import { queryClient } from '@/state/query-client';
import { usePages } from '@/state/use-pages';

/** To what one asked for. */
const ASKED: Record<ApprovalKind, () => void> = {
  return: openReturn,
  leaving: openLeaving,
  exempt_pass: openExemptPass,
  temporary_pass: openTemporaryPasses,
};
const openAsked = ({ params }: NoticeView): void => (ASKED[params.kind as ApprovalKind] ?? openReturn)();

/** Where each kind of notice leads. */
const LEADS_TO: Record<NoticeKind, (notice: NoticeView) => void> = {
  'check_in.reminder': openCheckIn,
  'case.opened': openHistory,
  'case.assigned': () => openCases(),
  'case.closed': openHistory,
  'approval.assigned': openApprovals,
  'approval.commented': openAsked,
  'approval.approver_left': openAsked,
  'deputy.appointed': openApprovals,
  'return.approved': openReturn,
  'return.returned': openReturn,
  'return.rejected': openReturn,
  'return.arrived': openReturn,
  'leaving.approved': openLeaving,
  'leaving.returned': openLeaving,
  'leaving.rejected': openLeaving,
  'pass.created': openPass,
  'pass.held': openPass,
  'pass.released': openPass,
  'pass.device_moved': openSessions,
  'pass.override': openPass,
  'exempt_pass.returned': openExemptPass,
  'exempt_pass.rejected': openExemptPass,
  'temporary_pass.approved': openTemporaryPasses,
  'temporary_pass.returned': openTemporaryPasses,
  'temporary_pass.rejected': openTemporaryPasses,
  'booking.reminder': openBooking,
  'booking.ending': openBooking,
  'booking.expired': openBooking,
  'booking.timed_out': openBooking,
  'booking.offered': openBooking,
  'booking.offer_lapsed': openBooking,
  'booking.venue_closed': openBooking,
  'booking.waiting_ended': openBooking,
  'booking.revived': openBooking,
  'booking.breach_undone': openBooking,
  'session.new_device': openSessions,
  'password.changed': () => openSupport(),
  'password.reset_issued': () => openSupport(),
  'correction.decided': openCorrection,
  'binding.added': openMe,
  'binding.removed': openMe,
  'state.changed': openMe,
};

const renew = (): Promise<unknown> =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: ['notices'] }),
    queryClient.invalidateQueries({ queryKey: ['home'] }),
  ]);

export const useInbox = () => {
  const pages = usePages(['notices'], getNotices);
  const reading = useMutation({ mutationFn: markRead, onSuccess: renew });
  const readingAll = useMutation({ mutationFn: markAllRead, onSuccess: renew });
  return {
    ...pages,
    unread: pages.query.data?.pages[0]?.unread ?? 0,
    readAll: (): void => readingAll.mutate(),
    readingAll,
    follow: (notice: NoticeView): void => {
      if (!notice.readAt) {
        reading.mutate(notice.id);
      }
      LEADS_TO[notice.kind](notice);
    },
  };
};
