import { useMutation, useQuery } from '@tanstack/react-query';
import { useDidShow } from '@tarojs/taro';
import { useRef } from 'react';
import type { ReturnDesk, ReturnView } from '@shared/return';
import { beginReturn, getReturnDesk, getReturnVersions, withdrawReturn } from '@/api/returns';
import { phoneNow } from '@/clock';
import { queryClient } from '@/state/query-client';
import { aheadOf } from '@/state/use-countdown';

const DESK = ['return-desk'];

export interface Desk extends ReturnDesk {
  /** how far the server's clock is ahead of the phone's */
  aheadMs: number;
}

const getDesk = async (): Promise<Desk> => {
  const desk = await getReturnDesk();
  return { ...desk, aheadMs: aheadOf(desk.serverTime, phoneNow()) };
};

/** Puts what the server answered in the place of what the page knew. */
export const showApplication = (application: ReturnView): void => {
  queryClient.setQueryData<Desk>(DESK, (desk) => desk && { ...desk, application });
  void queryClient.invalidateQueries({ queryKey: ['home'] });
  void queryClient.invalidateQueries({ queryKey: ['return-versions'] });
};

/** Fetched anew whenever the page is shown, but never behind the back of somebody who fills it in. */
export const useReturnDesk = () => {
  const query = useQuery({ queryKey: DESK, queryFn: getDesk, staleTime: Infinity, gcTime: 0 });
  const shownBefore = useRef(false);
  useDidShow(() => {
    const state = query.data?.application?.state;
    if (shownBefore.current && state !== 'draft' && state !== 'returned') {
      void query.refetch();
    }
    shownBefore.current = true;
  });
  return query;
};

export const useVersions = (id: string, wanted: boolean) =>
  useQuery({ queryKey: ['return-versions', id], queryFn: () => getReturnVersions(id), enabled: wanted });

export const useBeginning = () => useMutation({ mutationFn: beginReturn, onSuccess: showApplication });

export const useWithdrawal = (id: string) =>
  useMutation({ mutationFn: () => withdrawReturn(id), onSuccess: showApplication });
