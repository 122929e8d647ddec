import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { LeavingDesk, LeavingInput, LeavingView } from '@shared/leaving';
import { useRepeatableWrite } from '@/api/repeatable-write';
import { askAgain, askToLeave, getLeavingDesk, withdrawLeaving } from '@/api/leavings';
import { queryClient } from '@/state/query-client';

const DESK = ['leaving-desk'];

const show = (application: LeavingView): void => {
  queryClient.setQueryData<LeavingDesk>(DESK, (desk) => desk && { ...desk, application });
  void queryClient.invalidateQueries({ queryKey: ['home'] });
};

export const useLeavingDesk = () => useQuery({ queryKey: DESK, queryFn: getLeavingDesk, gcTime: 0 });

export const useLeavingWithdrawal = (id: string) =>
  useMutation({ mutationFn: () => withdrawLeaving(id), onSuccess: show });

export const REASONS = ['home', 'practice', 'medical', 'holiday'] as const;

export type Entry = Partial<LeavingInput>;

/** What is still missing, in the order of the page. */
export const openFields = ({ leavesAt, destination, reason, approverId }: Entry): (keyof LeavingInput)[] => [
  ...(leavesAt ? [] : (['leavesAt'] as const)),
  ...(destination?.trim() ? [] : (['destination'] as const)),
  ...(reason?.trim() ? [] : (['reason'] as const)),
  ...(approverId ? [] : (['approverId'] as const)),
];

/** Whoever can no longer approve is chosen anew. */
const offered = ({ approvers }: LeavingDesk, id: string): string | undefined =>
  approvers.find(({ personId }) => personId === id)?.personId;

/** A new application, or a change of the one that is open. */
export const useLeavingForm = (desk: LeavingDesk, open: LeavingView | null, onDone: () => void) => {
  const [entry, setEntry] = useState<Entry>(() =>
    open
      ? {
          leavesAt: open.leavesAt,
          destination: open.destination,
          reason: open.reason,
          approverId: offered(desk, open.approverId),
        }
      : { approverId: desk.preselectedApproverId ?? undefined },
  );
  const [asked, setAsked] = useState(false);
  const write = useRepeatableWrite((body: LeavingInput, key: string) =>
    open ? askAgain(open.id, body) : askToLeave(body, key),
  );
  const sending = useMutation({
    mutationFn: write,
    onSuccess: (application) => {
      show(application);
      onDone();
    },
  });
  const missing = openFields(entry);
  return {
    entry,
    change: (part: Entry): void => setEntry((before) => ({ ...before, ...part })),
    missing: asked ? missing : [],
    open: missing.length,
    asked,
    sending,
    submit: (): void => {
      setAsked(true);
      if (missing.length === 0) {
        const { leavesAt = '', destination = '', reason = '', approverId = '' } = entry;
        sending.mutate({ leavesAt, destination: destination.trim(), reason: reason.trim(), approverId });
      }
    },
  };
};
