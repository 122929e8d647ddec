import { useDidShow } from '@tarojs/taro';
import { useRef, useState } from 'react';
import type { ApprovalInbox, ApprovalKind, ApprovalLine } from '@shared/approval';
import { getInbox } from '@/api/approvals';
import { openApproval } from '@/pages/routes';
import { usePages } from '@/state/use-pages';
import { useDecisions, useQueue } from '../decisions';

export const INBOX_TABS = ['clean', 'needs_look', 'done'] as const;
export type InboxTab = (typeof INBOX_TABS)[number];

const load = (tab: InboxTab, kind?: ApprovalKind, cursor?: string): Promise<ApprovalInbox> =>
  tab === 'done'
    ? getInbox({ state: 'done', kind, cursor })
    : getInbox({ state: 'pending', triage: tab, kind, cursor });

/** The requests of one tab, which of them are chosen, and the way to one of them. */
export const useApprovalInbox = () => {
  const [tab, setTab] = useState<InboxTab>('clean');
  const [kind, setKind] = useState<ApprovalKind | undefined>();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [choosingAll, setChoosingAll] = useState(false);
  const pages = usePages(['approvals', tab === 'done' ? 'done' : 'pending', tab, kind], (cursor) =>
    load(tab, kind, cursor),
  );
  const { query, items } = pages;
  const { line } = useQueue();
  const last = useDecisions((decisions) => decisions.last);
  const shownBefore = useRef(false);
  useDidShow(() => {
    // what was just decided is fetched when it can no longer be taken back
    if (shownBefore.current && !last) {
      void query.refetch();
    }
    shownBefore.current = true;
  });
  const chooseAll = async (): Promise<void> => {
    setChoosingAll(true);
    try {
      let all = query.data?.pages ?? [];
      let more = query.hasNextPage;
      while (more) {
        const next = await query.fetchNextPage();
        all = next.data?.pages ?? all;
        more = next.hasNextPage && !next.isError;
      }
      setChosen(new Set(all.flatMap((page) => page.items.map(({ id }) => id))));
    } finally {
      setChoosingAll(false);
    }
  };
  const lines = items as ApprovalLine[];
  const latest = useRef(lines);
  latest.current = lines;
  return {
    ...pages,
    lines,
    tab,
    choose: (value: InboxTab): void => {
      setChosen(new Set());
      setTab(value);
    },
    kind,
    /** undefined: of every kind */
    chooseKind: (value: ApprovalKind | undefined): void => {
      setChosen(new Set());
      setKind(value);
    },
    counts: query.data?.pages[0]?.counts ?? null,
    chosen: lines.filter(({ id }) => chosen.has(id)),
    isChosen: (id: string): boolean => chosen.has(id),
    toggle: (id: string): void =>
      setChosen((before) => new Set(before.has(id) ? [...before].filter((one) => one !== id) : [...before, id])),
    chooseAll,
    choosingAll,
    chooseNone: (): void => setChosen(new Set()),
    open: (id: string): void => {
      line(latest.current.map((one) => one.id));
      openApproval(id);
    },
  };
};
