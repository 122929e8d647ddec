import { useEffect } from 'react';
import { useCountdown } from './use-countdown';

/**
 * Whether the approver has decided and may still take it back; asks the server again once that time is over.
 * @param aheadMs how far the server's clock is ahead of the phone's
 */
export const useSettling = (settlesAt: string | null, aheadMs: number, onSettled: () => void): boolean => {
  const left = useCountdown(settlesAt, aheadMs);
  const over = settlesAt !== null && left === 0;
  useEffect(() => {
    if (over) {
      onSettled();
    }
  }, [over]);
  return settlesAt !== null && !over;
};
