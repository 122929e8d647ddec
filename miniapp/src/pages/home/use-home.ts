import { useQuery } from '@tanstack/react-query';
import Taro, { useDidShow, usePullDownRefresh } from '@tarojs/taro';
import { getHome } from '@/api/home';
import { useSignedIn } from '@/state/session';
import { aheadOf } from '@/state/use-countdown';
import { useReserve } from './use-reserve';

/** The one call of the first screen; renewed whenever the person comes back to it. */
export const useHome = () => {
  const signedIn = useSignedIn();
  const query = useQuery({ queryKey: ['home'], queryFn: getHome, enabled: signedIn });
  useDidShow(() => {
    if (signedIn) {
      void query.refetch();
    }
  });
  usePullDownRefresh(() => {
    void query.refetch().finally(() => Taro.stopPullDownRefresh());
  });
  useReserve(signedIn ? query.dataUpdatedAt : 0);
  const aheadMs = query.data ? aheadOf(query.data.serverTime, query.dataUpdatedAt) : 0;
  return { signedIn, query, aheadMs };
};
