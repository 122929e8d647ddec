/** A browser leaves the brightness to the person; it can keep the screen on, as long as its tab is seen. */
export const lightUp = (): (() => void) => {
  let lock: WakeLockSentinel | null = null;
  const hold = (): void => {
    if (document.visibilityState === 'visible') {
      navigator.wakeLock?.request('screen').then(
        (given) => (lock = given),
        () => undefined,
      );
    }
  };
  hold();
  document.addEventListener('visibilitychange', hold);
  return () => {
    document.removeEventListener('visibilitychange', hold);
    void lock?.release();
  };
};
