import { useEffect, useState } from 'react';
import { phoneNow } from '@/clock';

const SECOND = 1000;

/** How far the server's clock is ahead of the phone's, from an answer that has just come in. */
export const aheadOf = (serverTime: string, receivedAt: number): number => Date.parse(serverTime) - receivedAt;

/** Milliseconds until `endsAt` by the server's clock, renewed each second; 0 once it has passed. */
export const useCountdown = (endsAt: string | null, aheadMs: number): number => {
  const [now, setNow] = useState(phoneNow);
  useEffect(() => {
    if (!endsAt) {
      return undefined;
    }
    setNow(phoneNow());
    const timer = setInterval(() => setNow(phoneNow()), SECOND);
    return () => clearInterval(timer);
  }, [endsAt]);
  return endsAt ? Math.max(0, Date.parse(endsAt) - now - aheadMs) : 0;
};
