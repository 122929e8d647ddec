import { useMutation } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';
import type { TemporaryPassList } from '@shared/pass';
import { getTemporaryPasses, withdrawTemporaryPass } from '@/api/temporary-passes';
import { phoneNow } from '@/clock';
import { queryClient } from '@/state/query-client';
import { aheadOf } from '@/state/use-countdown';
import { usePages } from '@/state/use-pages';

const PASSES = 'temporary-passes';

export const renewPasses = (): Promise<void> => queryClient.invalidateQueries({ queryKey: [PASSES] });

/** Fetched anew whenever the page is shown: what was asked for a page ahead stands in it. */
export const useTemporaryPasses = (list: TemporaryPassList) => {
  const pages = usePages([PASSES, list], async (cursor) => {
    const page = await getTemporaryPasses(list, cursor);
    return { ...page, aheadMs: aheadOf(page.serverTime, phoneNow()) };
  });
  const { query } = pages;
  const shownBefore = useRef(false);
  useDidShow(() => {
    if (shownBefore.current) {
      void query.refetch();
    }
    shownBefore.current = true;
  });
  return { ...pages, aheadMs: query.data?.pages[0]?.aheadMs ?? 0 };
};

export const useWithdrawal = (id: string) =>
  useMutation({ mutationFn: () => withdrawTemporaryPass(id), onSuccess: renewPasses });
