import { useEffect } from 'react';

/** The screen of a gate does not go dark, as far as the browser allows; asked for again whenever the page comes back. */
export const useWakeLock = (): void => {
  useEffect(() => {
    let lock: WakeLockSentinel | null = null;
    let isOver = false;
    const ask = async (): Promise<void> => {
      if (document.visibilityState !== 'visible' || !('wakeLock' in navigator)) {
        return;
      }
      lock = await navigator.wakeLock.request('screen').catch(() => null);
      if (isOver) {
        await lock?.release();
      }
    };
    const onChange = (): void => void ask();
    void ask();
    document.addEventListener('visibilitychange', onChange);
    return () => {
      isOver = true;
      document.removeEventListener('visibilitychange', onChange);
      void lock?.release();
    };
  }, []);
};
