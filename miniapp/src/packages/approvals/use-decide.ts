import { useMutation, type InfiniteData } from '@tanstack/react-query';
import { useRef } from 'react';
import { UNDO_SECONDS, type ApprovalInbox, type DecisionAnswer, type Triage } from '@shared/approval';
import { decide } from '@/api/approvals';
import { phoneNow } from '@/clock';
import { randomId } from '@/random-id';
import { queryClient } from '@/state/query-client';
import { batchesOf, together, type Decidable, type Verdict } from './batches';
import { useDecisions, useQueue, type Decided } from './decisions';

const SECOND = 1000;

/** Takes what was decided out of the lists at once; they are fetched anew when it can no longer be undone. */
const takeOut = (gone: string[]): void => {
  queryClient.setQueriesData<InfiniteData<ApprovalInbox>>({ queryKey: ['approvals', 'pending'] }, (data) => {
    if (!data) {
      return data;
    }
    const left = (page: ApprovalInbox, triage: Triage): number =>
      page.counts[triage] - page.items.filter((line) => line.triage === triage && gone.includes(line.id)).length;
    const shrunk = data.pages.reduce(
      (counts, page) => ({
        clean: counts.clean - (page.counts.clean - left(page, 'clean')),
        needs_look: counts.needs_look - (page.counts.needs_look - left(page, 'needs_look')),
      }),
      data.pages[0]?.counts ?? { clean: 0, needs_look: 0 },
    );
    return {
      ...data,
      pages: data.pages.map((page) => ({
        ...page,
        counts: shrunk,
        items: page.items.filter(({ id }) => !gone.includes(id)),
      })),
    };
  });
};

/** Decides any number of requests, in batches; a repeat after a lost answer decides nothing twice. */
export const useDecide = (onDone?: (decided: Decided) => void) => {
  const { show } = useDecisions();
  const { leave } = useQueue();
  const keys = useRef(new Map<string, string>());
  return useMutation({
    mutationFn: async ({ requests, verdict }: { requests: Decidable[]; verdict: Verdict }): Promise<Decided> => {
      const undoUntil = new Date(phoneNow() + UNDO_SECONDS * SECOND).toISOString();
      const answers: DecisionAnswer[] = [];
      for (const batch of batchesOf(requests, verdict)) {
        const text = JSON.stringify(batch);
        const key = keys.current.get(text) ?? randomId();
        keys.current.set(text, key);
        answers.push(await decide(batch, key));
      }
      keys.current.clear();
      return together(answers, requests, verdict.outcome, undoUntil);
    },
    onSuccess: (decided) => {
      show(decided);
      const gone = [...decided.requests, ...decided.refused].map(({ id }) => id);
      takeOut(gone);
      leave(gone);
      void queryClient.invalidateQueries({ queryKey: ['approval'], refetchType: 'none' });
      onDone?.(decided);
    },
  });
};
