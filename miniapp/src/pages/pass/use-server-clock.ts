import { useEffect, useState } from 'react';
import { phoneNow } from '@/clock';

const SECOND = 1000;

/** The server's time, told at each of its seconds. @param aheadMs how far its clock is ahead of the phone's */
export const useServerClock = (aheadMs: number, running: boolean): number => {
  const [now, setNow] = useState(() => phoneNow() + aheadMs);
  useEffect(() => {
    if (!running) {
      return undefined;
    }
    let timer: ReturnType<typeof setTimeout>;
    const tick = (): void => {
      const instant = phoneNow() + aheadMs;
      setNow(instant);
      timer = setTimeout(tick, SECOND - (instant % SECOND));
    };
    tick();
    return () => clearTimeout(timer);
  }, [aheadMs, running]);
  return now;
};
