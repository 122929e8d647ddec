import { useDidHide } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { askReserve } from '@/passing/ask-code';
import { useKeptPass } from '@/passing/kept-pass';
import { bringPassPage } from '@/platform/bring-pass-page';

/** Whoever only passes by, on the way to the check-in, asks for nothing. */
const UNTIL_QUIET_MS = 2000;

const prepare = (): void => {
  if (useKeptPass.getState().recent.length > 0) {
    bringPassPage();
    void askReserve();
  }
};

/** Once the first screen stands: codes for the way to the gate, should the phone lose its signal there. @param shownAt of the screen's data; 0 without */
export const useReserve = (shownAt: number): void => {
  const timer = useRef<ReturnType<typeof setTimeout>>();
  const stop = (): void => clearTimeout(timer.current);
  useEffect(() => {
    if (shownAt > 0) {
      timer.current = setTimeout(prepare, UNTIL_QUIET_MS);
    }
    return stop;
  }, [shownAt]);
  useDidHide(stop);
};
