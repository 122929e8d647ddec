import { useMutation, useQuery } from '@tanstack/react-query';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import type { ApproverOption } from '@shared/approval';
import type { TemporaryPassDesk, TemporaryPassInput, TemporaryPassView } from '@shared/pass';
import { useRepeatableWrite } from '@/api/repeatable-write';
import {
  askForTemporaryPass,
  changeTemporaryPass,
  getTemporaryPassDesk,
  getTemporaryPasses,
} from '@/api/temporary-passes';
import { scrollToField } from '@/check-in/use-submission';
import { phoneNow } from '@/clock';
import { showTemporaryPasses } from '@/pages/routes';
import { dropWish, keepWish, readWish } from '@/passing/kept-wish';
import { aheadOf } from '@/state/use-countdown';
import { useWords } from '@/words/use-words';
import { renewPasses } from '../temporary/use-passes';
import { spanFault, usualSpan, type SpanFault } from './times';

export interface Desk extends TemporaryPassDesk {
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
  /** the one that is changed; null: a new one */
  changed: TemporaryPassView | null;
}

/** @param id of the one to change */
const getDesk = async (id: string | undefined): Promise<Desk> => {
  const [desk, page] = await Promise.all([getTemporaryPassDesk(), id ? getTemporaryPasses('current') : null]);
  return {
    ...desk,
    aheadMs: aheadOf(desk.serverTime, phoneNow()),
    changed: page?.items.find((pass) => pass.id === id) ?? null,
  };
};

/** Not behind the back of somebody who fills it in. */
export const useDesk = (id: string | undefined) =>
  useQuery({
    queryKey: ['temporary-pass-desk', id ?? ''],
    queryFn: () => getDesk(id),
    staleTime: Infinity,
    gcTime: 0,
  });

/** Whoever it is with may keep it. */
export const approversOf = ({ approvers, changed }: Desk): ApproverOption[] => {
  const isOffered = approvers.some(({ personId }) => personId === changed?.approver.personId);
  return changed && !isOffered ? [...approvers, changed.approver] : approvers;
};

const keyOf = ({ changed }: Desk): string => (changed ? `temporary/${changed.id}/${changed.revision}` : 'temporary');

/** What was typed before, as far as it can still be asked for; else the usual. */
const beginningOf = (desk: Desk): Omit<TemporaryPassInput, 'approverId'> & { approverId?: string } => {
  const { changed, gates, limits } = desk;
  const now = phoneNow() + desk.aheadMs;
  const before = readWish<Partial<TemporaryPassInput>>(keyOf(desk)) ?? {
    ...(changed && { reason: changed.reason, gateIds: changed.gates.map(({ id }) => id) }),
    ...(changed && { startsAt: changed.startsAt, endsAt: changed.endsAt, approverId: changed.approver.personId }),
  };
  const { reason = '', gateIds = [], startsAt, endsAt } = before;
  const span = startsAt && endsAt ? { startsAt, endsAt } : null;
  const approverId = [before.approverId, desk.preselectedApproverId].find((id) =>
    approversOf(desk).some(({ personId }) => personId === id),
  );
  return {
    reason,
    gateIds: gateIds.filter((id) => gates.some((gate) => gate.id === id)),
    ...(span && !spanFault(span, limits, now) ? span : usualSpan(now)),
    approverId: approverId ?? undefined,
  };
};

export type WishField = keyof TemporaryPassInput;

/** A new pass, or a change of one; what is typed stays on the phone until it is sent. */
export const useWish = (desk: Desk) => {
  const { t } = useWords();
  const [wish, setWish] = useState(() => beginningOf(desk));
  const [asked, setAsked] = useState(false);
  const { changed, limits } = desk;
  const write = useRepeatableWrite((body: TemporaryPassInput, key: string) =>
    changed ? changeTemporaryPass(changed.id, body) : askForTemporaryPass(body, key),
  );
  const sending = useMutation({
    mutationFn: write,
    onSuccess: () => {
      dropWish(keyOf(desk));
      void renewPasses();
      void Taro.showToast({ title: t('temporary.sent'), icon: 'success' });
      showTemporaryPasses();
    },
  });
  const wrongSpan = spanFault(wish, limits, phoneNow() + desk.aheadMs);
  const missing: WishField[] = [
    ...(wish.reason.trim() ? [] : (['reason'] as const)),
    ...(wish.gateIds.length > 0 ? [] : (['gateIds'] as const)),
    ...(wrongSpan ? [fieldOf(wrongSpan)] : []),
    ...(wish.approverId ? [] : (['approverId'] as const)),
  ];
  return {
    wish,
    change: (part: Partial<TemporaryPassInput>): void =>
      setWish((before) => {
        const next = { ...before, ...part };
        keepWish(keyOf(desk), next);
        return next;
      }),
    /** what is still to be filled in */
    open: missing.length,
    asked,
    /** what to say at a field, once the person has tried to send */
    wrong: (field: WishField): SpanFault | 'missing' | null => {
      if (!asked || !missing.includes(field)) {
        return null;
      }
      return field === 'startsAt' || field === 'endsAt' ? wrongSpan : 'missing';
    },
    sending,
    submit: (): void => {
      const { approverId } = wish;
      const [first] = missing;
      setAsked(true);
      if (first !== undefined || approverId === undefined) {
        scrollToField(first ?? 'approverId');
      } else if (!sending.isPending) {
        sending.mutate({ ...wish, reason: wish.reason.trim(), approverId });
      }
    },
  };
};

export type Wish = ReturnType<typeof useWish>;

const fieldOf = (fault: SpanFault): 'startsAt' | 'endsAt' =>
  fault === 'startPast' || fault === 'startFar' ? 'startsAt' : 'endsAt';
