import { useEffect, useState } from 'react';

const LOOK_MS = 250;
const leftOf = (until: number): number => Math.max(0, Math.ceil((until - performance.now()) / 1000));

/** @param until milliseconds of the page's running clock */
export const useSecondsLeft = (until: number): number => {
  const [seconds, setSeconds] = useState(() => leftOf(until));
  useEffect(() => {
    const timer = setInterval(() => setSeconds(leftOf(until)), LOOK_MS);
    return () => clearInterval(timer);
  }, [until]);
  return seconds;
};
