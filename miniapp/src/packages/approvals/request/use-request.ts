import { useQuery } from '@tanstack/react-query';
import Taro, { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import type { ApprovalView } from '@shared/approval';
import { getApproval } from '@/api/approvals';
import { queryClient } from '@/state/query-client';
import { useQueue } from '../decisions';

const asked = (id: string) => ({ queryKey: ['approval', id], queryFn: () => getApproval(id) });

/** One request out of the list that the person came from, and the way to its neighbours. */
export const useRequest = () => {
  const given = useRouter().params.id ?? '';
  const { ids } = useQueue();
  const [id, setId] = useState(given);
  const query = useQuery<ApprovalView>(asked(id));
  const place = ids.indexOf(id);
  const next = ids[place + 1];
  const previous = place > 0 ? ids[place - 1] : undefined;
  useEffect(() => {
    // the next one is there when the thumb is
    if (query.data && next) {
      void queryClient.prefetchQuery(asked(next));
    }
  }, [query.data?.id, next]);
  return {
    id,
    query,
    place,
    count: ids.length,
    goNext: next ? () => setId(next) : null,
    goPrevious: previous ? () => setId(previous) : null,
    /** on to the one after those that are done, or back to the list when there is none */
    goOn: (): void => {
      const left = useQueue.getState().ids;
      const after = left[Math.min(Math.max(place, 0), left.length - 1)];
      if (after) {
        setId(after);
      } else {
        void Taro.navigateBack();
      }
    },
  };
};

export type RequestWay = ReturnType<typeof useRequest>;
