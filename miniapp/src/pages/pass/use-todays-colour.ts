import { useEffect } from 'react';
import type { PassView } from '@shared/pass';
import { queryClient } from '@/state/query-client';
import { campusDay } from '@/words/campus-time';

/**
 * From midnight on the colour is another one: whoever holds the page open then asks for it at once, and where nobody
 * answers, again with the next code.
 * @returns whether the colour is that of today
 */
export const useTodaysColour = ({ serverTime }: Pick<PassView, 'serverTime'>, now: number, code?: string): boolean => {
  const isToday = campusDay(Date.parse(serverTime)) === campusDay(now);
  useEffect(() => {
    if (!isToday) {
      // the first look may be on its way already
      void queryClient.refetchQueries({ queryKey: ['pass'] }, { cancelRefetch: false });
    }
  }, [isToday, code]);
  return isToday;
};
